import Journal
import TestSupport
import Testing
import Trakt

@Suite("The ledger of plays")
struct LedgerTests {
    private static let minute = "2026-02-01T20:15:00Z"
    private static let movie: JSONValue = [
        "movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]
    ]

    @Test("Two writes of the same play make one, and the second is told that nothing was added")
    func twice() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            let answer = try await effects.add(Self.movie, key: "two")
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(answer["not_found"]?["movies"] == [])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("A play that is gone from the history is added anew once it is old enough to be looked for")
    func gone() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            // By hand, on the website.
            _ = try await effects.stage.client().send(
                Catalogue.syncHistory.removeHistory.call(Arguments(named: ["movies": [507]])))
            try await effects.clock.sleep(for: .seconds(200))
            let answer = try await effects.add(Self.movie, key: "two")
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("An old play that is still in the history is not added again")
    func old() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            try await effects.clock.sleep(for: .seconds(200))
            let answer = try await effects.add(Self.movie, key: "two")
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("A play that was removed through the journal can be added again at once")
    func removed() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            _ = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["movies": [["ids": ["imdb": "tt0032138"]]]], key: "remove")
            #expect(try await effects.plays(Self.minute) == [])
            let answer = try await effects.add(Self.movie, key: "two")
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
        }
    }

    @Test("A play that was removed by an id nobody had read can be added again at once")
    func removedByID() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            let path = "/sync/history/movies/507?start_at=2026-02-01T20:15:00Z&end_at=2026-02-01T20:15:59Z"
            let id = try #require(try await effects.stage.answer(path).array?.first?["id"])
            _ = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["ids": .array([id])], key: "remove")
            let answer = try await effects.add(Self.movie, key: "two")
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("A film is one film under whatever id, and each id is looked up once in a run")
    func ids() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            let sender = effects.sender()
            func add(_ ids: JSONValue, at time: String, _ name: String) async throws -> JSONValue {
                try await effects.add(["movies": [["ids": ids, "watched_at": .string(time)]]], key: name, sender)
            }
            let imdb: JSONValue = ["imdb": "tt0032138"]
            for (ids, name) in [(imdb, "imdb"), (["slug": "the-wizard-of-oz-1939"], "slug")] {
                let answer = try await add(ids, at: "2026-02-01T20:15:00Z", name)
                #expect(answer["added"] == ["movies": 0, "episodes": 0], "\(name)")
                #expect(answer["not_found"]?["movies"] == [], "\(name)")
            }
            let later = try await add(imdb, at: "2026-02-01T20:16:00Z", "later")
            #expect(later["added"] == ["movies": 1, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
            let lookups = try await effects.stage.requests().filter { $0.path.hasPrefix("/search/") }
            #expect(lookups.map(\.path) == ["/search/imdb/tt0032138"])
        }
    }

    @Test("What Trakt did not find is not in the ledger")
    func notFound() async throws {
        try await withEffects { effects in
            let stranger: JSONValue = ["movies": [["ids": ["trakt": 99_999_999]]]]
            let answer = try await effects.add(stranger)
            // In the words of the script, which gave no time.
            #expect(answer["not_found"]?["movies"] == [["ids": ["trakt": 99_999_999]]])
            _ = try await effects.add(stranger, key: "two")
            #expect(try await effects.writes(to: "/sync/history").count == 2)
        }
    }

    @Test("A play that another write makes anew while it is looked for is not made a second time")
    func rival() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie)
            _ = try await effects.stage.client().send(
                Catalogue.syncHistory.removeHistory.call(Arguments(named: ["movies": [507]])))
            try await effects.clock.sleep(for: .seconds(200))
            let rival = RivalStore(effects.store) { _ = try await effects.add(Self.movie, key: "rival") }
            let answer = try await effects.add(Self.movie, key: "two", effects.sender(store: rival))
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }
}

/// A journal in which somebody else is faster than whoever takes a play out of the ledger.
private struct RivalStore: StoreDecorator {
    let store: any JournalStore
    private let comesFirst: @Sendable () async throws -> Void

    init(_ store: any JournalStore, _ comesFirst: @escaping @Sendable () async throws -> Void) {
        self.store = store
        self.comesFirst = comesFirst
    }

    func forget(
        _ plays: [Journal.Play: PlayOwner], account: String, _ claim: Claim
    ) async throws(StoreError) -> Set<Journal.Play> {
        do { try await comesFirst() } catch { throw .unusable(path: "", reason: "\(error)") }
        return try await store.forget(plays, account: account, claim)
    }
}

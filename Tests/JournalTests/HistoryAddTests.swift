import Foundation
import Journal
import TestSupport
import Testing
import Trakt

/// Movies 507, 622 and 219 are in the sandbox's library.
@Suite("Adding plays")
struct HistoryAddTests {
    private static let minute = "2026-02-01T20:15:00Z"
    private static let movies: JSONValue = [
        "movies": [
            ["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["imdb": "tt0031381"], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["trakt": 219], "watched_at": "2026-02-01T20:15:00Z"],
        ]
    ]

    @Test("An answer that never came after the plays were added adds none twice, and the script gets the answer")
    func applyThenCut() async throws {
        for fault in ["apply_then_cut", "cut_body"] {
            try await withEffects { effects in
                try await effects.stage.fault([
                    "method": "POST", "path": "/sync/history", "kind": .string(fault), "count": 1,
                ])
                let answer = try await effects.add(Self.movies)
                #expect(answer["added"] == ["movies": 3, "episodes": 0])
                #expect(try await effects.plays(Self.minute) == [219, 507, 622])
                #expect(try await effects.writes(to: "/sync/history").count == 1)
                #expect(try await effects.effect()?.state == .done)
            }
        }
    }

    @Test("A connection that was cut before anything was added is settled by looking, and then all is sent again")
    func cutBefore() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "cut_before_headers", "count": 1,
            ])
            let answer = try await effects.add(Self.movies)
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
            #expect(try await effects.writes(to: "/sync/history").count == 2)
            #expect(await effects.store.looks.values.map { $0 } == [.seconds(900)])
        }
    }

    @Test("After half was added, exactly the other half is sent, and the answer counts both")
    func half() async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "/sync/history", "kind": "apply_half", "count": 1])
            let answer = try await effects.add(Self.movies)
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
            let writes = try await effects.writes(to: "/sync/history")
            #expect(writes.map { $0.body["movies"]?.array?.count } == [3, 2])
        }
    }

    @Test("When the rest cannot be sent after half was added, the next attempt adds the rest and no half twice")
    func halfThenRefused() async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "/sync/history", "kind": "apply_half", "count": 1])
            try await effects.stage.fault(["method": "POST", "path": "/sync/history", "kind": "status", "status": 429])
            await #expect(throws: (any Error).self) { _ = try await effects.add(Self.movies) }
            #expect(try await effects.effect()?.state == .unknown)
            try await effects.stage.removeFaults()
            let answer = try await effects.add(Self.movies)
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("An outage that Trakt says is long is settled by looking all the same")
    func longOutage() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_then_status", "status": 503,
            ])
            let answer = try await effects.add(Self.movies)
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("What takes effect within the settling time is not sent again", arguments: [1_000, 120_000, 149_000])
    func late(after milliseconds: Int64) async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_late", "count": 1,
                "after_ms": .integer(milliseconds),
            ])
            _ = try await effects.add(Self.movies)
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("What takes effect later than a watching person waits is made good by the later look")
    func laterLook() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_late", "count": 1, "after_ms": 60_000,
            ])
            _ = try await effects.add(Self.movies, effects.sender(timing: Timing(isWatched: true)))
            try await effects.clock.sleep(for: .seconds(900))
            #expect(try await effects.plays(Self.minute) == [219, 219, 507, 507, 622, 622])
            try await effects.store.end(effects.claim, RunEnding(state: .finished, report: [], output: []))
            let looks = LaterLooks(store: effects.store) { claim, _ in effects.sender(claim) }
            #expect(try await looks.perform() == 3)
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
            #expect(try await looks.perform() == 0)
        }
    }

    @Test("A read that is not whole settles nothing")
    func incompleteRead() async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "/sync/history", "kind": "apply_then_cut"])
            try await effects.stage.fault(["method": "GET", "path": "/sync/history", "kind": "short_page", "count": 2])
            let answer = try await effects.add(Self.movies)
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("Where Trakt counts fewer plays than it was sent, those that are there are done and the others are not")
    func countedFewer() async throws {
        try await withEffects { effects in
            let sender = EffectSender(
                store: effects.store, claim: effects.claim,
                client: effects.stage.client(through: ForgetfulTransport(effects.stage.transport)),
                account: "sandbox", clock: effects.clock, now: ScriptStage.now, dailyPlays: nil)
            let answer = try await effects.add(Self.movies, sender)
            #expect(answer["added"] == ["movies": 2, "episodes": 0])
            #expect(try await effects.plays(Self.minute).count == 2)
            let effect = try #require(try await effects.effect())
            #expect(effect.state == .done)
            #expect(effect.note?.contains("Not in the history: movie:trakt:") == true, "\(effect.note ?? "")")
            // What is missing may be added by somebody else.
            _ = try await effects.add(Self.movies, key: "two")
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("A season that only another site's number names is refused, with advice", arguments: [true, false])
    func foreignSeason(isAdded: Bool) async throws {
        try await withEffects { effects in
            let seasons: JSONValue = ["seasons": [["ids": ["tvdb": 30272]]]]
            let endpoint = isAdded ? Catalogue.syncHistory.addHistory : Catalogue.syncHistory.removeHistory
            let error = await #expect(throws: EffectError.self) {
                _ = try await effects.perform(endpoint, [], seasons)
            }
            #expect(error == .seasonWithoutNumber(endpoint: endpoint.id, ids: "tvdb 30272"))
            #expect(error?.description.contains("seasons = { { number = 1 } }") == true)
            let sent = try await effects.stage.requests()
            #expect(sent.isEmpty)
        }
    }

    @Test("A play without a time gets the run's, to the minute, and so do those with seconds")
    func pinned() async throws {
        try await withEffects { effects in
            _ = try await effects.add(["movies": [507, ["ids": ["trakt": 622], "watched_at": "2026-02-01T20:15:42Z"]]])
            let sent = try #require(try await effects.writes(to: "/sync/history").first?.body["movies"]?.array)
            #expect(
                sent.compactMap { $0["watched_at"]?.string } == [
                    "2026-03-04T12:34:00.000Z", "2026-02-01T20:15:00.000Z",
                ])
        }
    }

    @Test("A bare show is sent as its aired episodes without the specials, as Trakt reads it")
    func show() async throws {
        try await withEffects { effects in
            let answer = try await effects.add([
                "shows": [["ids": ["tvdb": 81189], "watched_at": "2026-02-01T20:15:00Z"]],
                "movies": [["ids": ["trakt": 99_999_999], "watched_at": "2026-02-01"]],
            ])
            // Breaking Bad has 62 episodes, all aired.
            #expect(answer["added"] == ["movies": 0, "episodes": 62])
            #expect(
                answer["not_found"]?["movies"] == [
                    ["ids": ["trakt": 99_999_999], "watched_at": "2026-02-01T00:00:00.000Z"]
                ])
            let sent = try #require(try await effects.writes(to: "/sync/history").first)
            #expect(sent.body["shows"] == nil)
            #expect(sent.body["episodes"]?.array?.count == 62)
            #expect(sent.objections.isEmpty)
        }
    }

    @Test("A show and its own episode are one play of that episode, and what does not exist is told as it was named")
    func overlap() async throws {
        try await withEffects { effects in
            let first = try await effects.stage.answer("/shows/breaking-bad/seasons/1/episodes/1")
            let answer = try await effects.add([
                "shows": [
                    [
                        "ids": ["trakt": 1388], "watched_at": "2026-02-01T20:15:00Z",
                        "seasons": [["number": 1], ["number": 44]],
                    ]
                ],
                "episodes": [["ids": first["ids"] ?? .null, "watched_at": "2026-02-01T20:15:30Z"]],
            ])
            #expect(answer["added"] == ["movies": 0, "episodes": 7])
            #expect(answer["not_found"]?["shows"]?.array?.first?["seasons"] == [["number": 44]])
            #expect(try await effects.plays(Self.minute).count == 7)
        }
    }

    @Test(
        "A play without a date is refused for what has plays already, and nothing is sent",
        arguments: ["released", "unknown"])
    func undated(word: String) async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movies)
            try await effects.stage.forgetRequests()
            await #expect(throws: EffectError.undatedPlay(item: "movie:trakt:507", word: word)) {
                _ = try await effects.add(
                    ["movies": [["ids": ["trakt": 507], "watched_at": .string(word)]]], key: "two")
            }
            #expect(try await effects.writes(to: "/sync/history").isEmpty)
        }
    }

    @Test("More plays in a day than allowed are not sent")
    func dailyPlays() async throws {
        try await withEffects { effects in
            let sender = effects.sender(dailyPlays: 4)
            _ = try await effects.add(Self.movies, sender)
            await #expect(throws: EffectError.tooManyPlays(endpoint: "sync.history.add", limit: 4, had: 3, asked: 2)) {
                _ = try await effects.add(["movies": [268, 455]], key: "two", sender)
            }
        }
    }

    @Test("The plays of a season that only its number names count for the day as many as they were")
    func dailyEpisodes() async throws {
        try await withEffects { effects in
            let seasons = try await effects.stage.answer("/shows/breaking-bad/seasons").array ?? []
            let id = try #require(seasons.first { $0["number"] == 2 }?["ids"]?["trakt"])
            let body: JSONValue = [
                "seasons": [["ids": ["trakt": id], "watched_at": "2026-02-01T20:15:00Z"]]
            ]
            await #expect(throws: EffectError.tooManyPlays(endpoint: "sync.history.add", limit: 20, had: 0, asked: 24))
            {
                _ = try await effects.add(body, key: "two", effects.sender(dailyPlays: 20))
            }
            let answer = try await effects.add(body, effects.sender(dailyPlays: 24))
            let episodes = try #require(answer["added"]?["episodes"]?.integer)
            #expect(2..<24 ~= episodes)
            #expect(try await Int64(effects.store.countPlays(account: "sandbox", since: .distantPast)) == episodes)
        }
    }

    @Test("A scrobble to the end and a checkin are plays of the day, and one that was paused is none")
    func dailyScrobbles() async throws {
        try await withEffects { effects in
            let sender = effects.sender(dailyPlays: 2)
            func stop(_ movie: Int64, at progress: Int64) async throws {
                _ = try await effects.perform(
                    Catalogue.scrobble.stop, [],
                    ["movie": ["ids": ["trakt": .integer(movie)]], "progress": .integer(progress)],
                    key: "stop \(movie) \(progress)", sender)
            }
            try await stop(268, at: 50)
            try await stop(507, at: 95)
            _ = try await effects.perform(
                Catalogue.checkin.add, [], ["movie": ["ids": ["trakt": 622]]], key: "checkin", sender)
            try await stop(455, at: 50)
            await #expect(throws: EffectError.tooManyPlays(endpoint: "scrobble.stop", limit: 2, had: 2, asked: 1)) {
                try await stop(455, at: 80)
            }
        }
    }
}

/// Loses the last movie of what is added, and says nothing of it.
private struct ForgetfulTransport: Transport {
    private let transport: any Transport

    init(_ transport: any Transport) {
        self.transport = transport
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var request = request
        if request.method == .post, let body = request.body.flatMap({ try? JSONValue(parsing: $0) }),
            let movies = body["movies"]?.array
        {
            request.body = JSONValue.object(["movies": .array(movies.dropLast())]).encoded
        }
        return try await transport.send(request)
    }
}

import Journal
import TestSupport
import Testing
import Trakt

/// Movies 507 and 622 are in the sandbox's library.
@Suite("Writes that take effect later than anybody was told")
struct LateWriteTests {
    private static func movie(_ id: Int64) -> JSONValue { ["movies": [["ids": ["trakt": .integer(id)]]]] }

    /// A fault of the next write to a path: the answer is lost, and the change comes a hundred seconds later.
    private func delay(_ path: String, _ effects: EffectStage) async throws {
        try await effects.stage.fault([
            "method": "POST", "path": .string(path), "kind": "apply_late", "after_ms": 100_000, "count": 1,
        ])
    }

    private func settle(_ effects: EffectStage) async throws {
        try await effects.clock.sleep(for: .seconds(300))
    }

    @Test("A late addition does not undo the removal after it, which waits until the addition has settled")
    func removalAfterAddition() async throws {
        try await withEffects { effects in
            try await delay("/sync/watchlist", effects)
            _ = try await effects.perform(Catalogue.syncWatchlist.add, [], Self.movie(507), key: "add")
            #expect(effects.clock.pauses.reduce(.zero, +) < .seconds(10))
            _ = try await effects.perform(Catalogue.syncWatchlist.remove, [], Self.movie(507), key: "remove")
            try await settle(effects)
            let items = try await effects.stage.answer("/sync/watchlist/movies?limit=250").array ?? []
            #expect(!items.contains { $0["movie"]?["ids"]?["trakt"] == 507 })
        }
    }

    @Test("Writes that do not cross what may still take effect do not wait for it")
    func others() async throws {
        try await withEffects { effects in
            try await delay("/sync/watchlist", effects)
            _ = try await effects.perform(Catalogue.syncWatchlist.add, [], Self.movie(507), key: "add")
            _ = try await effects.perform(Catalogue.syncWatchlist.remove, [], Self.movie(622), key: "remove")
            _ = try await effects.perform(Catalogue.syncFavorites.remove, [], Self.movie(507), key: "other")
            #expect(effects.clock.pauses.reduce(.zero, +) < .seconds(10))
        }
    }

    @Test("What a dead process may have sent is waited for, too")
    func takenOver() async throws {
        try await withEffects { effects in
            let add = try Catalogue.syncWatchlist.add.call(Arguments(named: Self.movie(507).object ?? [:]))
            let effect = NewEffect(
                key: effects.key("add"), account: "sandbox",
                request: EffectRequest(endpoint: add.endpoint.id, target: add.target, body: add.body),
                moment: effects.clock.moment)
            _ = try await effects.store.intend(effect, effects.claim, with: Precautions())
            let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: false))
            _ = try await effects.perform(
                Catalogue.syncWatchlist.remove, [], Self.movie(507), key: "remove", effects.sender(claim))
            #expect(effects.clock.pauses.reduce(.zero, +) >= .seconds(150))
        }
    }

    @Test("What a run left open is not sent again once later writes changed the same")
    func endedRun() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 503, "retry_after": 3600,
            ])
            await #expect(throws: (any Error).self) {
                _ = try await effects.perform(Catalogue.syncWatchlist.add, [], Self.movie(507), key: "add")
            }
            try await effects.stage.removeFaults()
            _ = try await effects.perform(Catalogue.syncWatchlist.remove, [], Self.movie(507), key: "remove")
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            #expect(try await recovery.settleEndedRuns() == [.review])
            let items = try await effects.stage.answer("/sync/watchlist/movies?limit=250").array ?? []
            #expect(!items.contains { $0["movie"]?["ids"]?["trakt"] == 507 })
        }
    }

    @Test("A removal reads again when the history does not show yet what was added a moment ago")
    func staleHistory() async throws {
        try await withEffects { effects in
            let play: JSONValue = ["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]]
            _ = try await effects.add(play, key: "add")
            try await effects.stage.fault([
                "method": "GET", "path": "/sync/history*", "kind": "stale_reads", "after_ms": 10_000,
            ])
            _ = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], Self.movie(507), key: "remove")
            try await effects.stage.removeFaults()
            #expect(try await effects.plays("2026-02-01T20:15:00Z").isEmpty)
            #expect(effects.clock.pauses.reduce(.zero, +) < .seconds(20))
        }
    }

    /// A play that was removed and is still shown, for fifteen seconds.
    private func removeUnseen(_ effects: EffectStage) async throws {
        _ = try await effects.add(Self.play, key: "first")
        try await effects.clock.sleep(for: .seconds(200))
        _ = try await effects.perform(Catalogue.syncHistory.removeHistory, [], Self.movie(507), key: "remove")
        try await effects.stage.fault([
            "method": "GET", "path": "/sync/history*", "kind": "stale_reads", "after_ms": 15_000,
        ])
        try await effects.clock.sleep(for: .seconds(1))
    }

    private static let play: JSONValue = ["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]]

    @Test("A removal does not take a play that is gone for one that was added anew since")
    func removedTwice() async throws {
        try await withEffects { effects in
            try await removeUnseen(effects)
            _ = try await effects.add(Self.play, key: "second")
            _ = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], Self.movie(507), key: "remove again")
            try await effects.stage.removeFaults()
            #expect(try await effects.plays("2026-02-01T20:15:00Z").isEmpty)
        }
    }

    @Test("A play that is gone and still shown is not taken for one whose answer was lost")
    func addedTwice() async throws {
        try await withEffects { effects in
            try await removeUnseen(effects)
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "cut_before_headers", "count": 1,
            ])
            _ = try await effects.add(Self.play, key: "second", effects.sender(timing: Timing(isWatched: true)))
            try await effects.stage.removeFaults()
            #expect(try await effects.plays("2026-02-01T20:15:00Z") == [507])
        }
    }

    @Test("A removal does not wait for what it does not mean")
    func otherPlays() async throws {
        try await withEffects { effects in
            let play: JSONValue = ["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]]
            _ = try await effects.add(play, key: "add")
            _ = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["movies": [["ids": ["imdb": "tt0031381"]]]], key: "remove")
            #expect(effects.clock.pauses.isEmpty)
        }
    }

    @Test("A list of the same name that was made a moment ago is not taken for one whose answer was lost")
    func twinLists() async throws {
        try await withEffects { effects in
            _ = try await effects.perform(Catalogue.lists.create, ["me"], ["name": "Twins"], key: "one")
            try await effects.stage.fault([
                "method": "GET", "path": "/users/me/lists", "kind": "stale_reads", "after_ms": 10_000, "count": 1,
            ])
            try await effects.stage.fault(["method": "POST", "path": "*", "kind": "cut_before_headers", "count": 1])
            _ = try await effects.perform(Catalogue.lists.create, ["me"], ["name": "Twins"], key: "two")
            let lists = try await effects.stage.answer("/users/me/lists?limit=250").array ?? []
            #expect(lists.count { $0["name"] == "Twins" } == 2)
        }
    }

    // MARK: Checkins

    private static func checkin(_ id: Int64) -> JSONValue { ["movie": ["ids": ["trakt": .integer(id)]]] }

    @Test("A checkin whose answer was lost is made once, and done", arguments: ["apply_then_cut", "apply_late"])
    func checkin(fault: String) async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "/checkin", "kind": .string(fault), "count": 1])
            let answer = try await effects.perform(Catalogue.checkin.add, [], Self.checkin(507))
            #expect(answer["movie"]?["ids"]?["trakt"] == 507)
            #expect(try await effects.effect()?.state == .done)
        }
    }

    @Test("A checkin whose answer was lost is refused, not done, when another one is under way", arguments: [622, 507])
    func otherCheckin(running: Int64) async throws {
        try await withEffects { effects in
            _ = try await effects.perform(Catalogue.checkin.add, [], Self.checkin(running), key: "first")
            try await effects.clock.sleep(for: .seconds(60))
            try await effects.stage.fault([
                "method": "POST", "path": "/checkin", "kind": "cut_before_headers", "count": 1,
            ])
            let error = await #expect(throws: TraktError.self) {
                _ = try await effects.perform(Catalogue.checkin.add, [], Self.checkin(507), key: "second")
            }
            #expect(error?.status == 409)
            #expect(try await effects.effect("second")?.state == .rejected)
        }
    }
}

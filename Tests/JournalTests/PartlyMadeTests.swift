import Journal
import TestSupport
import Testing
import Trakt

@Suite("Writes of which a part was made")
struct PartlyMadeTests {
    private static let minute = "2026-02-01T20:15:00Z"
    private static let movies: JSONValue = [
        "movies": [
            ["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["trakt": 622], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["trakt": 219], "watched_at": "2026-02-01T20:15:00Z"],
        ]
    ]

    private func fault(_ kind: String, _ effects: EffectStage, with more: JSONValue = [:]) async throws {
        let fault: JSONValue = ["method": "POST", "path": "/sync/history", "kind": .string(kind), "count": 1]
        try await effects.stage.fault(.object((fault.object ?? [:]).merging(more.object ?? [:]) { $1 }))
    }

    private func goOn(_ effects: EffectStage) async throws -> JSONValue {
        let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
        return try await effects.add(Self.movies, effects.sender(claim))
    }

    @Test("When the rest was refused, a run that is tried again adds the rest, and no part twice")
    func refused() async throws {
        try await withEffects { effects in
            try await fault("apply_half", effects)
            try await fault("status", effects, with: ["status": 420])
            await #expect(throws: TraktError.self) { _ = try await effects.add(Self.movies) }
            #expect(try await effects.effect()?.state == .rejected)
            _ = try await goOn(effects)
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("What a failed run had made in part is put in order without calling it made, and the run can add the rest")
    func failed() async throws {
        try await withEffects { effects in
            try await fault("apply_half", effects)
            await #expect(throws: (any Error).self) {
                _ = try await effects.add(Self.movies, effects.sender(clock: DyingClock()))
            }
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            #expect(try await recovery.settleEndedRuns() == [.retry])
            _ = try await goOn(effects)
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("A second sending whose outcome a dead process never noted is looked at later all the same")
    func secondSending() async throws {
        try await withEffects { effects in
            try await fault("cut_before_headers", effects)
            try await fault("apply_then_cut", effects)
            _ = try await effects.add(Self.movies)
            #expect(try await effects.writes(to: "/sync/history").count == 2)
            // Planned with the intent, so that it does not matter who learns what became of it.
            #expect(await effects.store.looks.values.map { $0 } == [.seconds(900)])
        }
    }

    @Test("While a person waits, what is not there yet is not called not made: the next start looks again")
    func watched() async throws {
        try await withEffects { effects in
            try await fault("apply_late", effects, with: ["after_ms": 60_000])
            await #expect(throws: (any Error).self) {
                _ = try await effects.add(Self.movies, effects.sender(clock: DyingClock()))
            }
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let timing = Timing(isWatched: true)
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim, timing: timing) }
            #expect(try await recovery.settleEndedRuns() == [.unknown])
            try await effects.clock.sleep(for: .seconds(200))
            #expect(try await recovery.settleEndedRuns() == [.done])
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("A play that another write may never make is waited for, and then made")
    func openOwner() async throws {
        try await withEffects { effects in
            try await fault("cut_before_headers", effects)
            await #expect(throws: (any Error).self) {
                _ = try await effects.add(Self.movies, effects.sender(clock: DyingClock()))
            }
            let other = try await effects.store.begin(EffectStage.newRun)
            let answer = try await effects.add(Self.movies, key: "two", effects.sender(other))
            #expect(answer["added"] == ["movies": 3, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
            #expect(effects.clock.pauses.reduce(.zero, +) >= .seconds(150))
        }
    }

    @Test("A later look that was refused is tried anew, and does not keep the others from being looked at")
    func refusedLook() async throws {
        try await withEffects { effects in
            try await fault("cut_before_headers", effects)
            _ = try await effects.add(Self.movies)
            // Somebody's copy of it.
            let double = try Catalogue.syncHistory.addHistory.call(Arguments(named: Self.movies.object ?? [:]))
            _ = try await effects.stage.client().send(double)
            try await effects.store.end(effects.claim, RunEnding(state: .finished, report: [], output: []))
            try await effects.clock.sleep(for: .seconds(1000))
            let looks = LaterLooks(store: effects.store) { claim, _ in effects.sender(claim) }
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history/remove", "kind": "status", "status": 423, "count": 1,
            ])
            await #expect(throws: TraktError.self) { _ = try await looks.perform() }
            #expect(try await looks.perform() == 3)
            #expect(try await effects.plays(Self.minute) == [219, 507, 622])
        }
    }

    @Test("Two lists whose names have nothing in common but being no ASCII are two")
    func names() async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "*", "kind": "cut_before_headers", "count": 1])
            await #expect(throws: (any Error).self) {
                _ = try await effects.perform(
                    Catalogue.lists.create, ["me"], ["name": "映画"], key: "one", effects.sender(clock: DyingClock()))
            }
            _ = try await effects.stage.client().send(
                Catalogue.lists.create.call(Arguments(["me"], named: ["name": "アニメ"])))
            let answer = try await effects.perform(Catalogue.lists.create, ["me"], ["name": "映画"])
            #expect(answer["name"] == "映画")
        }
    }
}

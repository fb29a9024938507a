import Foundation
import Journal
import TestSupport
import Testing
import Trakt

@Suite("Clocks that are set, and machines that are started anew")
struct ClockTests {
    private static let minute = "2026-02-01T20:15:00Z"
    private static let movie: JSONValue = [
        "movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]
    ]
    private static let stop: JSONValue = ["movie": ["ids": ["trakt": 622]], "progress": 95]
    private static let day: TimeInterval = 86_400

    /// Sends a write whose answer is lost, by a process that dies when it is to wait. The next one takes its run over.
    private func die(
        _ effects: EffectStage, _ endpoint: Endpoint, _ body: JSONValue, _ fault: String = "apply_then_cut"
    ) async throws -> EffectSender {
        try await effects.stage.fault([
            "method": "POST", "path": .string(endpoint == Catalogue.scrobble.stop ? "/scrobble/stop" : "/sync/*"),
            "kind": .string(fault), "count": 1, "after_ms": 100_000,
        ])
        await #expect(throws: (any Error).self) {
            _ = try await effects.perform(endpoint, [], body, effects.sender(clock: DyingClock()))
        }
        #expect(try await effects.effect()?.state == .unknown)
        let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
        return effects.sender(claim)
    }

    /// How often a movie was played.
    private func plays(of movie: Int64, _ effects: EffectStage) async throws -> Int? {
        try await effects.stage.answer("/sync/history/movies/\(movie)?limit=250").array?.count
    }

    // MARK: The settle wait

    @Test(
        "A play is not looked for before it has settled, whatever the clock on the wall is set to",
        arguments: [-day, day])
    func settling(ahead: TimeInterval) async throws {
        try await withEffects { effects in
            let sender = try await die(effects, Catalogue.syncHistory.addHistory, Self.movie, "apply_late")
            effects.clock.setWall(ahead: ahead)
            _ = try await effects.add(Self.movie, sender)
            #expect(effects.clock.pauses == [.seconds(150)])
            #expect(try await effects.plays(Self.minute) == [507])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("A machine that was started anew waits the whole time, because nobody knows how long it was off")
    func settlingAfterRestart() async throws {
        try await withEffects { effects in
            let sender = try await die(effects, Catalogue.syncHistory.addHistory, Self.movie, "apply_late")
            try await effects.clock.restart(after: .seconds(5))
            // Long ago, by the clock on the wall.
            effects.clock.setWall(ahead: Self.day)
            _ = try await effects.add(Self.movie, sender)
            #expect(effects.clock.pauses == [.seconds(150)])
            #expect(try await effects.plays(Self.minute) == [507])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    // MARK: Guarded

    @Test(
        "A scrobble is sent again while Trakt refuses a second one, whatever the clock on the wall is set to",
        arguments: [-day, day])
    func guarded(ahead: TimeInterval) async throws {
        try await withEffects { effects in
            let before = try #require(try await plays(of: 622, effects))
            let sender = try await die(effects, Catalogue.scrobble.stop, Self.stop)
            effects.clock.setWall(ahead: ahead)
            _ = try await effects.perform(Catalogue.scrobble.stop, [], Self.stop, sender)
            #expect(try await effects.effect()?.state == .done)
            #expect(try await plays(of: 622, effects) == before + 1)
        }
    }

    @Test("A scrobble of long ago is not sent again, although the clock on the wall was set back")
    func guardedNoLonger() async throws {
        try await withEffects { effects in
            let sender = try await die(effects, Catalogue.scrobble.stop, Self.stop)
            try await effects.clock.sleep(for: .seconds(6 * 3600))
            effects.clock.setWall(ahead: -6 * 3600)
            try await expectReview(effects, sender)
        }
    }

    @Test(
        "A scrobble from before the machine was started anew is not sent again: the machine may have been off for hours"
    )
    func guardedBeforeRestart() async throws {
        try await withEffects { effects in
            let sender = try await die(effects, Catalogue.scrobble.stop, Self.stop)
            try await effects.clock.restart(after: .seconds(6 * 3600))
            effects.clock.setWall(ahead: -6 * 3600)
            try await expectReview(effects, sender)
        }
    }

    @Test("A scrobble whose second answer is lost too is guarded from the first one on")
    func guardedFromTheFirst() async throws {
        try await withEffects { effects in
            let sender = try await die(effects, Catalogue.scrobble.stop, Self.stop)
            try await effects.clock.sleep(for: .seconds(1500))
            try await effects.stage.fault([
                "method": "POST", "path": "/scrobble/stop", "kind": "cut_before_headers", "count": 1,
            ])
            await #expect(throws: (any Error).self) {
                _ = try await effects.perform(
                    Catalogue.scrobble.stop, [], Self.stop,
                    effects.sender(sender.claim, clock: DyingClock(sinceBoot: .seconds(2500))))
            }
            try await effects.clock.sleep(for: .seconds(1500))
            try await expectReview(effects, sender, sendings: 2)
        }
    }

    @Test("A scrobble is not sent after a pause in which the machine slept")
    func asleep() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/scrobble/stop", "kind": "apply_then_cut", "count": 1,
            ])
            await #expect(throws: EffectError.self) {
                _ = try await effects.perform(
                    Catalogue.scrobble.stop, [], Self.stop, effects.sender(clock: SleepyClock(effects.clock)))
            }
            #expect(try await effects.effect()?.state == .review)
            #expect(try await effects.writes(to: "/scrobble/stop").count == 1)
        }
    }

    @Test(
        "A checkin is not sent again when it may be over and a play",
        arguments: ["apply_then_cut", "cut_before_headers"])
    func asleepDuringCheckin(fault: String) async throws {
        try await withEffects { effects in
            try await effects.stage.fault(["method": "POST", "path": "/checkin", "kind": .string(fault), "count": 1])
            let error = await #expect(throws: EffectError.self) {
                _ = try await effects.perform(
                    Catalogue.checkin.add, [], ["movie": ["ids": ["trakt": 507]]],
                    effects.sender(clock: SleepyClock(effects.clock)))
            }
            #expect(error?.kind == "in_review")
            #expect(try await effects.writes(to: "/checkin").count == 1)
        }
    }

    private func expectReview(_ effects: EffectStage, _ sender: EffectSender, sendings: Int = 1) async throws {
        let error = await #expect(throws: EffectError.self) {
            _ = try await effects.perform(Catalogue.scrobble.stop, [], Self.stop, sender)
        }
        #expect(error?.kind == "in_review")
        #expect(try await effects.effect()?.state == .review)
        #expect(try await effects.writes(to: "/scrobble/stop").count == sendings)
    }

    // MARK: Harmless

    @Test(
        "What is harmless to repeat, of a run that is over, is repeated after a new start as long as it is young by both clocks",
        arguments: [(60, 0, EffectState.done), (60, day, .review), (7200, 0, .review)])
    func harmless(seconds: Int, ahead: TimeInterval, state: EffectState) async throws {
        try await withEffects { effects in
            let rating: JSONValue = ["movies": [["ids": ["trakt": 507], "rating": 9]]]
            let sender = try await die(effects, Catalogue.syncRatings.add, rating)
            try await effects.store.end(sender.claim, RunEnding(state: .failed, report: [], output: []))
            try await effects.clock.restart(after: .seconds(seconds))
            effects.clock.setWall(ahead: ahead)
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            #expect(try await recovery.settleEndedRuns() == [state])
            #expect(try await effects.writes(to: "/sync/ratings").count == (state == .done ? 2 : 1))
        }
    }

    // MARK: Freshness

    @Test(
        "A write is sent although the clock on the wall jumps between its intent and its sending",
        arguments: [-day, day])
    func freshness(ahead: TimeInterval) async throws {
        try await withEffects { effects in
            let jumping = JumpingStore(effects.store) { effects.clock.setWall(ahead: ahead) }
            let sender = EffectSender(
                store: jumping, claim: effects.claim, client: effects.stage.client(), account: "sandbox",
                clock: effects.clock, now: ScriptStage.now, date: { effects.clock.wall })
            _ = try await effects.add(Self.movie, sender)
            #expect(try await effects.plays(Self.minute) == [507])
            #expect(try await effects.effect()?.sends == 1)
        }
    }

    // MARK: The later look

    @Test("What was sent twice is not looked at before its time, although the clock on the wall says that it is due")
    func look() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_late", "count": 1, "after_ms": 60_000,
            ])
            _ = try await effects.add(Self.movie, effects.sender(timing: Timing(isWatched: true)))
            try await effects.store.end(effects.claim, RunEnding(state: .finished, report: [], output: []))
            // The journal in memory says of each that it is due.
            let looks = LaterLooks(store: effects.store) { claim, _ in effects.sender(claim) }
            #expect(try await looks.perform() == 0)
            try await effects.clock.sleep(for: .seconds(900))
            #expect(try await effects.plays(Self.minute) == [507, 507])
            #expect(try await looks.perform() == 1)
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }
}

/// A clock of a machine that sleeps for hours whenever somebody is to wait.
private struct SleepyClock: SteadyClock {
    private let clock: StageClock

    init(_ clock: StageClock) {
        self.clock = clock
    }

    var moment: Moment { clock.moment }

    func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration + .seconds(6 * 3600)) }
}

/// A journal that has something done when an intent is committed.
private struct JumpingStore: StoreDecorator {
    let store: any JournalStore
    private let jump: @Sendable () -> Void

    init(_ store: any JournalStore, _ jump: @escaping @Sendable () -> Void) {
        self.store = store
        self.jump = jump
    }

    func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention {
        let intention = try await store.intend(effect, claim, with: precautions)
        jump()
        return intention
    }
}

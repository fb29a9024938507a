import Journal
import TestSupport
import Testing
import Trakt

@Suite("After a crash")
struct RecoveryTests {
    private static let minute = "2026-02-01T20:15:00Z"
    private static let movies: JSONValue = [
        "movies": [
            ["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["trakt": 622], "watched_at": "2026-02-01T20:15:00Z"],
        ]
    ]

    /// Sends a write whose answer is lost, by a process that dies while it settles.
    private func crash(_ effects: EffectStage, fault: String?) async throws {
        if let fault {
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": .string(fault), "count": 1,
            ])
        }
        await #expect(throws: (any Error).self) {
            _ = try await effects.add(Self.movies, effects.sender(clock: DyingClock()))
        }
    }

    @Test("A known answer is given again, and nothing is sent")
    func known() async throws {
        try await withEffects { effects in
            let first = try await effects.add(Self.movies)
            let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
            let second = try await effects.add(Self.movies, effects.sender(claim))
            #expect(first == second)
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test(
        "The next worker settles what the last one left, whatever became of it",
        arguments: ["apply_then_cut", "apply_half", "cut_before_headers"])
    func takenOver(fault: String) async throws {
        try await withEffects { effects in
            try await crash(effects, fault: fault)
            #expect(try await effects.effect()?.state == .unknown)
            let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
            let answer = try await effects.add(Self.movies, effects.sender(claim))
            #expect(answer["added"] == ["movies": 2, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507, 622])
        }
    }

    @Test("A worker whose run was taken over sends nothing more")
    func fenced() async throws {
        try await withEffects { effects in
            _ = try await effects.store.takeOver(effects.claim.run, forgettingFailures: false)
            await #expect(throws: EffectError.fenced(effects.claim.run)) {
                _ = try await effects.add(Self.movies)
            }
            #expect(try await effects.writes(to: "/sync/history").isEmpty)
        }
    }

    @Test(
        "A run that is over is put in order without its script: what was made is done, what was not stays so",
        arguments: [("apply_then_cut", EffectState.done), ("cut_before_headers", .retry)])
    func ended(fault: String, state: EffectState) async throws {
        try await withEffects { effects in
            try await crash(effects, fault: fault)
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let recovery = Recovery(store: effects.store) { claim, _ in
                // Should this process die now, nobody must take the run for one that is to be gone on with.
                let during = try? await effects.store.run(claim.run)?.state
                #expect(during == .failed)
                return effects.sender(claim)
            }
            #expect(try await recovery.settleEndedRuns() == [state])
            #expect(try await effects.writes(to: "/sync/history").count == 1)
            #expect(try await effects.store.run(effects.claim.run)?.state == .failed)
            // What was not made may be made by another run.
            let claim = try await effects.store.begin(EffectStage.newRun)
            _ = try await effects.add(Self.movies, key: "two", effects.sender(claim))
            #expect(try await effects.plays(Self.minute) == [507, 622])
        }
    }

    @Test("The runs of another account are left as they are: nobody here could look for their writes")
    func otherAccount() async throws {
        try await withEffects { effects in
            try await crash(effects, fault: "apply_then_cut")
            let record = try #require(try await effects.effect())
            _ = try await effects.store.intend(record.effect, effects.claim, with: Precautions())
            try await effects.store.resolve(record.id, EffectResolution(.unknown), effects.claim)
            #expect(try await effects.store.dueLooks().count == 1)
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let owns: @Sendable (RunRecord) -> Bool = { $0.run.account == "another" }
            let recovery = Recovery(store: effects.store, of: owns) { claim, _ in effects.sender(claim) }
            #expect(try await recovery.settleEndedRuns().isEmpty)
            let looks = LaterLooks(store: effects.store, of: owns) { claim, _ in effects.sender(claim) }
            #expect(try await looks.perform() == 0)
            #expect(try await effects.store.run(effects.claim.run)?.epoch == 1)
            #expect(try await effects.effect()?.state == .unknown)
            #expect(try await effects.store.dueLooks().map(\.id) == [record.id])
        }
    }

    @Test("A person's word settles what looking did not", arguments: [Recovery.Verdict.done, .notMade])
    func review(verdict: Recovery.Verdict) async throws {
        try await withEffects { effects in
            try await crash(effects, fault: "cut_before_headers")
            let record = try #require(try await effects.effect())
            try await effects.store.resolve(record.id, EffectResolution(.review, note: "?"), effects.claim)
            await #expect(throws: EffectError.inReview(run: effects.claim.run, endpoint: "sync.history.add", note: "?"))
            {
                _ = try await effects.add(Self.movies)
            }
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            #expect(try await recovery.settle(record, as: verdict, settle: .seconds(150)))
            #expect(try await effects.store.run(effects.claim.run)?.state == .failed)
            let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
            let answer = try await effects.add(Self.movies, effects.sender(claim))
            #expect(answer["added"] == ["movies": 2, "episodes": 0])
            #expect(try await effects.writes(to: "/sync/history").count == (verdict == .done ? 1 : 2))
        }
    }

    @Test("A person's word that it was not made counts more than a look that could not tell")
    func overruled() async throws {
        try await withEffects { effects in
            let twins: JSONValue = ["name": "Twins"]
            try await effects.stage.fault([
                "method": "POST", "path": "/users/me/lists", "kind": "cut_before_headers", "count": 1,
            ])
            await #expect(throws: (any Error).self) {
                _ = try await effects.perform(
                    Catalogue.lists.create, ["me"], twins, key: "one", effects.sender(clock: DyingClock()))
            }
            // By hand, on the website: which of them the run has made, nobody can tell.
            for _ in 1...2 {
                _ = try await effects.stage.client().send(
                    Catalogue.lists.create.call(Arguments(["me"], named: ["name": "Twins"])))
            }
            let claim = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
            await #expect(throws: EffectError.self) {
                _ = try await effects.perform(
                    Catalogue.lists.create, ["me"], twins, key: "one", effects.sender(claim))
            }
            let record = try #require(try await effects.effect())
            #expect(record.state == .review)
            try await effects.store.end(claim, RunEnding(state: .failed, report: [], output: []))
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            let now = effects.clock.moment
            #expect(try await recovery.settle(record, as: .notMade, at: now, settle: .seconds(100_000)))
            #expect(try await !effects.store.doubts(of: record.id).isEmpty, "it may still take effect")
            #expect(try await recovery.settle(record, as: .notMade, at: now, settle: .seconds(150)))
            #expect(try await effects.store.doubts(of: record.id).isEmpty)
            let again = try #require(try await effects.store.takeOver(effects.claim.run, forgettingFailures: true))
            let list = try await effects.perform(
                Catalogue.lists.create, ["me"], twins, key: "one", effects.sender(again))
            #expect(list["name"] == "Twins")
            #expect(try await effects.writes(to: "/users/me/lists").count == 4)
        }
    }

    @Test("A write that cannot be settled keeps no other of its run from being settled")
    func unreadable() async throws {
        try await withEffects { effects in
            let effect = NewEffect(
                key: effects.key("strange"), account: "sandbox",
                request: EffectRequest(endpoint: "of.another.version", target: "/strange", body: nil),
                moment: effects.clock.moment)
            guard
                case .made(let strange) = try await effects.store.intend(
                    effect, effects.claim, with: Precautions())
            else { throw CancellationError() }
            try await effects.store.resolve(strange, EffectResolution(.unknown), effects.claim)
            try await crash(effects, fault: "apply_then_cut")
            try await effects.store.end(effects.claim, RunEnding(state: .failed, report: [], output: []))
            let recovery = Recovery(store: effects.store) { claim, _ in effects.sender(claim) }
            await #expect(throws: EffectError.unreadable(strange)) { try await recovery.settleEndedRuns() }
            #expect(try await effects.effect()?.state == .done)
        }
    }
}

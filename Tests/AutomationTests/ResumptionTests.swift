import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

import struct TraktSandbox.SandboxInfo

@Suite("A run whose process dies")
struct ResumptionTests {
    /// The journal of a run whose process died so often, each time after it had noted a write.
    private func died(
        _ times: Int, _ stage: ScriptStage, _ trigger: Trigger = .hand, server: Server? = nil
    ) async throws -> (journal: SQLiteStore, run: RunRecord) {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let journal = try SQLiteStore.inMemory(parameters)
        let begun = try await journal.begin(
            NewRun(
                account: "sandbox", server: server ?? .address(stage.sandbox.address), trigger: trigger,
                path: "test.lua", script: Array("print(\"here\")".utf8), seed: 7, now: ScriptStage.now))
        var claim = begun
        for _ in 1..<times {
            clock.pass(100)
            claim = try #require(try await journal.takeOver(begun.run, forgettingFailures: false))
        }
        let body: JSONValue = ["movies": [["ids": ["trakt": 507], "watched_at": "2011-02-01T20:15:00Z"]]]
        _ = try await journal.intend(
            NewEffect(
                key: StepKey(content: "write", occurrence: 1), account: "sandbox",
                request: EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: body.encoded),
                moment: Moment(boot: "before", sinceBoot: .zero)), claim, with: Precautions())
        clock.pass(100)
        return (journal, try #require(try await journal.run(begun.run)))
    }

    @Test("is its account's still when that has got another name at Trakt, and not that of who has got its name")
    func renamed() async throws {
        try await withStage { stage in
            let (journal, run) = try await died(1, stage)
            var context = try stage.context(journal: journal)
            var record = run
            record.run.user = AccountUser(id: "1", slug: "jane")
            context.user = AccountUser(id: "1", slug: "jane-doe")
            #expect(context.owns(record))
            let owner = context.owner
            context.user = AccountUser(id: "2", slug: "jane")
            #expect(!context.owns(record) && context.owner != owner)
        }
    }

    @Test("four times is begun a fifth time")
    func begunAgain() async throws {
        try await withStage { stage in
            let (journal, run) = try await died(4, stage)
            let report = try await Resumption(in: stage.context(journal: journal)).resume(run) { _ in }
            guard case .finished = report.outcome else {
                Issue.record("it should have been run: \(report.outcome)")
                return
            }
        }
    }

    @Test("five times has failed: it is nobody's any more, what it wrote is settled, and a person can begin it again")
    func givenUp() async throws {
        try await withStage { stage in
            let (journal, run) = try await died(5, stage)
            let context = try stage.context(journal: journal)
            let report = try await Resumption(in: context).resume(run) { _ in Issue.record("it was begun") }
            guard case .failed(let error) = report.outcome else {
                Issue.record("it should have failed: \(report.outcome)")
                return
            }
            #expect(error.kind == "died")
            #expect(error.message.contains("each of the 5 times"))
            #expect(try await journal.orphans().isEmpty)
            let failed = try #require(try await journal.run(run.id))
            #expect(failed.state == .failed && failed.unresolved == 1)
            #expect(try await Upkeep(in: context).settle() == [.retry])
            let again = try await Resumption(in: context).resume(failed) { _ in }
            guard case .finished = again.outcome else {
                Issue.record("it should have been run: \(again.outcome)")
                return
            }
        }
    }

    @Test(
        "in the middle of what nothing here can run has failed, and what it wrote is settled",
        arguments: [Trigger.apply, .repl])
    func lost(_ trigger: Trigger) async throws {
        try await withStage { stage in
            let (journal, run) = try await died(1, stage, trigger)
            let context = try stage.context(journal: journal)
            let report = try await Resumption(in: context).resume(run) { _ in Issue.record("it was begun") }
            guard case .failed(let error) = report.outcome else {
                Issue.record("it should have failed: \(report.outcome)")
                return
            }
            #expect(error.kind == "died" && error.message.hasPrefix("its process died, and it ended there: "))
            #expect(try await journal.orphans().isEmpty)
            #expect(try await journal.run(run.id)?.state == .failed)
            #expect(try await Upkeep(in: context).settle() == [.retry])
        }
    }

    @Test("and its sandbox with it has failed, whoever's it was")
    func sandboxGone() async throws {
        try await withStage { stage in
            let (journal, run) = try await died(1, stage, server: .fleetingSandbox)
            let other = try await died(1, stage).journal
            try await Resumption(in: stage.context(journal: journal)).endLost()
            #expect(try await journal.orphans().isEmpty)
            #expect(try await journal.run(run.id)?.state == .failed)
            try await Resumption(in: stage.context(journal: other)).endLost()
            #expect(try await other.orphans().count == 1)
            #expect(try await stage.requests().isEmpty)
        }
    }
}

import Automation
import Foundation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@Suite("notify")
struct NotifyTests {
    private func context(_ stage: ScriptStage, _ channels: [String], _ journal: SQLiteStore) throws -> RunContext {
        var context = try stage.context(journal: journal)
        context.channels = channels
        context.now = { ScriptStage.now }
        return context
    }

    private func run(_ source: String, in context: RunContext) async throws -> RunReport {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        return try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
    }

    @Test("queues a notice for every channel, or for those that it names, each time it is called")
    func queued() async throws {
        let source = """
            local to = notify("one", { title = "T", priority = "low", link = "https://trakt.tv" })
            notify("two", { to = "mail" }) notify("two", { to = { "mail" } })
            return to
            """
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let report = try await run(source, in: context(stage, ["phone", "mail"], journal))
            #expect(try ScriptRun(report: report, lines: []).value == ["phone", "mail"])
            let records = try await journal.notices(of: try #require(report.run))
            #expect(records.map(\.channel) == ["phone", "mail", "mail", "mail"])
            #expect(records[0].notice == Notice("one", title: "T", priority: .low, link: "https://trakt.tv"))
            #expect(records.allSatisfy { $0.state == .pending })
        }
    }

    @Test("queues nothing twice when a run that failed is taken up again, nor in its replay")
    func once() async throws {
        let source = "notify('one') notify('one') trakt.shows.get('breaking-bad') notify('two')"
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let context = try context(stage, ["phone"], journal)
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            var dying = context
            dying.journal = ForgetfulStore(store: journal)
            let id = try #require(try await run(source, in: dying).run)
            #expect(try await journal.notices(of: id).map(\.notice.message) == ["one", "one"])
            try await stage.removeFaults()
            let failed = try #require(try await journal.run(id))
            let report = try await Resumption(in: context).resume(failed) { _ in }
            _ = try ScriptRun(report: report, lines: []).value
            #expect(try await journal.notices(of: id).map(\.notice.message) == ["one", "one", "two"])
            let record = try #require(try await journal.run(id))
            let replay = try await Replay(of: record, steps: try await journal.steps(of: id)).perform { _ in }
            #expect(replay.isSame)
            #expect(try await journal.notices(of: id).count == 3)
        }
    }

    @Test("is no longer sent by a run that is gone on with more than a day later, and says so in the log")
    func late() async throws {
        let source = "trakt.shows.get('breaking-bad') notify('Today, Wednesday')"
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            var context = try context(stage, ["phone"], journal)
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            var ids: [RunID] = []
            for _ in 1...2 { ids.append(try #require(try await run(source, in: context).run)) }
            try await stage.removeFaults()
            for (id, hours) in zip(ids, [23.0, 25]) {
                context.now = { ScriptStage.now.addingTimeInterval(hours * 3600) }
                let record = try #require(try await journal.run(id))
                _ = try ScriptRun(report: try await Resumption(in: context).resume(record) { _ in }, lines: []).value
            }
            #expect(try await journal.notices(of: ids[0]).count == 1)
            #expect(try await journal.notices(of: ids[1]).isEmpty)
            let output = try await journal.run(ids[1])?.output
            #expect(output == [LogLine(.warning, "no longer news, and not sent: Today, Wednesday", [:])])
        }
    }

    @Test("is told in the log where nothing is sent: without a channel, on a sandbox, in a plan")
    func shown() async throws {
        let source = "return notify('Dark tonight', { title = 'T', priority = 'high' })"
        let fields: [String: JSONValue] = ["title": "T", "priority": "high"]
        try await withStage { stage in
            let bare = try await stage.run(source)
            #expect(bare.lines == [LogLine(.info, "notice: Dark tonight", fields)])
            #expect(try bare.value == [:])
            let journal = try SQLiteStore.inMemory()
            var context = try context(stage, ["phone", "mail"], journal)
            let plan = try await stage.plan(source, in: context)
            #expect(plan.printed == ["info: would notify phone, mail: Dark tonight (priority high, title T)"])
            #expect(plan.planned.report.notices.map(\.channels) == [["phone", "mail"]])
            context.server = .fleetingSandbox
            let id = try #require(try await run(source, in: context).run)
            #expect(try await journal.notices(of: id).isEmpty)
            #expect(try await journal.run(id)?.output.first?.message == "would notify phone, mail: Dark tonight")
        }
    }

    @Test("refuses the notice after a hundred, also in the second attempt of a run")
    func tooMany() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let context = try context(stage, ["phone"], journal)
            let source = """
                for i = 1, 60 do notify("before") end
                trakt.shows.get("breaking-bad")
                for i = 1, 41 do notify("after") end
                """
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            let id = try #require(try await run(source, in: context).run)
            try await stage.removeFaults()
            let failed = try #require(try await journal.run(id))
            let report = try await Resumption(in: context).resume(failed) { _ in }
            let error = try ScriptRun(report: report, lines: []).failure
            #expect(error.kind == "too_many_notices")
            #expect(error.message.contains("100 notices"), "\(error)")
            #expect(try await journal.notices(of: id).count == 100)
        }
    }

    @Test(
        "refuses what makes no notice, and says what does",
        arguments: [
            ("notify()", "notify takes a message"), ("notify(1)", "is text, not 1"),
            ("notify('a', 'b')", "are a table"), ("notify('a', { titel = 'b' })", "did you mean notify.title?"),
            ("notify('a', { priority = 5 })", "is \"low\", \"normal\""),
            ("notify('a', { link = 'trakt' })", "no address"),
            ("notify('a', { link = 'javascript:x' })", "no address"),
            ("notify('a', { to = 'fone' })", "no channel \"fone\" for notices: configured are phone, mail"),
            ("notify(('x'):rep(16001))", "at most 16000"), ("notify('\\xff')", "not UTF-8"),
        ])
    func refused(_ source: String, _ says: String) async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let report = try await run(source, in: context(stage, ["phone", "mail"], journal))
            let error = try ScriptRun(report: report, lines: []).failure
            #expect(error.message.contains(says), "\(error)")
            #expect(try await journal.notices(of: try #require(report.run)).isEmpty)
        }
    }
}

/// A journal as it is after a death between the queueing of a notice and the noting of its step.
private struct ForgetfulStore: StoreDecorator {
    let store: any JournalStore

    func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        if step.name != "notify" { try await store.record(step, claim) }
    }
}

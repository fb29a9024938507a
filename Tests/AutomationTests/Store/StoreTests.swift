import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@Suite("A rule's store")
struct StoreTests {
    /// A rule whose function is this.
    static func rule(_ body: String, name: String? = "Counting") -> String {
        "return { \(name.map { "name = \"\($0)\"," } ?? "") run = function() \(body) end }"
    }

    @Test("is in the next run as this one left it: lists, tables by number, by name, by both, and nothing in them")
    func kept() async throws {
        let write = """
            store.seen = { [1390] = true, [-7] = "x", [3] = 1.5 }
            store.list, store.empty = { "a", { b = 2 } }, {}
            store.both = { "first", name = "ü", ["$pairs"] = { 1 } }
            store[12] = 9007199254740993
            store.at = time.date(2026, 3, 4)
            """
        let read = """
            assert(math.type(store[12]) == "integer" and store[12] == 9007199254740993)
            assert(store.seen[1390] == true and store.seen[-7] == "x" and store.seen[3] == 1.5 and #store.list == 2)
            assert(store.list[2].b == 2 and next(store.empty) == nil and store.both[1] == "first")
            assert(store.both.name == "ü" and store.both["$pairs"][1] == 1 and store.at == "2026-03-04")
            store.list[3] = "c"
            store.empty.now = "not empty"
            """
        let again = "return { #store.list, store.empty.now }"
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(Self.rule(write), journal: journal).value
            _ = try await stage.run(Self.rule(read), journal: journal).value
            #expect(try await stage.run(Self.rule(again), journal: journal).value == [3, "not empty"])
        }
    }

    @Test("is a rule's and an account's own: one without a name has it by its file")
    func ownership() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let count = "store.n = (store.n or 0) + 1 return store.n"
            for expected in [1, 2] as [JSONValue] {
                #expect(try await stage.run(Self.rule(count), journal: journal).value == expected)
                #expect(try await stage.run(Self.rule(count, name: nil), journal: journal).value == expected)
            }
            #expect(try await stage.run(Self.rule(count, name: ""), journal: journal).value == 3)
            var context = try stage.context(journal: journal)
            #expect(try await journal.values(of: RuleKey(account: context.owner, name: "test")) == ["\"n\"": [0x33]])
            context.user = AccountUser(id: "other", slug: "other")
            let script = try ScriptFile(path: "test.lua", source: Array(Self.rule(count).utf8))
            let other = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
            #expect(try ScriptRun(report: other, lines: []).value == 1)
        }
    }

    @Test("stays as it was when the run fails, and when it is stopped")
    func failed() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(Self.rule("store.n, store.gone = 1, 1"), journal: journal).value
            let failed = try await stage.run(Self.rule("store.n = 2 store.gone = nil error('no')"), journal: journal)
            #expect(try failed.failure.message.contains("no"))
            // As late as a run can fail: what it leaves has been handed over.
            let late = try await stage.run(Self.rule("store.n = 2"), journal: BrokenStore(store: journal))
            #expect(try late.failure.kind == "journal" && late.report.store != nil)
            let endless = Self.rule("store.n = 3 while true do end")
            let limits = Limits(time: .milliseconds(200))
            let stopped = try await stage.run(endless, journal: journal, limits: limits)
            #expect(stopped.report.stopReason == .deadline)
            #expect(try await stage.run(Self.rule("return { store.n, store.gone }"), journal: journal).value == [1, 1])
        }
    }

    @Test("drops what the run removed, and writes nothing of what it did not change")
    func changes() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let first = Self.rule("store.a, store.b, store.c = 1, 1, { deep = { 1 } }")
            _ = try await stage.run(first, journal: journal).value
            // Another run has changed b, and has just ended when this one ends.
            let rival = RivalStore(store: journal, owner: try stage.context().owner)
            let run = try await stage.run(
                Self.rule("store.a = nil store.b = 1 store.c.deep[2] = 2"), journal: rival)
            #expect(run.report.store?.values == ["\"a\"": nil, "\"c\"": Array(#"{"deep":[1,2]}"#.utf8)])
            let left = Self.rule("return { store.a == nil, store.b, #store.c.deep }")
            #expect(try await stage.run(left, journal: journal).value == [true, 9, 2])
        }
    }

    @Test("gives a run that goes on what it gave it before, and keeps what that leaves once")
    func resumed() async throws {
        let source = Self.rule("store.n = (store.n or 0) + 1 trakt.shows.get('breaking-bad') return store.n")
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            let failed = try await stage.run(source, journal: journal)
            let id = try #require(failed.report.run)
            try await stage.removeFaults()
            let context = try stage.context(journal: journal)
            let record = try #require(try await journal.run(id))
            #expect(try await journal.values(of: RuleKey(account: context.owner, name: "Counting")).isEmpty)
            let report = try await Resumption(in: context).resume(record) { _ in }
            #expect(try ScriptRun(report: report, lines: []).value == 1)
            #expect(try await stage.run(source, journal: journal).value == 2)
        }
    }

    @Test("stays as a later run left it when an earlier one is tried again, but for what that run alone has changed")
    func outrun() async throws {
        let source = Self.rule(
            "store.n, store.list, store.own = (store.n or 0) + 1, { 1 }, 'own' trakt.shows.get('breaking-bad') return store.n"
        )
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(Self.rule("store.n, store.list = 4, { 0 }"), journal: journal).value
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            let id = try #require(try await stage.run(source, journal: journal).report.run)
            try await stage.removeFaults()
            _ = try await stage.run(Self.rule("store.n = 10"), journal: journal).value
            let record = try #require(try await journal.run(id))
            let report = try await Resumption(in: try stage.context(journal: journal)).resume(record) { _ in }
            // It is the same run still: what it was given is what it goes on with.
            #expect(try ScriptRun(report: report, lines: []).value == 5)
            let left = Self.rule("return { store.n, store.list[1], store.own }")
            #expect(try await stage.run(left, journal: journal).value == [10, 1, "own"])
            let ended = try #require(try await journal.run(id))
            #expect(try await Replay(of: ended, steps: journal.steps(of: id)).perform { _ in }.isSame)
        }
    }

    @Test("is in a replay as the run found it, and what it would keep is compared; nothing is kept")
    func replayed() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let source = Self.rule("store.n = (store.n or 0) + 1 print(store.n)")
            let id = try #require(try await stage.run(source, journal: journal).report.run)
            let record = try #require(try await journal.run(id))
            let steps = try await journal.steps(of: id)
            let same = try await Replay(of: record, steps: steps).perform { _ in }
            #expect(same.isSame && same.output == ["1"])
            let changed = try ScriptFile(path: "test.lua", source: Array(Self.rule("store.n = 5 print(1)").utf8))
            let other = try await Replay(of: record, steps: steps, with: changed).perform { _ in }
            #expect(!other.isSame && other.asked.map(\.name) == ["store.keep"])
            #expect(try await stage.run(source, journal: journal).printed == ["2"])
        }
    }

    @Test("can be read in a plan, which keeps nothing and says that it would change")
    func planned() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let source = Self.rule("store.n = (store.n or 0) + 1 print(store.n)")
            let context = try stage.context(journal: journal)
            for _ in 1...2 {
                let plan = try await stage.plan(source, in: context)
                #expect(plan.printed == ["1"] && plan.planned.report.store != nil)
            }
            let idle = try await stage.plan(Self.rule("return store.n"), in: context)
            #expect(idle.planned.report.store == nil)
        }
    }
}

/// A journal that cannot note that a run has handed over what its rule keeps.
private struct BrokenStore: StoreDecorator {
    let store: any JournalStore

    func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        if step.name == "store.keep" { throw .readOnly(path: "journal") }
        try await store.record(step, claim)
    }
}

/// A journal in which another run of the rule has just ended, with another value for `b`.
private struct RivalStore: StoreDecorator {
    let store: any JournalStore
    let owner: String

    func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        let begun = NewRun(
            account: "sandbox", server: .fleetingSandbox, trigger: .hand, path: "test.lua", script: [], seed: 7,
            now: ScriptStage.now)
        let rival = try await store.begin(begun)
        let changes = RuleStoreChanges(RuleKey(account: owner, name: "Counting"), ["\"b\"": Array("9".utf8)])
        try await store.end(rival, RunEnding(state: .finished, report: [], output: [], store: changes))
        try await store.end(claim, ending)
    }
}

extension RunReport {
    /// Why it was stopped.
    var stopReason: StopReason? {
        guard case .stopped(let reason, _) = outcome else { return nil }
        return reason
    }
}

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@testable import Storage

@Suite("What the journal knows of rules")
struct RuleStoreTests {
    @Test("A rule that was never seen has missed nothing, and one that was keeps what became of it")
    func noted() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            let record = try await store.note(note(at: slot(0)))
            #expect(
                record
                    == RuleRecord(
                        key: someRule, accountName: "main", server: someRun.server, path: "/rules/nightly.lua",
                        schedule: "every minute", firstSeen: slot(0), decided: slot(0)))
            try await store.decide(someRule, upTo: slot(3), skipped: 2, mayMoveBack: false)
            try await store.pause(someRule, RulePause(reason: "on holiday", since: slot(4)))
            #expect(try await store.noteOutcome(someRule, failed: true) == 1)
            // Another process, later.
            let later = try SQLiteStore.open(path)
            var again = note(schedule: "every 2 minutes", at: slot(9))
            again.broken = "line 3: that is no Lua"
            #expect(try await later.note(note(at: slot(8))).decided == slot(3))
            let kept = try await later.note(again)
            #expect(
                kept
                    == RuleRecord(
                        key: someRule, accountName: "main", server: someRun.server, path: "/rules/nightly.lua",
                        schedule: "every 2 minutes", firstSeen: slot(0), decided: slot(9),
                        pause: RulePause(reason: "on holiday", since: slot(4)), failures: 1, skipped: 2,
                        broken: "line 3: that is no Lua"))
            #expect(try await store.rules() == [kept])
        }
    }

    @Test("Rules are noted together, all or none")
    func notedTogether() async throws {
        let store = try SQLiteStore.inMemory()
        let keys = ["a", "b"].map { RuleKey(account: someRule.account, name: $0) }
        let records = try await store.note(keys.reversed().map { note($0, at: slot(0)) })
        #expect(records.map(\.key) == keys.reversed())
        try await store.write { try $0.execute(sql: "UPDATE rule SET seen = '{' WHERE name = 'b'") }
        await #expect(throws: StoreError.self) {
            try await store.note([note(keys[0], schedule: "every hour", at: slot(1)), note(keys[1], at: slot(1))])
        }
        #expect(try await store.rule(keys[0])?.schedule == "every minute")
    }

    @Test("A rule whose file is gone is remembered, and is there again with its file")
    func absent() async throws {
        let store = try SQLiteStore.inMemory()
        let others = ["a", "b"].map { RuleKey(account: someRule.account, name: $0) }
        for key in others + [someRule] { _ = try await store.note(note(key, at: slot(0))) }
        try await store.noteAbsent(Set(others), at: slot(1))
        #expect(try await store.rules().filter(\.isPresent).map(\.key) == [someRule])
        #expect(try await store.note(note(others[0], at: slot(2))).isPresent)
        #expect(try await store.rules().map(\.key) == others + [someRule])
    }

    @Test("What was decided moves forwards only, but for a clock that was set back")
    func deciding() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        var decided: [Date?] = []
        for (minute, mayMoveBack) in [(5, false), (3, false), (3, true), (4, true)] {
            try await store.decide(someRule, upTo: slot(Double(minute)), skipped: 1, mayMoveBack: mayMoveBack)
            decided.append(try await store.rule(someRule)?.decided)
        }
        #expect(decided == [slot(5), slot(5), slot(3), slot(4)])
        #expect(try await store.rule(someRule)?.skipped == 4)
    }

    @Test("A person's pause replaces any other, and an automatic one replaces none")
    func pauses() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        let automatic = RulePause(reason: "it failed 5 times", since: slot(1), isAutomatic: true)
        let person = RulePause(reason: "it is broken", since: slot(2))
        for (pause, expected) in [(automatic, automatic), (person, person), (automatic, person)] {
            try await store.pause(someRule, pause)
            #expect(try await store.rule(someRule)?.pause == expected)
        }
    }

    @Test("A rule that is resumed goes on from then, with nothing to catch up on and no failure counted")
    func resumed() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        for expected in 1...3 { #expect(try await store.noteOutcome(someRule, failed: true) == expected) }
        try await store.pause(someRule, RulePause(reason: "it failed", since: slot(1), isAutomatic: true))
        try await store.noteSeen(someRule, ["a": "1"])
        try await store.resume(someRule, at: slot(60))
        let record = try #require(try await store.rule(someRule))
        #expect(record.pause == nil && record.failures == 0 && record.decided == slot(60))
        #expect(record.seen.isEmpty, "what changed meanwhile is no reason to run")
    }

    @Test("Failures are counted in a row")
    func failures() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        var counts: [Int] = []
        for failed in [true, true, false, true] {
            counts.append(try await store.noteOutcome(someRule, failed: failed))
        }
        #expect(counts == [1, 2, 0, 1])
    }

    @Test("Of a rule that nobody noted nothing is kept")
    func unknown() async throws {
        let store = try SQLiteStore.inMemory()
        try await store.decide(someRule, upTo: slot(1), skipped: 0, mayMoveBack: true)
        try await store.pause(someRule, RulePause(reason: "why", since: slot(1)))
        try await store.resume(someRule, at: slot(1))
        try await store.noteAbsent([someRule], at: slot(1))
        #expect(try await store.noteOutcome(someRule, failed: true) == 0)
        _ = try await store.begin(run(.schedule(slot: slot(1), missed: 0)))
        #expect(try await store.rules().isEmpty)
    }

    @Test("What is asked of a rule stays until its run begins, which it does once, whoever begins it")
    func requests() async throws {
        try await withJournalFile { path in
            let stores = [try SQLiteStore.open(path), try SQLiteStore.open(path)]
            let other = RuleKey(account: "other", name: "nightly")
            var asked: [RuleRequest] = []
            for minute in 0..<20 {
                asked.append(try await stores[0].ask(.trigger, of: someRule, at: slot(Double(minute))))
            }
            let others = try await stores[0].ask(.trigger, of: other, at: slot(0))
            #expect(try await stores[1].requests(of: [someRule]) == asked, "in the order of the asking")
            let all = asked
            async let first = Self.begun(all, in: stores[0])
            async let second = Self.begun(all, in: stores[1])
            let begun = try await (first, second)
            #expect(begun.0.intersection(begun.1).isEmpty && begun.0.union(begun.1).count == 20)
            #expect(try await stores[0].requests(of: [someRule]).isEmpty)
            #expect(try await stores[1].requests(of: [someRule, other]) == [others])
        }
    }

    /// Begins a run for each request; answers for which it could.
    private static func begun(_ requests: [RuleRequest], in store: SQLiteStore) async throws -> Set<Int64> {
        var begun: Set<Int64> = []
        for request in requests {
            var new = run(.hand)
            new.requests = [request.id]
            do {
                _ = try await store.begin(new)
                begun.insert(request.id)
            } catch StoreError.requestTaken { continue }
        }
        return begun
    }

    @Test("A run for a slot answers what was asked besides, and begins also where that is gone already")
    func requestsBesideSlot() async throws {
        let store = try SQLiteStore.inMemory()
        let request = try await store.ask(.trigger, of: someRule, at: slot(0))
        for minute in [1.0, 2] {
            var new = run(.schedule(slot: slot(minute), missed: 0))
            new.requests = [request.id]
            _ = try await store.begin(new)
            #expect(try await store.requests(of: [someRule]).isEmpty)
        }
        #expect(try await store.runs(RunQuery()).count == 2)
    }

    @Test("The calls of each rule's runs are added up from a time on; a run under way has none yet")
    func calls() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let other = RuleKey(account: "other", name: someRule.name)
        func ended(_ rule: RuleKey?, _ report: String) async throws {
            let claim = try await store.begin(run(.hand, of: rule))
            try await store.end(claim, RunEnding(state: .failed, report: Array(report.utf8), output: []))
        }
        try await ended(someRule, #"{"reads": 100, "writes": 100}"#)
        clock.pass(60)
        let start = clock.now
        try await ended(someRule, #"{"reads": 3, "writes": 1}"#)
        clock.pass(60)
        for report in [#"{"reads": 2, "error": {"reads": 50}}"#, "", "{"] { try await ended(someRule, report) }
        try await ended(other, #"{"writes": 7}"#)
        try await ended(nil, #"{"writes": 9}"#)
        _ = try await store.begin(run(.hand))
        #expect(try await store.callCounts(since: start) == [someRule: 6, other: 7])
    }
}

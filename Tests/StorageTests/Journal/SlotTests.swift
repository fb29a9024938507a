import Foundation
import GRDB
import Journal
import Testing

@testable import Storage

@Suite("A rule's slots")
struct SlotTests {
    @Test("Of those who begin a run for the same slot at the same time one begins it, in whatever process")
    func race() async throws {
        try await withJournalFile { path in
            let stores = [try SQLiteStore.open(path), try SQLiteStore.open(path)]
            for minute in 0..<20 {
                let begun = await withTaskGroup(of: Result<Claim, StoreError>.self) { group in
                    for store in stores + stores {
                        group.addTask {
                            await Self.result {
                                () async throws(StoreError) in
                                try await store.begin(run(.schedule(slot: slot(Double(minute)), missed: 0)))
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let taken = StoreError.slotTaken(rule: "nightly", slot: slot(Double(minute)))
                #expect(begun.filter { $0 == .failure(taken) }.count == 3)
                #expect(begun.compactMap { try? $0.get() }.count == 1)
            }
            let slots = try await stores[0].takenSlots(of: someRule, in: slot(5)...slot(7))
            #expect(slots == [slot(5), slot(6), slot(7)])
        }
    }

    private static func result(
        _ body: () async throws(StoreError) -> Claim
    ) async -> Result<Claim, StoreError> {
        do throws(StoreError) { return .success(try await body()) } catch { return .failure(error) }
    }

    @Test("Another slot, another rule, another account and a run by hand are in nobody's way")
    func others() async throws {
        let store = try SQLiteStore.inMemory()
        let trigger = Trigger.schedule(slot: slot(0), missed: 0)
        for other in [
            run(trigger), run(.schedule(slot: slot(1), missed: 0)),
            run(trigger, of: RuleKey(account: someRule.account, name: "other")),
            run(trigger, of: RuleKey(account: "other", name: someRule.name)), run(.hand), run(.hand),
        ] {
            _ = try await store.begin(other)
        }
        await #expect(throws: StoreError.slotTaken(rule: "nightly", slot: slot(0))) {
            _ = try await store.begin(run(.change(slot: slot(0), keys: [:])))
        }
    }

    @Test("A slot is decided with the run that begins for it, together with those it stands for")
    func decided() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        _ = try await store.begin(run(.schedule(slot: slot(5), missed: 4)))
        let record = try #require(try await store.rule(someRule))
        #expect(record.decided == slot(5) && record.skipped == 4)
        // One of long ago that is made up for leaves open nothing that was decided.
        _ = try await store.begin(run(.schedule(slot: slot(2), missed: 0)))
        #expect(try await store.rule(someRule)?.decided == slot(5))
    }

    @Test("What was seen is noted with the run that begins for it, key by key")
    func seen() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        try await store.noteSeen(someRule, ["a": "1", "b": "0"])
        _ = try await store.begin(run(.change(slot: slot(1), keys: ["b": "1"])))
        _ = try await store.begin(run(.change(slot: slot(2), keys: ["b": "2"])))
        let record = try #require(try await store.rule(someRule))
        #expect(record.seen == ["a": "1", "b": "2"])
        #expect(record.decided == slot(0), "what the schedule is to run stays due")
    }

    @Test(
        "A process that dies between a run and its slot has begun neither",
        arguments: [Trigger.schedule(slot: slot(1), missed: 0), .change(slot: slot(1), keys: ["a": "1"])])
    func together(_ trigger: Trigger) async throws {
        let store = try SQLiteStore.inMemory()
        let before = try await store.note(note(at: slot(0)))
        try await store.write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TRIGGER dies BEFORE UPDATE ON rule
                    BEGIN SELECT RAISE(ABORT, 'it dies'); END
                    """)
        }
        await #expect(throws: StoreError.self) { _ = try await store.begin(run(trigger)) }
        #expect(try await store.runs(RunQuery()).isEmpty)
        #expect(try await store.rule(someRule) == before)
        try await store.write { try $0.execute(sql: "DROP TRIGGER dies") }
        _ = try await store.begin(run(trigger))
    }

    @Test("A rule runs once for a slot, also when the clock was set back and everything is due again")
    func clockSetBack() async throws {
        let store = try SQLiteStore.inMemory()
        _ = try await store.note(note(at: slot(0)))
        for minute in 1...3 { _ = try await store.begin(run(.schedule(slot: slot(Double(minute)), missed: 0))) }
        try await store.decide(someRule, upTo: slot(0), skipped: 0, mayMoveBack: true)
        #expect(try await store.rule(someRule)?.decided == slot(0))
        for minute in 1...3 {
            let taken = StoreError.slotTaken(rule: "nightly", slot: slot(Double(minute)))
            await #expect(throws: taken) {
                _ = try await store.begin(run(.schedule(slot: slot(Double(minute)), missed: 7)))
            }
        }
        let record = try #require(try await store.rule(someRule))
        #expect(record.decided == slot(0) && record.skipped == 0, "who is refused decides nothing")
        _ = try await store.begin(run(.schedule(slot: slot(4), missed: 0)))
    }

    @Test("A run that is gone on with, or tried again, is still its rule's and has its slot")
    func resumed() async throws {
        try await withJournalFile { path in
            let new = run(.schedule(slot: slot(1), missed: 2))
            let id = try await begin(new, in: path)
            let store = try SQLiteStore.open(path)
            let claim = try #require(try await store.takeOver(id, forgettingFailures: false))
            try await store.noteRule("another name", claim)
            try await store.end(claim, RunEnding(state: .failed, report: [], output: []))
            _ = try #require(try await store.takeOver(id, forgettingFailures: true))
            let record = try #require(try await store.run(id))
            #expect(record.run == new && record.rule == "nightly")
            var query = RunQuery()
            query.key = someRule
            #expect(try await store.runs(query).map(\.id) == [id])
            await #expect(throws: StoreError.slotTaken(rule: "nightly", slot: slot(1))) {
                _ = try await store.begin(new)
            }
        }
    }

    /// Begins a run in a worker that is gone then.
    private func begin(_ run: NewRun, in path: String) async throws -> RunID {
        try await SQLiteStore.open(path).begin(run).run
    }

    @Test("A rule's runs are found by whose it is")
    func query() async throws {
        let store = try SQLiteStore.inMemory()
        let mine = try await store.begin(run(.hand)).run
        _ = try await store.begin(run(.hand, of: RuleKey(account: "other", name: someRule.name)))
        _ = try await store.begin(run(.hand, of: nil))
        var query = RunQuery()
        query.key = someRule
        #expect(try await store.runs(query).map(\.id) == [mine])
    }
}

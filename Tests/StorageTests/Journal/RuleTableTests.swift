import Journal
import Storage
import TestSupport
import Testing

@Suite("What rules keep")
struct RuleTableTests {
    private let store = RuleKey(account: "somebody", name: "Counting")

    private func end(
        _ changes: RuleStoreChanges?, in journal: SQLiteStore, as state: RunRecord.State = .finished
    ) async throws {
        let claim = try await journal.begin(someRun)
        try await journal.end(claim, RunEnding(state: state, report: [], output: [], store: changes))
    }

    @Test("changes key by key, for one rule of one owner")
    func keys() async throws {
        let journal = try SQLiteStore.inMemory()
        try await end(RuleStoreChanges(store, ["\"a\"": [1], "\"b\"": [2]]), in: journal)
        try await end(RuleStoreChanges(store, ["\"a\"": nil, "\"c\"": [3]]), in: journal)
        try await end(nil, in: journal)
        try await end(RuleStoreChanges(RuleKey(account: "other", name: "Counting"), ["\"b\"": [9]]), in: journal)
        try await end(RuleStoreChanges(RuleKey(account: "somebody", name: "Other"), ["\"b\"": [9]]), in: journal)
        #expect(try await journal.values(of: store) == ["\"b\"": [2], "\"c\"": [3]])
    }

    @Test("is kept with the run's end or not at all: who no longer has the run changes nothing")
    func fenced() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let journal = try SQLiteStore.inMemory(parameters)
        let old = try await journal.begin(someRun)
        clock.pass(100)
        let new = try #require(try await journal.takeOver(old.run, forgettingFailures: false))
        func ending(_ value: UInt8) -> RunEnding {
            RunEnding(state: .finished, report: [], output: [], store: RuleStoreChanges(store, ["1": [value]]))
        }
        await #expect(throws: StoreError.fenced(old.run)) { try await journal.end(old, ending(1)) }
        #expect(try await journal.values(of: store).isEmpty)
        try await journal.end(new, ending(2))
        #expect(try await journal.values(of: store) == ["1": [2]])
    }

    @Test("goes with its sandbox once that one's process has ended, and nothing else does")
    func pruned() async throws {
        try await withJournalFile { path in
            let fleeting = RuleKey(account: "sandbox", name: "Counting")
            let journal = try SQLiteStore.open(path)
            do {
                let gone = try SQLiteStore.open(path)
                try await end(RuleStoreChanges(fleeting, ["1": [1]], isFleeting: true), in: gone)
            }
            let own = RuleKey(account: "own sandbox", name: "Counting")
            try await end(RuleStoreChanges(own, ["1": [1]], isFleeting: true), in: journal)
            try await end(RuleStoreChanges(store, ["1": [1]]), in: journal)
            _ = try await journal.prune(Retention())
            #expect(try await journal.values(of: fleeting).isEmpty)
            #expect(try await journal.values(of: own) == ["1": [1]])
            #expect(try await journal.values(of: store) == ["1": [1]])
        }
    }
}

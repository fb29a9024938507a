import Automation
import Foundation
import Journal
import Synchronization

/// The journal that all servers of a world share, and a witness of what is committed about slots.
final class WitnessStore: StoreDecorator {
    let store: any JournalStore
    private let ledger: Mutex<SlotLedger>
    /// One commit after the other, so that they are booked in the order in which they were made.
    private let order = Turnstile()

    init(_ store: any JournalStore, _ ledger: SlotLedger) {
        self.store = store
        self.ledger = Mutex(ledger)
    }

    /// What is booked by now.
    var booked: SlotLedger { ledger.withLock { $0 } }

    func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord] {
        try await inOrder { () async throws(StoreError) in
            let records = try await store.note(rules)
            ledger.withLock { ledger in for record in records { ledger.noted(record.key, from: record.decided) } }
            return records
        }
    }

    func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        try await inOrder { () async throws(StoreError) in
            let claim = try await store.begin(run)
            if let rule = run.rule, case .schedule(let slot, let missed) = run.trigger {
                ledger.withLock { $0.began(rule, slot, missed: missed, as: claim.run) }
            }
            return claim
        }
    }

    func decide(_ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool) async throws(StoreError) {
        try await inOrder { () async throws(StoreError) in
            try await store.decide(rule, upTo: date, skipped: skipped, mayMoveBack: mayMoveBack)
            ledger.withLock { $0.decided(rule, upTo: date, skipped: skipped, mayMoveBack: mayMoveBack) }
        }
    }

    func resume(_ rule: RuleKey, at date: Date) async throws(StoreError) {
        try await inOrder { () async throws(StoreError) in
            try await store.resume(rule, at: date)
            ledger.withLock { $0.resumed(rule, at: date) }
        }
    }

    private func inOrder<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        await order.enter()
        let result: Result<Value, StoreError>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await order.leave()
        return try result.get()
    }
}

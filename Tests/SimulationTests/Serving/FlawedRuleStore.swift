import Foundation
import Journal

/// A journal that is careless with the slots of rules, to see that it would be noticed.
struct FlawedRuleStore: StoreDecorator {
    enum Flaw: String, CaseIterable, Sendable {
        case twoRuns = "a slot may have two runs"
        case forgetsMissed = "what a run stands for besides is not counted"
        case forgetsSkipped = "what is skipped is not noted"
        case asksAgain = "what was asked stays when its run has begun"
        case looksBack = "it says that less is decided than is"
        case looksAhead = "it says that more is decided than is"
    }

    let store: any JournalStore
    let flaw: Flaw

    func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        var run = run
        if flaw == .asksAgain { run.requests = [] }
        guard case .schedule(let slot, let missed) = run.trigger else { return try await store.begin(run) }
        if flaw == .forgetsMissed { run.trigger = .schedule(slot: slot, missed: 0) }
        do { return try await store.begin(run) } catch StoreError.slotTaken where flaw == .twoRuns {
            run.trigger = .schedule(slot: slot + .random(in: 0.001...0.9), missed: missed)
            return try await store.begin(run)
        }
    }

    func decide(_ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool) async throws(StoreError) {
        if flaw == .forgetsSkipped { return }
        try await store.decide(rule, upTo: date, skipped: skipped, mayMoveBack: mayMoveBack)
    }

    func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord] {
        try await store.note(rules).map { record in
            var record = record
            if flaw == .looksBack { record.decided -= 20_000 }
            if flaw == .looksAhead { record.decided += 20_000 }
            return record
        }
    }
}

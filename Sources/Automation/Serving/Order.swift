package import Foundation
package import Journal
internal import Scheduling

/// A run that is to be made, or what an account is owed between runs.
package struct Order: Sendable, Hashable {
    /// Tells it from others; later ones have higher numbers.
    package let number: Int
    /// Whose account it is for.
    package let account: String
    package var task: Task
    /// Orders of one moment share what they read.
    package let tick: Int
    /// Whether it may change the account.
    package let isWriter: Bool
    package let priority: Int
    /// What somebody asked of the rule, by the numbers in the journal, and is done with it.
    package var requests: [Int64] = []

    /// What there is to do.
    package enum Task: Sendable, Hashable {
        case run(rule: String, Occasion)
        /// Runs that died, writes of unknown outcome, later looks.
        case upkeep
    }

    /// What a rule is run for.
    package enum Occasion: Sendable, Hashable {
        /// A time by its schedule, after so many that went by.
        case slot(Date, missed: Int)
        /// These keys of `/sync/last_activities` moved, to these values; seen at a moment.
        case change(Date, keys: [String: String])
        /// Somebody asked for it.
        case request
        /// A run that failed is gone on with.
        case retry(RunID, attempt: Int, of: Date?)

        var isRetry: Bool { if case .retry = self { true } else { false } }

        /// The nominal time; nil where a person began it.
        package var slot: Date? {
            switch self {
            case .slot(let slot, _), .change(let slot, _): slot
            case .request: nil
            case .retry(_, _, let slot): slot
            }
        }
    }

    package var rule: String? {
        guard case .run(let rule, _) = task else { return nil }
        return rule
    }

    package var occasion: Occasion? {
        guard case .run(_, let occasion) = task else { return nil }
        return occasion
    }

    /// The same order of a rule that was changed.
    func of(_ rule: Dispatcher.Rule) -> Order {
        Order(
            number: number, account: rule.account, task: task, tick: tick,
            isWriter: rule.isWriter || occasion?.isRetry == true, priority: rule.timing.priority, requests: requests)
    }

    var isOfSlot: Bool { if case .slot? = occasion { true } else { false } }

    /// Whether a schedule or a change made it, and nobody asked for it.
    var isScheduled: Bool {
        switch occasion {
        case .slot, .change: true
        case .request, .retry, nil: false
        }
    }

    /// Takes what a newer order of its rule is for, with what it was for itself; false where one run cannot stand for both.
    mutating func becomes(_ newer: Order) -> Bool {
        guard let rule, let older = occasion, let newer = newer.occasion else { return false }
        let both: Occasion
        switch (older, newer) {
        case (.slot(_, let before), .slot(let slot, let missed)): both = .slot(slot, missed: before + missed + 1)
        case (.change(_, let before), .change(let date, let keys)):
            both = .change(date, keys: before.merging(keys) { $1 })
        case (.slot, _), (.change, _): return false
        case (.request, _), (.retry, _): both = newer
        }
        task = .run(rule: rule, both)
        return true
    }

    func comesBefore(_ other: Order) -> Bool { (-priority, number) < (-other.priority, other.number) }
}

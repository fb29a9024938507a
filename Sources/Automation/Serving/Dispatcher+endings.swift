package import Foundation
package import Journal
internal import Scheduling

/// What ended, and what is tried again.
extension Dispatcher {
    /// How an order ended.
    package enum Ending: Sendable, Hashable {
        case done
        /// The run failed, and might do better.
        case failed(RunID, attempt: Int)
    }

    /// Takes that an order is over. Answers also when its run is tried again, if it is.
    package mutating func ended(
        _ order: Order, _ ending: Ending, now: Date, using random: inout some RandomNumberGenerator
    ) -> (actions: [Action], retryAt: Date?) {
        underWay[order.number] = nil
        let wasToEnd = endings.remove(order.number) != nil
        accounts[order.account]?.ready.ended(order.number)
        guard let name = order.rule, let state = rules[name] else {
            if order.task == .upkeep { accounts[order.account]?.isKeptUp = false }
            return (fill(), nil)
        }
        var retryAt: Date?
        rules[name]?.orders.removeAll { $0 == order.number }
        if case .failed(let run, let attempt) = ending, !wasToEnd,
            let delay = state.rule.timing.retries.delay(beforeAttempt: attempt + 1, using: &random)
        {
            retryAt = addRetry(
                of: name, run, attempt: attempt + 1, of: order.occasion?.slot,
                at: now.addingTimeInterval(delay / .seconds(1)))
        }
        takeWaiting(of: name)
        return (fill(), retryAt)
    }

    /// A run that failed before this dispatcher was there is tried again, as the one before would have done. Answers when.
    package mutating func retry(
        _ name: String, _ run: RunID, attempts: Int, of slot: Date, now: Date,
        using random: inout some RandomNumberGenerator
    ) -> Date? {
        guard let state = rules[name],
            let delay = state.rule.timing.retries.delay(beforeAttempt: attempts + 1, using: &random)
        else { return nil }
        return addRetry(
            of: name, run, attempt: attempts + 1, of: slot, at: now.addingTimeInterval(delay / .seconds(1)))
    }

    private mutating func addRetry(
        of rule: String, _ run: RunID, attempt: Int, of slot: Date?, at date: Date
    ) -> Date {
        if let former = retries[run] { due.remove(former) }
        let handle = due.insert(.retry(rule: rule, run, attempt: attempt, of: slot), due: date)
        retries[run] = handle
        return date
    }

    mutating func retryIsDue(_ name: String, _ occasion: Order.Occasion, _ actions: inout [Action]) {
        guard let state = rules[name], !state.isPaused else { return }
        if isOvertaken(occasion, state) {
            actions.append(.givenUp(rule: name))
        } else {
            offer(name, occasion, &actions)
        }
    }

    /// Whether a newer run has taken the place of one that is to be tried again.
    private func isOvertaken(_ occasion: Order.Occasion, _ state: RuleState) -> Bool {
        guard state.rule.timing.overlap != .queue, state.rule.timing.overlap != .parallel else { return false }
        if !state.orders.isEmpty { return true }
        guard let slot = occasion.slot, let newest = state.newest else { return false }
        return newest > slot
    }
}

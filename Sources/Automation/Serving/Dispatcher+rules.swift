package import Foundation
internal import Scheduling

/// What it is told of rules.
extension Dispatcher {
    /// Takes a rule, or another version of it.
    ///
    /// - Parameter decided: up to when its slots are decided; of a rule that was there before, its own.
    /// - Parameter seen: how its keys of `/sync/last_activities` were when it last ran for a change.
    package mutating func set(
        _ rule: Rule, decided: Date, seen: [String: String] = [:], isPaused: Bool = false, now: Date
    ) {
        addAccount(rule.account, now: now)
        let former = rules[rule.name]
        if let handle = former?.due { due.remove(handle) }
        var state =
            former ?? RuleState(rule: rule, decided: min(decided, now), seen: seen, isPaused: isPaused)
        state.due = nil
        // Of a rule that was gone for a moment a run may be under way.
        if former == nil { state.orders = running.filter { $0.rule == rule.name }.map(\.number) }
        // A schedule that changed says nothing about the time before.
        if let former, former.rule.timing.schedule != rule.timing.schedule { state.decided = max(state.decided, now) }
        state.rule = rule
        rules[rule.name] = state
        if let former { renew(state, formerly: former.rule) }
        takeWaiting(of: rule.name)
        arm(rule.name)
        armPoll(rule.account, now: now)
    }

    /// What has not begun yet begins as the rule is now.
    private mutating func renew(_ state: RuleState, formerly: Rule) {
        guard formerly.account != state.rule.account || formerly.isWriter != state.rule.isWriter else { return }
        for number in state.orders where underWay[number] == nil {
            guard let order = accounts[formerly.account]?.ready.remove(number) else { continue }
            accounts[state.rule.account]?.ready.add(order.of(state.rule))
        }
        rules[state.rule.name]?.waiting = state.waiting.map { $0.of(state.rule) }
        if formerly.account != state.rule.account { armPoll(formerly.account, now: lastNow) }
    }

    /// Forgets a rule. What runs of it comes to its end.
    package mutating func remove(_ name: String) {
        guard let state = rules.removeValue(forKey: name) else { return }
        if let handle = state.due { due.remove(handle) }
        for number in state.orders where underWay[number] == nil {
            _ = accounts[state.rule.account]?.ready.remove(number)
        }
        armPoll(state.rule.account, now: lastNow)
    }

    /// What of it had not begun yet is not run, but for what somebody asked for.
    package mutating func pause(_ name: String) -> [Action] {
        guard let state = rules[name], !state.isPaused else { return [] }
        if let handle = state.due { due.remove(handle) }
        let dropped = notBegun(state).filter(\.requests.isEmpty)
        let numbers = Set(dropped.map(\.number))
        for number in numbers { _ = accounts[state.rule.account]?.ready.remove(number) }
        rules[name]?.orders.removeAll(where: numbers.contains)
        rules[name]?.waiting.removeAll { numbers.contains($0.number) }
        rules[name]?.uncounted = 0
        rules[name]?.due = nil
        rules[name]?.isPaused = true
        armPoll(state.rule.account, now: lastNow)
        takeWaiting(of: name)
        return skipped(dropped, of: name) + fill()
    }

    private func skipped(_ orders: [Order], of name: String) -> [Action] {
        let slots = orders.compactMap { order -> (slot: Date, count: Int)? in
            guard case .slot(let slot, let missed)? = order.occasion else { return nil }
            return (slot, missed + 1)
        }
        guard let newest = slots.map(\.slot).max() else { return [] }
        return [.skip(rule: name, upTo: newest, count: slots.reduce(0) { $0 + $1.count }, why: .paused)]
    }

    /// The orders of a rule that have not begun.
    func notBegun(_ state: RuleState) -> [Order] {
        let ready = state.orders.filter { underWay[$0] == nil }.compactMap {
            accounts[state.rule.account]?.ready.order($0)
        }
        return ready + state.waiting
    }

    /// A rule that was paused goes on with what comes from now on.
    package mutating func resume(_ name: String, now: Date) {
        guard let state = rules[name], state.isPaused else { return }
        rules[name]?.isPaused = false
        rules[name]?.decided = max(state.decided, now)
        rules[name]?.seen = [:]
        arm(name)
        armPoll(state.rule.account, now: now)
    }

    package func has(_ name: String) -> Bool { rules[name] != nil }

    package func isPaused(_ name: String) -> Bool { rules[name]?.isPaused ?? false }

    /// When a rule runs next by its schedule, its jitter left aside.
    package func next(_ name: String) -> Date? {
        guard let state = rules[name], !state.isPaused else { return nil }
        return state.rule.timing.schedule?.next(after: state.decided)
    }
}

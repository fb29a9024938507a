internal import Foundation
internal import Scheduling

/// What begins, and what becomes of an order whose rule has another.
extension Dispatcher {
    /// Somebody wants a rule to run now, also one that is paused.
    ///
    /// - Parameter number: what was asked has in the journal. What is in hand already is left as it is.
    package mutating func request(_ number: Int64, of name: String) -> [Action] {
        guard !isInHand(number) else { return [] }
        var actions: [Action] = []
        tick += 1
        offer(name, .request, &actions, requests: [number])
        return actions + fill()
    }

    /// Whether what somebody asked for is under way, or waits for its turn.
    private func isInHand(_ request: Int64) -> Bool {
        let waiting = rules.values.lazy.flatMap(\.waiting)
        let ready = accounts.values.lazy.flatMap(\.ready.all)
        return underWay.values.contains { $0.requests.contains(request) }
            || waiting.contains { $0.requests.contains(request) } || ready.contains { $0.requests.contains(request) }
    }

    mutating func offer(
        _ name: String, _ occasion: Order.Occasion, _ actions: inout [Action], requests: [Int64] = [],
        isOneOfMany: Bool = false
    ) {
        guard let state = rules[name] else { return }
        number += 1
        let order = Order(
            number: number, account: state.rule.account, task: .run(rule: name, occasion), tick: tick,
            // What is tried again has the text of then, which may have been allowed more.
            isWriter: state.rule.isWriter || occasion.isRetry, priority: state.rule.timing.priority, requests: requests)
        if hasRoom(state) { return ready(order) }
        if isOneOfMany {
            rules[name]?.waiting.append(order)
            return
        }
        if case .request = occasion {
            _ = wait(order)
            return
        }
        switch state.rule.timing.overlap {
        case .queue, .parallel:
            if !wait(order), occasion.isRetry { actions.append(.givenUp(rule: name)) }
        case .skip: skip(order, while: state, &actions)
        case .restart: restart(order, after: state, &actions)
        }
    }

    private mutating func skip(_ order: Order, while state: RuleState, _ actions: inout [Action]) {
        // While several are made up for, the newest of them stands for what comes due meanwhile.
        if takesWaitingPlace(order) || takesPlace(of: state.orders, order) { return }
        guard case .slot(let slot, let missed)? = order.occasion else { return }
        actions.append(.skip(rule: state.rule.name, upTo: slot, count: missed + 1, why: .overlap))
    }

    private mutating func restart(_ order: Order, after state: RuleState, _ actions: inout [Action]) {
        if takesWaitingPlace(order) { return }
        if takesPlace(of: state.orders, order) { return }
        rules[state.rule.name]?.waiting.append(order)
        for number in state.orders where underWay[number] != nil && !isHolding(number, of: state.rule.account) {
            guard endings.insert(number).inserted else { continue }
            if let order = underWay[number] { actions.append(.end(order)) }
        }
    }

    /// One that has not begun yet is for the newer time then: it is late, and two would do the same.
    private mutating func takesPlace(of numbers: [Int], _ order: Order) -> Bool {
        for number in numbers where underWay[number] == nil {
            guard var older = accounts[order.account]?.ready.remove(number) else { continue }
            let isTaken = older.becomes(order)
            accounts[order.account]?.ready.add(older)
            if isTaken { return true }
        }
        return false
    }

    /// The same for the newest of those that wait.
    private mutating func takesWaitingPlace(_ order: Order) -> Bool {
        guard let rule = order.rule, let waiting = rules[rule]?.waiting,
            let place = waiting.lastIndex(where: { $0.isScheduled })
        else { return false }
        return rules[rule]?.waiting[place].becomes(order) ?? false
    }

    private mutating func ready(_ order: Order) {
        if let rule = order.rule { rules[rule]?.orders.append(order.number) }
        accounts[order.account]?.ready.add(order)
    }

    /// False where too many wait already.
    private mutating func wait(_ order: Order) -> Bool {
        guard let rule = order.rule, let state = rules[rule] else { return false }
        if state.waiting.count >= settings.mostWaiting {
            guard order.isScheduled else { return false }
            if takesWaitingPlace(order) { return true }
        }
        rules[rule]?.waiting.append(order)
        return true
    }

    /// Whether one more run of a rule may be under way. One that only waits with its last write would be over by now if it
    /// made that alone.
    private func hasRoom(_ state: RuleState) -> Bool {
        let asking = state.orders.count { !isHolding($0, of: state.rule.account) }
        return asking < (state.rule.timing.overlap == .parallel ? settings.mostRunsOfRule : 1)
    }

    /// Lets those of a rule that have waited longest have their turn.
    mutating func takeWaiting(of name: String) {
        while let state = rules[name], let next = state.waiting.first, hasRoom(state) {
            rules[name]?.waiting.removeFirst()
            ready(next)
        }
    }

    /// Begins what can begin, account by account.
    mutating func fill() -> [Action] {
        guard !isClosed else { return [] }
        var actions: [Action] = []
        var tried = 0
        while underWay.count < settings.mostRuns, tried < turns.count {
            let account = turns.removeFirst()
            turns.append(account)
            guard let order = accounts[account]?.ready.take() else {
                tried += 1
                continue
            }
            tried = 0
            actions.append(start(order))
        }
        return actions
    }

    /// A run that writes has come to its last write and waits with it: what else begins now that would have waited for its
    /// end. Nil where it is not to wait.
    mutating func hold(_ order: Order) -> [Action]? {
        guard settings.mergesWrites, !isClosed, underWay[order.number] != nil else { return nil }
        accounts[order.account]?.ready.hold(order)
        return fill()
    }

    private func isHolding(_ number: Int, of account: String) -> Bool {
        accounts[account]?.ready.isHolding(number) ?? false
    }

    /// Whether a run of an account that writes has begun and may still ask for something.
    func hasActiveWriter(of account: String) -> Bool { accounts[account]?.ready.hasActiveWriter ?? false }

    private mutating func start(_ order: Order) -> Action {
        underWay[order.number] = order
        if let rule = order.rule, let slot = order.occasion?.slot {
            let newest = max(slot, rules[rule]?.newest ?? slot)
            rules[rule]?.newest = newest
        }
        return .start(order)
    }
}

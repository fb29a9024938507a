package import Foundation
internal import Scheduling

/// What is due, and what a clock that was set does to it.
extension Dispatcher {
    /// A clock that goes back by less is put right, not set.
    static let noticedStep: TimeInterval = 60

    /// Everything that is due.
    package mutating func advance(to now: Date) -> [Action] {
        var actions = noteClock(now)
        if let deadline, deadline <= now { tick += 1 }
        while let next = due.popDue(now) {
            switch next.element {
            case .slot(let rule): slotsAreDue(rule, now, &actions)
            case .retry(let rule, let run, let attempt, let slot):
                retries[run] = nil
                retryIsDue(rule, .retry(run, attempt: attempt, of: slot), &actions)
            case .poll(let account):
                let handle = due.insert(.poll(account: account), due: nextPoll(after: now))
                accounts[account]?.poll = handle
                actions.append(.poll(account: account, tick: tick))
            case .upkeep(let account):
                let handle = due.insert(
                    .upkeep(account: account), due: now.addingTimeInterval(settings.upkeep / .seconds(1)))
                accounts[account]?.upkeep = handle
                offerUpkeep(account)
            }
        }
        return actions + fill()
    }

    /// A clock that was set back may have been ahead for long: what was decided then is decided anew, and what was to come
    /// comes as soon as it would have. No slot runs twice for that, as the store has one run for each.
    private mutating func noteClock(_ now: Date) -> [Action] {
        defer { lastNow = now }
        let step = lastNow.timeIntervalSince(now)
        guard step > Self.noticedStep else { return [] }
        var actions: [Action] = []
        for name in rules.keys.sorted() {
            guard let state = rules[name] else { continue }
            if let newest = state.newest, newest > now { rules[name]?.newest = nil }
            guard state.decided > now else { continue }
            rules[name]?.decided = now
            arm(name)
            actions.append(.moveBack(rule: name, to: now))
        }
        for handle in retries.values {
            if let deadline = due.deadline(of: handle) { due.move(handle, to: deadline - step) }
        }
        for account in accounts.keys {
            armPoll(account, now: now)
            if let handle = accounts[account]?.upkeep { due.move(handle, to: now) }
        }
        return actions
    }

    mutating func arm(_ name: String) {
        guard let state = rules[name] else { return }
        if let handle = state.due { due.remove(handle) }
        rules[name]?.due = nil
        guard !state.isPaused, let schedule = state.rule.timing.schedule,
            let slot = schedule.next(after: state.decided)
        else { return }
        let delay = state.rule.timing.delay(rule: name, of: state.rule.person, slot: slot)
        let handle = due.insert(.slot(rule: name), due: slot.addingTimeInterval(delay / .seconds(1)))
        rules[name]?.due = handle
    }

    private mutating func slotsAreDue(_ name: String, _ now: Date, _ actions: inout [Action]) {
        rules[name]?.due = nil
        guard let state = rules[name], let schedule = state.rule.timing.schedule else { return }
        let timing = state.rule.timing
        // What waited for its jitter is not late.
        let grace = .seconds(120) + (timing.jitter ?? .zero)
        let missed = schedule.missed(
            since: state.decided, now: now, catchup: timing.catchup, window: timing.catchupWindow, grace: grace)
        rules[name]?.decided = max(state.decided, now)
        let count = missed.missed + state.uncounted
        rules[name]?.uncounted = 0
        if missed.slots.isEmpty, count > 0 {
            if hasSlotToBegin(state) {
                rules[name]?.uncounted = count
            } else {
                actions.append(.skip(rule: name, upTo: now, count: count, why: .missed))
            }
        }
        for (place, slot) in missed.slots.enumerated() {
            let occasion = Order.Occasion.slot(slot, missed: place == 0 ? count : 0)
            // Each of those that are made up for has a run of its own, whatever the rule says of a single one.
            offer(name, occasion, &actions, isOneOfMany: missed.slots.count > 1)
        }
        arm(name)
    }

    /// Whether a run for one of its times is still to begin.
    private func hasSlotToBegin(_ state: RuleState) -> Bool { notBegun(state).contains(where: \.isOfSlot) }
}

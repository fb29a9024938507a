package import Foundation
internal import Scheduling

/// What accounts are asked and owed.
extension Dispatcher {
    /// How an account's keys of `/sync/last_activities` are.
    package mutating func observed(_ values: [String: String], of account: String, now: Date) -> [Action] {
        var actions: [Action] = []
        for name in rules.keys.sorted() {
            guard let state = rules[name], state.rule.account == account, !state.isPaused else { continue }
            let own = values.filter { state.rule.onChange.contains($0.key) }
            let unknown = own.filter { state.seen[$0.key] == nil }
            if !unknown.isEmpty {
                rules[name]?.seen.merge(unknown) { old, _ in old }
                actions.append(.remember(rule: name, keys: unknown))
            }
            let moved = own.filter { key, value in state.seen[key].map { $0 != value } ?? false }
            guard !moved.isEmpty else { continue }
            // What changes while the rule runs is found again the next time.
            guard state.orders.isEmpty || state.rule.timing.overlap != .skip else { continue }
            rules[name]?.seen.merge(moved) { _, new in new }
            offer(name, .change(now, keys: moved), &actions)
        }
        return actions + fill()
    }

    mutating func addAccount(_ account: String, now: Date) {
        guard accounts[account] == nil else { return }
        accounts[account] = AccountState()
        turns.append(account)
        let handle = due.insert(.upkeep(account: account), due: now)
        accounts[account]?.upkeep = handle
    }

    /// An account is asked when one of its rules waits for that.
    mutating func armPoll(_ account: String, now: Date) {
        guard let state = accounts[account] else { return }
        let waiting = rules.values.filter {
            $0.rule.account == account && !$0.isPaused && !$0.rule.onChange.isEmpty
        }
        if let handle = state.poll {
            due.remove(handle)
            accounts[account]?.poll = nil
        }
        guard !waiting.isEmpty else { return }
        // What a rule begins with is asked at once: from then on nothing that changes is missed.
        let isNew = waiting.contains { state in state.rule.onChange.contains { state.seen[$0] == nil } }
        let handle = due.insert(.poll(account: account), due: isNew ? now : nextPoll(after: now))
        accounts[account]?.poll = handle
    }

    /// At round times, so that a poll and the rules of that time share their reads.
    func nextPoll(after now: Date) -> Date {
        let period = max(1, settings.poll / .seconds(1))
        return Date(timeIntervalSince1970: ((now.timeIntervalSince1970 / period).rounded(.down) + 1) * period)
    }

    mutating func offerUpkeep(_ account: String) {
        guard accounts[account]?.isKeptUp == false else { return }
        accounts[account]?.isKeptUp = true
        number += 1
        accounts[account]?.ready.add(
            Order(number: number, account: account, task: .upkeep, tick: tick, isWriter: true, priority: .max / 2))
    }
}

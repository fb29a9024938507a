import Foundation
import Journal
import Scheduling

/// The accounts of every slot of some rules: what the journal commits about them is booked here, and each slot that a
/// commit passes must be in it, as a run of its own, as one of those that were counted, or as one of a pause.
struct SlotLedger: Sendable {
    /// How strict it is.
    struct Conditions: Sendable, Hashable {
        /// Whether a slot may be passed a second time: the clock was set back, or two servers were there at once.
        var maySeeAgain = false
    }

    private struct Account: Sendable {
        let schedule: Schedule
        var decided: Date
        var explained: Set<Date> = []
        var runs: [Date: RunID] = [:]
        var skipped = 0
    }

    var conditions = Conditions()
    private let schedules: [String: Schedule]
    private var accounts: [RuleKey: Account] = [:]
    private(set) var faults: [String] = []
    private(set) var slots = 0

    /// - Parameter schedules: by the names of their rules.
    init(_ schedules: [String: Schedule]) {
        self.schedules = schedules
    }

    /// How far the slots of a rule are decided, and how many were counted.
    func balance(of key: RuleKey) -> (decided: Date, skipped: Int)? {
        accounts[key].map { ($0.decided, $0.skipped) }
    }

    /// Slots that are later than what is decided, and not after this time.
    func open(of key: RuleKey, until date: Date) -> [Date] {
        guard let account = accounts[key] else { return [] }
        return slots(of: account, after: account.decided, upTo: date)
    }

    // MARK: What is committed

    mutating func noted(_ key: RuleKey, from date: Date) {
        guard accounts[key] == nil, let schedule = schedules[key.name] else { return }
        accounts[key] = Account(schedule: schedule, decided: date)
    }

    mutating func began(_ key: RuleKey, _ slot: Date, missed: Int, as run: RunID) {
        guard var account = accounts[key] else { return }
        let name = "\(key.name) at \(slot.formatted(.iso8601))"
        if account.schedule.previous(before: slot + 1) != slot { faults.append("\(name) is no slot") }
        if let other = account.runs.updateValue(run, forKey: slot) {
            faults.append("\(name) has runs \(other) and \(run)")
        }
        let isAgain = account.explained.contains(slot) || slot <= account.decided
        if isAgain, !conditions.maySeeAgain { faults.append("\(name) has a run and another reason") }
        pass(&account, upTo: slot - 1, count: missed, name)
        account.explained.insert(slot)
        account.decided = max(account.decided, slot)
        slots += 1
        accounts[key] = account
    }

    mutating func decided(_ key: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool) {
        guard var account = accounts[key] else { return }
        if mayMoveBack, date < account.decided {
            account.decided = date
        } else {
            pass(&account, upTo: date, count: skipped, "\(key.name) up to \(date.formatted(.iso8601))")
            account.decided = max(account.decided, date)
        }
        accounts[key] = account
    }

    /// What came due in a pause has that for a reason.
    mutating func resumed(_ key: RuleKey, at date: Date) {
        guard var account = accounts[key] else { return }
        account.explained.formUnion(slots(of: account, after: account.decided, upTo: date))
        account.decided = date
        accounts[key] = account
    }

    // MARK: Booking

    /// Passes slots that have no run, of which so many were said to be.
    private mutating func pass(_ account: inout Account, upTo date: Date, count: Int, _ name: String) {
        let passed = slots(of: account, after: account.decided, upTo: date)
        let new = passed.filter { !account.explained.contains($0) }
        // The slots of a calendar are counted up to a limit.
        let isCut = !account.schedule.isInterval && count >= MissedSlots.mostCounted
        if count < new.count, !isCut {
            faults.append("\(name): \(new.count) without a reason, \(count) counted, from \(new[0])")
        }
        let most = conditions.maySeeAgain ? Int.max : passed.count
        if count > most { faults.append("\(name): \(count) counted of \(passed.count)") }
        account.explained.formUnion(new)
        account.skipped += count
        slots += new.count
    }

    private func slots(of account: Account, after first: Date, upTo last: Date) -> [Date] {
        var slots: [Date] = []
        var date = first
        while let next = account.schedule.next(after: date), next <= last {
            slots.append(next)
            date = next
        }
        return slots
    }
}

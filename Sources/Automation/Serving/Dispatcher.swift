package import Foundation
package import Journal
package import Scheduling

/// Decides what runs when. Told what happened, it says what to do next; knows neither scripts nor Trakt nor a store, and
/// what it decides depends on nothing but what it was told.
package struct Dispatcher: Sendable {
    package struct Settings: Sendable, Hashable {
        /// How many runs there are at once.
        package var mostRuns = 8
        /// How often it is asked what changed in an account that has rules for that.
        package var poll = Duration.seconds(300)
        /// How often it is looked whether an account's journal is owed anything.
        package var upkeep = Duration.seconds(900)
        /// How many runs of one rule wait for an earlier one.
        package var mostWaiting = 100

        package init() {}
    }

    /// A rule as the dispatcher knows it.
    package struct Rule: Sendable {
        package var name: String
        /// Whose account it is: two names of one user are one account here, of whose rules that write one runs at a time.
        package var account: String
        package var isWriter: Bool
        package var timing: ScheduleDeclaration
        package var onChange: [String]

        package init(name: String, account: String, isWriter: Bool, timing: ScheduleDeclaration, onChange: [String]) {
            self.name = name
            self.account = account
            self.isWriter = isWriter
            self.timing = timing
            self.onChange = onChange
        }
    }

    /// What is to be done.
    package enum Action: Sendable, Hashable {
        case start(Order)
        /// A run under way is to end before its next call, because a newer one takes its place.
        case end(Order)
        /// Times went by without a run, and none will be made for them.
        case skip(rule: String, upTo: Date, count: Int, why: Skip)
        /// What changed in an account is to be asked.
        case poll(account: String, tick: Int)
        /// Nobody knew how these keys of a rule were before; how they are now is where it begins.
        case remember(rule: String, keys: [String: String])
        /// A run that failed and was to be tried again is not, because a newer one took its place.
        case givenUp(rule: String)
        /// The clock was set back: the slots after this time are decided anew.
        case moveBack(rule: String, to: Date)
    }

    /// Why a slot has no run.
    package enum Skip: String, Sendable, Hashable {
        /// The rule was still running.
        case overlap
        /// Nobody was there, or the machine slept, and the rule does not catch up with all.
        case missed
        /// The rule was paused before its turn had come.
        case paused
    }

    private enum Due: Sendable {
        case slot(rule: String)
        case retry(rule: String, RunID, attempt: Int, of: Date?)
        case poll(account: String)
        case upkeep(account: String)
    }

    private struct RuleState: Sendable {
        var rule: Rule
        /// Every slot up to here is decided.
        var decided: Date
        var seen: [String: String]
        var isPaused: Bool
        var due: DueQueue<Due>.Handle?
        /// Those that begin next or have begun.
        var orders: [Int] = []
        /// Those that wait for an earlier one of the rule to end.
        var waiting: [Order] = []
        /// How many times were missed after one that waits still: whoever notes them now decides about that one too.
        var uncounted = 0
        /// The latest time that a run was begun for.
        var newest: Date?
    }

    private struct AccountState: Sendable {
        var ready = ReadyOrders()
        var poll: DueQueue<Due>.Handle?
        var upkeep: DueQueue<Due>.Handle?
        /// Whether an upkeep waits or is under way.
        var isKeptUp = false
    }

    private let settings: Settings
    private var rules: [String: RuleState] = [:]
    private var accounts: [String: AccountState] = [:]
    /// The accounts in the order in which they take turns.
    private var turns: [String] = []
    private var due = DueQueue<Due>()
    /// When runs that failed are tried again.
    private var retries: [RunID: DueQueue<Due>.Handle] = [:]
    private var underWay: [Int: Order] = [:]
    private var endings: Set<Int> = []
    private var number = 0
    private var tick = 0
    private var lastNow = Date.distantPast
    private var isClosed = false

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    /// When something is due next.
    package var deadline: Date? { due.nextDeadline }

    /// The orders that have begun.
    package var running: [Order] { underWay.values.sorted { $0.number < $1.number } }

    package var isIdle: Bool { underWay.isEmpty }

    // MARK: Rules

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
        if rules[name]?.orders.isEmpty == true { takeWaiting(of: name) }
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
    private func notBegun(_ state: RuleState) -> [Order] {
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

    // MARK: Time

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
        guard step > 60 else { return [] }
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

    private mutating func arm(_ name: String) {
        guard let state = rules[name] else { return }
        if let handle = state.due { due.remove(handle) }
        rules[name]?.due = nil
        guard !state.isPaused, let schedule = state.rule.timing.schedule,
            let slot = schedule.next(after: state.decided)
        else { return }
        let delay = state.rule.timing.delay(rule: name, slot: slot)
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

    // MARK: Changes

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

    private mutating func addAccount(_ account: String, now: Date) {
        guard accounts[account] == nil else { return }
        accounts[account] = AccountState()
        turns.append(account)
        let handle = due.insert(.upkeep(account: account), due: now)
        accounts[account]?.upkeep = handle
    }

    /// An account is asked when one of its rules waits for that.
    private mutating func armPoll(_ account: String, now: Date) {
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
    private func nextPoll(after now: Date) -> Date {
        let period = max(1, settings.poll / .seconds(1))
        return Date(timeIntervalSince1970: ((now.timeIntervalSince1970 / period).rounded(.down) + 1) * period)
    }

    // MARK: Orders

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

    /// What an account is owed is done soon, not at the next time for it.
    package mutating func requestUpkeep(of account: String) -> [Action] {
        offerUpkeep(account)
        return fill()
    }

    private mutating func offerUpkeep(_ account: String) {
        guard accounts[account]?.isKeptUp == false else { return }
        accounts[account]?.isKeptUp = true
        number += 1
        accounts[account]?.ready.add(
            Order(number: number, account: account, task: .upkeep, tick: tick, isWriter: true, priority: .max / 2))
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

    private mutating func retryIsDue(_ name: String, _ occasion: Order.Occasion, _ actions: inout [Action]) {
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

    private mutating func offer(
        _ name: String, _ occasion: Order.Occasion, _ actions: inout [Action], requests: [Int64] = [],
        isOneOfMany: Bool = false
    ) {
        guard let state = rules[name] else { return }
        number += 1
        let order = Order(
            number: number, account: state.rule.account, task: .run(rule: name, occasion), tick: tick,
            // What is tried again has the text of then, which may have been allowed more.
            isWriter: state.rule.isWriter || occasion.isRetry, priority: state.rule.timing.priority, requests: requests)
        guard !state.orders.isEmpty, state.rule.timing.overlap != .parallel else { return ready(order) }
        if isOneOfMany {
            rules[name]?.waiting.append(order)
            return
        }
        if case .request = occasion { return wait(order) }
        switch state.rule.timing.overlap {
        case .queue: wait(order)
        case .parallel: ready(order)
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
        for number in state.orders where underWay[number] != nil && endings.insert(number).inserted {
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

    private mutating func wait(_ order: Order) {
        guard let rule = order.rule, let state = rules[rule] else { return }
        if state.waiting.count < settings.mostWaiting {
            rules[rule]?.waiting.append(order)
        } else if order.isScheduled, !takesWaitingPlace(order) {
            rules[rule]?.waiting.append(order)
        }
    }

    /// Begins what can begin, account by account.
    private mutating func fill() -> [Action] {
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
            underWay[order.number] = order
            if let rule = order.rule, let slot = order.occasion?.slot {
                let newest = max(slot, rules[rule]?.newest ?? slot)
                rules[rule]?.newest = newest
            }
            actions.append(.start(order))
        }
        return actions
    }

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

    /// Lets the one of a rule that has waited longest have its turn.
    private mutating func takeWaiting(of name: String) {
        guard rules[name]?.waiting.isEmpty == false, let next = rules[name]?.waiting.removeFirst() else { return }
        ready(next)
    }

    /// Nothing begins any more.
    package mutating func close() { isClosed = true }
}

package import Foundation
internal import Journal
package import Scheduling

/// Decides what runs when. Told what happened, it says what to do next; knows neither scripts nor Trakt nor a store, and
/// what it decides depends on nothing but what it was told.
package struct Dispatcher: Sendable {
    package struct Settings: Sendable, Hashable {
        /// How many runs there are at once.
        package var mostRuns = 8
        /// How many of them may be of one rule, which leaves room for others.
        package var mostRunsOfRule = 4
        /// How often it is asked what changed in an account that has rules for that.
        package var poll = Duration.seconds(300)
        /// How often it is looked whether an account's journal is owed anything.
        package var upkeep = Duration.seconds(900)
        /// How many runs of one rule wait for an earlier one.
        package var mostWaiting = 100
        /// Whether writes of one moment to one list are made together.
        package var mergesWrites = true

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
        /// What tells whose rule it is from those of others, where runs are spread; the same after a restart.
        package var person: String

        package init(
            name: String, account: String, isWriter: Bool, timing: ScheduleDeclaration, onChange: [String],
            person: String? = nil
        ) {
            self.name = name
            self.account = account
            self.person = person ?? account
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
        /// The rule was still running, or about to.
        case overlap
        /// Nobody was there, or the machine slept, and the rule does not catch up with all.
        case missed
        /// The rule was paused before its turn had come.
        case paused
    }

    enum Due: Sendable {
        case slot(rule: String)
        case retry(rule: String, RunID, attempt: Int, of: Date?)
        case poll(account: String)
        case upkeep(account: String)
    }

    struct RuleState: Sendable {
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

    struct AccountState: Sendable {
        var ready = ReadyOrders()
        var poll: DueQueue<Due>.Handle?
        var upkeep: DueQueue<Due>.Handle?
        /// Whether an upkeep waits or is under way.
        var isKeptUp = false
    }

    let settings: Settings
    var rules: [String: RuleState] = [:]
    var accounts: [String: AccountState] = [:]
    /// The accounts in the order in which they take turns.
    var turns: [String] = []
    var due = DueQueue<Due>()
    /// When runs that failed are tried again.
    var retries: [RunID: DueQueue<Due>.Handle] = [:]
    var underWay: [Int: Order] = [:]
    var endings: Set<Int> = []
    var number = 0
    var tick = 0
    var lastNow = Date.distantPast
    var isClosed = false

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    /// When something is due next.
    package var deadline: Date? { due.nextDeadline }

    /// The orders that have begun.
    package var running: [Order] { underWay.values.sorted { $0.number < $1.number } }

    package var isIdle: Bool { underWay.isEmpty }

    /// Nothing begins any more.
    package mutating func close() { isClosed = true }
}

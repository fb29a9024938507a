package import Foundation

/// A run that is about to begin.
package struct NewRun: Sendable, Hashable {
    /// The account's name on this machine.
    package var account: String
    /// Who that is at Trakt: a name may come to stand for somebody else. Nil where nobody is signed in, and in a sandbox of
    /// the run's process.
    package var user: AccountUser?
    /// Whose account it is: Trakt's address, or that of whatever stands in its place.
    package var server: Server
    package var trigger: Trigger
    /// The rule that this is a run of, in whatever way it was begun; nil for a script that somebody runs.
    package var rule: RuleKey?
    /// What somebody asked of the rule, by its numbers, and need not be done once more when this run has begun. It is not
    /// kept with the run.
    package var requests: [Int64] = []
    /// The script's path as the person wrote it.
    package var path: String
    /// The text it runs to the end, whatever becomes of the file.
    package var script: [UInt8]
    package var arguments: [String]
    /// What was set for a rule's options, as text.
    package var options: [String: String]
    /// Where Trakt's website is, for the links that the script makes; nil for where Trakt has it.
    package var websiteURL: String?
    /// Seed of `math.random`.
    package var seed: UInt64
    /// The run's own clock, which stands still.
    package var now: Date
    /// Whether somebody said that this run may remove anything; that holds for all of its attempts, and for no other run.
    package var mayRemoveAnything: Bool

    package init(
        account: String, user: AccountUser? = nil, server: Server, trigger: Trigger, rule: RuleKey? = nil,
        path: String, script: [UInt8], arguments: [String] = [],
        options: [String: String] = [:], websiteURL: String? = nil, seed: UInt64, now: Date,
        mayRemoveAnything: Bool = false
    ) {
        self.account = account
        self.user = user
        self.server = server
        self.trigger = trigger
        self.rule = rule
        self.path = path
        self.script = script
        self.arguments = arguments
        self.options = options
        self.websiteURL = websiteURL
        self.seed = seed
        self.now = now
        self.mayRemoveAnything = mayRemoveAnything
    }
}

extension NewRun {
    /// The account as a person is told of it.
    package var accountText: String { NewRun.accountText(account, user: user) }

    /// An account by its name, with who it is at Trakt where that is called otherwise.
    package static func accountText(_ name: String, user: AccountUser?) -> String {
        guard let user, user.slug != name else { return name }
        return "\(name) (\(user.slug))"
    }
}

/// Where an account is kept.
package enum Server: Sendable, Hashable, Codable {
    /// The API's address, without a slash at the end.
    case address(String)
    /// A sandbox in the process of the run, kept in this file.
    case sandboxFile(String)
    /// A sandbox that was gone when its process ended: nothing of such a run can be resumed or undone.
    case fleetingSandbox
}

extension Server: CustomStringConvertible {
    package var description: String {
        switch self {
        case .address(let address): address
        case .sandboxFile(let path): "the sandbox in \(path)"
        case .fleetingSandbox: "a sandbox that ended with its process"
        }
    }
}

/// What began a run.
package enum Trigger: Sendable, Hashable, Codable {
    case hand
    case repl
    /// The scheduler, for a rule's slot.
    ///
    /// - Parameter missed: how many slots before it this run stands for too.
    case schedule(slot: Date, missed: Int)
    /// The scheduler, because something of the account had changed.
    ///
    /// - Parameters:
    ///   - slot: when that was seen.
    ///   - keys: what changed in the account's last activities, with what it says now.
    case change(slot: Date, keys: [String: String])
    /// A saved plan; its document is the run's script.
    case apply
    /// Taking back what a run changed; the document of the planned changes is the run's script.
    case undo(RunID)
}

extension Trigger {
    /// The time that a rule's run is for. It has one run for each.
    package var slot: Date? {
        switch self {
        case .schedule(let slot, _), .change(let slot, _): slot
        case .hand, .repl, .apply, .undo: nil
        }
    }
}

/// A run as the journal knows it.
package struct RunRecord: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Under way, or its process died: see `leaseUntil`.
        case running
        case finished
        case failed
        /// Ended from outside: by a person, a time limit, a memory limit.
        case stopped
    }

    package let id: RunID
    package var run: NewRun
    /// The rule's name, when the script is one.
    package var rule: String?
    package var state: State
    /// How often the script was begun because its process had died, and the first time. From 1.
    package var attempt: Int
    /// How often somebody took the run over, from 1. Who writes with an older one is refused.
    package var epoch: Int
    package var startedAt: Date
    package var endedAt: Date?
    /// What a person is told of the end: the error, a stop's reason, counts. A JSON document.
    package var report: [UInt8]?
    /// What the script printed and logged, as far as it was kept.
    package var output: [LogLine]
    /// Effects whose outcome is not known yet, and those that a person has to settle.
    package var unresolved: Int
    package var inReview: Int
    /// Whether only its changes are left: its other calls and its output were too old to be kept.
    package var isShortened: Bool

    package init(
        id: RunID, run: NewRun, rule: String? = nil, state: State, attempt: Int, epoch: Int, startedAt: Date,
        endedAt: Date? = nil, report: [UInt8]? = nil, output: [LogLine] = [], unresolved: Int = 0, inReview: Int = 0,
        isShortened: Bool = false
    ) {
        self.id = id
        self.run = run
        self.rule = rule
        self.state = state
        self.attempt = attempt
        self.epoch = epoch
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.report = report
        self.output = output
        self.unresolved = unresolved
        self.inReview = inReview
        self.isShortened = isShortened
    }
}

/// How a run ended.
package struct RunEnding: Sendable, Hashable {
    package var state: RunRecord.State
    package var report: [UInt8]
    package var output: [LogLine]
    /// What the run leaves in its rule's store, kept in the same transaction; nil when it leaves it as it was.
    package var store: RuleStoreChanges?

    package init(state: RunRecord.State, report: [UInt8], output: [LogLine], store: RuleStoreChanges? = nil) {
        self.state = state
        self.report = report
        self.output = output
        self.store = store
    }
}

/// The right to write for a run. Every write names it; one with an older epoch is refused, because somebody else has
/// taken the run over since.
package struct Claim: Sendable, Hashable {
    package let run: RunID
    package let epoch: Int

    package init(run: RunID, epoch: Int) {
        self.run = run
        self.epoch = epoch
    }
}

package import Foundation

/// A rule that runs by itself, as the journal knows it.
package struct RuleRecord: Sendable, Hashable {
    package let key: RuleKey
    /// The account's name on this machine.
    package var accountName: String
    package var server: Server
    /// Its file.
    package var path: String
    /// When it runs, in words; nil where no schedule could be read.
    package var schedule: String?
    package var firstSeen: Date
    /// Every slot up to here was run, skipped or given up.
    package var decided: Date
    /// What the keys of the account's last activities said when it was last run because one had changed.
    package var seen: [String: String]
    package var pause: RulePause?
    /// How many of its runs failed in a row.
    package var failures: Int
    /// How many slots had no run of their own: another was under way, or one run stood for several that were missed.
    package var skipped: Int
    /// Whether its file was there when somebody last looked who runs rules.
    package var isPresent: Bool
    /// Why its file cannot be used as it is now, so that its last good text runs on; nil where it can.
    package var broken: String?

    package init(
        key: RuleKey, accountName: String, server: Server, path: String, schedule: String? = nil, firstSeen: Date,
        decided: Date, seen: [String: String] = [:], pause: RulePause? = nil, failures: Int = 0, skipped: Int = 0,
        isPresent: Bool = true, broken: String? = nil
    ) {
        self.key = key
        self.accountName = accountName
        self.server = server
        self.path = path
        self.schedule = schedule
        self.firstSeen = firstSeen
        self.decided = decided
        self.seen = seen
        self.pause = pause
        self.failures = failures
        self.skipped = skipped
        self.isPresent = isPresent
        self.broken = broken
    }
}

/// That a rule does not run by itself, until somebody resumes it.
package struct RulePause: Sendable, Hashable {
    package let reason: String
    package let since: Date
    /// Whether it failed too often, and no person paused it.
    package let isAutomatic: Bool

    package init(reason: String, since: Date, isAutomatic: Bool = false) {
        self.reason = reason
        self.since = since
        self.isAutomatic = isAutomatic
    }
}

package import Foundation

/// What somebody who runs rules knows of one whose file it has just read.
package struct RuleNote: Sendable, Hashable {
    package var key: RuleKey
    package var accountName: String
    package var server: Server
    package var path: String
    package var schedule: String?
    package var broken: String?
    /// When it was read. A rule that was never seen before begins here, and has missed nothing.
    package var at: Date

    package init(
        key: RuleKey, accountName: String, server: Server, path: String, schedule: String?, broken: String? = nil,
        at: Date
    ) {
        self.key = key
        self.accountName = accountName
        self.server = server
        self.path = path
        self.schedule = schedule
        self.broken = broken
        self.at = at
    }
}

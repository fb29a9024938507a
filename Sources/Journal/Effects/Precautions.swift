package import Foundation

/// What is seen to when an intent is committed.
package struct Precautions: Sendable, Hashable {
    /// When the account is looked at once more, where an earlier sending of the same is in doubt.
    package var look: Duration
    /// How many plays the account may get; nil for any number.
    package var quota: PlayQuota?

    package init(look: Duration = Timing().look, quota: PlayQuota? = nil) {
        self.look = look
        self.quota = quota
    }
}

/// How many plays may be added to an account within some time.
package struct PlayQuota: Sendable, Hashable {
    package let limit: Int
    package let since: Date

    package init(limit: Int, since: Date) {
        self.limit = limit
        self.since = since
    }
}

package import Foundation
package import Isolation
package import Storage
package import Trakt

/// What `moonreel doctor` has seen, before anybody says what it means.
package struct Observations: Sendable {
    /// How one call went.
    package enum Probe: Sendable, Hashable {
        /// Trakt's answer, or that of what stands before it; nil for success. With the time it says it is.
        case answered(TraktError?, date: Date?)
        case obstacle(Obstacle)
        /// It left and nothing usable came back.
        case unanswered(String)
    }

    /// As whom calls would be made.
    package enum Account: Sendable, Hashable {
        case environment
        case stored(AccountName, SignedInAccount)
        case nobody
        /// A sentence about an account that cannot be used.
        case unusable(String)
    }

    /// How the account's own settings could be read.
    package enum SignIn: Sendable, Hashable {
        case notTried
        case probed(Probe)
        /// The token had ended or was refused, and there is no other to be had. `wasRefused` when Trakt said so before
        /// its time was up.
        case noToken(RefreshError, wasRefused: Bool)
    }

    package var lua = ""
    package var hasConcatHole = false
    /// What holds the scripts that moonreel serve runs, or why they cannot be run.
    package var isolation: Result<Confinement, GuestError>?
    /// The configuration file, when there is one.
    package var configurationPath: String?
    package var configurationError: ConfigurationError?
    /// Files that others may read and should not, each with what it holds.
    package var exposedFiles: [String] = []
    package var unusableFiles: [StorageError] = []
    /// Variables that set a proxy, which is not used.
    package var proxies: [String] = []
    /// Nil, like what follows, for what was not looked at.
    package var hasClientID: Bool?
    package var hasClientSecret: Bool?
    package var apiURL = ""
    package var authURL = ""
    package var api: Probe?
    package var auth: Probe?
    package var account: Account?
    package var signIn = SignIn.notTried
    /// Somebody else whose things were to be read, and how that went.
    package var otherUser: String?
    package var otherUsersThings: Probe?
    /// Whether `moonreel serve` runs here.
    package var serving: ServeLock.State?
    package var now: Date

    package init(now: Date) { self.now = now }
}

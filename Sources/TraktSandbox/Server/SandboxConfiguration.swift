package import struct Foundation.Date

/// How a sandbox starts.
package struct SandboxConfiguration: Sendable {
    /// Where library and accounts come from.
    package enum Seed: Sendable, Hashable {
        /// Real titles, a user with something of everything, and two more users.
        case demo
        /// A state saved with `snapshot()`.
        case file(path: String)
        /// The users without anything, and no titles.
        case empty
    }

    /// What the sandbox refuses for being too much.
    package struct Limits: Sendable {
        /// Whether calls that come too fast get 429, by real time.
        package var areCallsLimited: Bool
        /// How much an account may hold; `nil` for what Trakt gives to free or paying members.
        package var account: AccountLimits?

        package init(areCallsLimited: Bool = false, account: AccountLimits? = nil) {
            self.areCallsLimited = areCallsLimited
            self.account = account
        }
    }

    package var host: String
    /// 0 takes a free one.
    package var port: Int
    package var seed: Seed
    /// How many shows the user follows, made-up ones beyond the demo library; `nil` for the demo's.
    package var shows: Int?
    /// How many made-up shows the user follows beside them that go on airing for about a year.
    package var seasonShows: Int
    /// The zone in the user's settings.
    package var timeZone: String
    /// Where the clock stands still; `nil` for one that runs with real time.
    package var now: Date?
    package var isVIP: Bool
    package var limits: Limits
    /// Where web pages may come from that call the sandbox, as its app allows; `*` stands for anything.
    package var origins: [String]

    /// Pages that are developed on this machine.
    package static let localOrigins = [
        "http://localhost", "http://localhost:*", "http://127.0.0.1", "http://127.0.0.1:*",
    ]

    package init(
        host: String = "127.0.0.1", port: Int = 0, seed: Seed = .demo, shows: Int? = nil, seasonShows: Int = 0,
        timeZone: String = "Europe/Amsterdam", now: Date? = nil, isVIP: Bool = false, limits: Limits = Limits(),
        origins: [String] = localOrigins
    ) {
        self.host = host
        self.port = port
        self.seed = seed
        self.shows = shows
        self.seasonShows = seasonShows
        self.timeZone = timeZone
        self.now = now
        self.isVIP = isVIP
        self.limits = limits
        self.origins = origins
    }
}

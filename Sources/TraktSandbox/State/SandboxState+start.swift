/// How a sandbox's first state is made.
extension SandboxState {
    /// How many shows the demo user follows when nobody says otherwise.
    private static let followedShows = 20

    static func start(_ configuration: SandboxConfiguration, realNow: Timestamp) throws -> SandboxState {
        let fixed = configuration.now.map { Timestamp($0) }
        let limits = configuration.limits.account ?? (configuration.isVIP ? .vip : .free)
        let clock = SandboxClock(fixedAt: fixed)
        let now = clock.now(real: realNow)
        var accounts = DemoAccounts.empty(now: now, vip: configuration.isVIP)
        accounts[0].profile.timeZone = configuration.timeZone
        switch configuration.seed {
        case .file(let path):
            var state = try SandboxState(file: path)
            if fixed != nil { state.clock = clock }
            if configuration.isVIP, !state.accounts.isEmpty { state.accounts[0].profile.isVIP = true }
            if let limits = configuration.limits.account { state.limits = limits }
            return state
        case .empty:
            let library = Library(shows: [], movies: [], people: [])
            return SandboxState(library: library, accounts: accounts, clock: clock, limits: limits, now: now)
        case .demo:
            var seed = try Seed.embedded.get()
            let followed = configuration.shows ?? followedShows
            seed.shows += SyntheticShows.facts(count: followed - seed.shows.count)
            seed.shows += SeasonOfShows.facts(count: configuration.seasonShows)
            let library = LibraryBuilder(now: now).library(from: seed)
            let state = SandboxState(library: library, accounts: accounts, clock: clock, limits: limits, now: now)
            return DemoDetails.fill(DemoAccounts.fill(state, follow: followed + configuration.seasonShows))
        }
    }
}

import Testing

@testable import TraktSandbox

/// A tiny library whose facts the tests know by heart, at noon of 4 March 2026.
enum Fixture {
    static let now = Timestamp(year: 2026, month: 3, day: 4, hour: 12, minute: 34, second: 56)

    /// Ended: two seasons of 3 and 2 episodes since 2008, weekly on Tuesdays at 20:00 UTC, and one special.
    static let alpha = ShowFacts(
        title: "Alpha", year: 2008, ids: MediaIDs(trakt: 10, slug: "alpha", tvdb: 110, imdb: "tt0000010", tmdb: 210),
        firstAired: "2008-01-01T20:00:00.000Z", airs: AirSlot(day: "Tuesday", time: "20:00", timezone: "UTC"),
        runtime: 45, network: "AMC", networkId: 174, status: "ended", genres: ["drama", "crime"], rating: 9.2,
        votes: 9000, seasons: [3, 2], specials: 1,
        episodeIds: ["1x1": ShowFacts.EpisodeIDs(tvdb: 349232, imdb: "tt0959621", tmdb: 62085)])

    /// Running: six weekly episodes, the third of which airs tomorrow.
    static let beta = ShowFacts(
        title: "Beta", year: 2026, ids: MediaIDs(trakt: 20, slug: "beta", tvdb: 120, imdb: "tt0000020", tmdb: 220),
        airs: AirSlot(day: "Thursday", time: "20:00", timezone: "UTC"), runtime: 30, network: "BBC One",
        networkId: 4, status: "returning series", genres: ["comedy"], rating: 7.1, votes: 800, seasons: [6],
        cadence: Cadence(season: 1, nextEpisode: 3, daysUntilNext: 1, everyDays: 7, episodesAtOnce: 1))

    static let gamma = MovieFacts(
        title: "Gamma", year: 2005, ids: MediaIDs(trakt: 100, slug: "gamma-2005", imdb: "tt0000100", tmdb: 300),
        released: "2005-06-15", runtime: 140, status: "released", genres: ["action"], rating: 8.1, votes: 4000)

    /// The same title, ten years later.
    static let gammaAgain = MovieFacts(
        title: "Gamma", year: 2015, ids: MediaIDs(trakt: 101, slug: "gamma-2015", imdb: "tt0000101", tmdb: 301),
        released: "2015-01-01", runtime: 100, status: "released", genres: ["drama"], rating: 6, votes: 100)

    static let soon = MovieFacts(
        title: "Soon", year: 2026, ids: MediaIDs(trakt: 102, slug: "soon-2026", imdb: nil, tmdb: 302),
        releasedInDays: 5, digitalInDays: 12, physicalInDays: 20, runtime: 90, status: "post production",
        genres: ["comedy"], rating: 0, votes: 1)

    static let someone = Person(
        name: "Someone", ids: MediaIDs(trakt: 7, slug: "someone", imdb: "nm0000007", tmdb: 407))

    static let seed = Seed(shows: [alpha, beta], movies: [gamma, gammaAgain, soon], people: [someone])

    static func state(limits: AccountLimits = .free, vip: Bool = false) -> SandboxState {
        SandboxState(
            library: LibraryBuilder(now: now).library(from: seed), accounts: DemoAccounts.empty(now: now, vip: vip),
            clock: SandboxClock(fixedAt: now), limits: limits, now: now)
    }
}

/// A sandbox without a socket.
struct LocalClient: Sendable {
    let sandbox: Sandbox
    var token: String? = "token-0"

    /// Tokens `token-0` to `token-3` belong to the demo user, the public one, the private one and the stranger.
    init(_ start: @escaping @Sendable () throws -> SandboxState, isRateLimited: Bool = false) throws {
        let app = App(
            clientID: "id", clientSecret: "secret",
            tokens: [
                "token-0": DemoAccounts.user, "token-1": DemoAccounts.publicUser, "token-2": DemoAccounts.privateUser,
                "token-3": DemoAccounts.stranger,
            ])
        sandbox = try Sandbox(
            gate: Gate(app: app), isRateLimited: isRateLimited, realNow: { Fixture.now }, start: start)
    }

    /// The fixture's library and users without anything stored.
    static func fixture(limits: AccountLimits = .free, vip: Bool = false) throws -> LocalClient {
        try LocalClient { Fixture.state(limits: limits, vip: vip) }
    }

    /// The demo library and users.
    static func demo(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws -> LocalClient {
        var configuration = configuration
        configuration.now = configuration.now ?? Fixture.now.date
        let fixed = configuration
        return try LocalClient { try SandboxState.start(fixed, realNow: Fixture.now) }
    }

    func send(_ method: String, _ target: String, _ body: [UInt8] = []) -> Answer {
        reply(method, target, body).answer
    }

    func reply(_ method: String, _ target: String, _ body: JSONValue) -> Sandbox.Reply {
        reply(method, target, body.bytes)
    }

    private func reply(_ method: String, _ target: String, _ body: [UInt8]) -> Sandbox.Reply {
        var headers = [
            "user-agent": "Tests/1.0", "trakt-api-key": "id", "trakt-api-version": "2",
            "content-type": "application/json",
        ]
        headers["authorization"] = token.map { "Bearer \($0)" }
        return sandbox.reply(to: Call(method: method, target: target, headers: headers, body: body))
    }

    func get(_ target: String) -> Answer { send("GET", target) }
    func post(_ target: String, _ body: JSONValue) -> Answer { send("POST", target, body.bytes) }
    func put(_ target: String, _ body: JSONValue) -> Answer { send("PUT", target, body.bytes) }
    func delete(_ target: String) -> Answer { send("DELETE", target) }

    /// Moves the sandbox's clock to a moment after the fixture's now.
    func setClock(days: Int = 0, minutes: Int = 0, seconds: Int = 0) {
        sandbox.setClock(Fixture.now.adding(days: days, minutes: minutes, seconds: seconds))
    }

    func with(token: String?) -> LocalClient {
        var client = self
        client.token = token
        return client
    }
}

extension Answer {
    var json: JSONValue {
        if case .json(let json) = body { return json }
        return .null
    }

    /// The elements of an array that was answered.
    var items: [JSONValue] { json.array ?? [] }

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}

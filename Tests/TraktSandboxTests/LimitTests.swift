import Testing

@testable import TraktSandbox

@Suite("What an account may hold")
struct LimitTests {
    private static func movies(_ count: Int) -> (Seed, JSONValue) {
        var seed = Fixture.seed
        seed.movies = (1...count).map { number in
            MovieFacts(
                title: "Movie \(number)", year: 2000, ids: MediaIDs(trakt: 1000 + number, slug: "movie-\(number)"),
                released: "2000-01-01", runtime: 90, status: "released", genres: [], rating: 5, votes: 1)
        }
        let body = JSONValue.array(seed.movies.map { ["ids": ["trakt": .int($0.ids.trakt)]] })
        return (seed, ["movies": body])
    }

    /// A sandbox with many movies; `token-0` is the demo user's, `token-1` that of a member.
    private static func client(_ count: Int, vip: Bool = false) throws -> (LocalClient, (Int) -> JSONValue) {
        let (seed, body) = movies(count)
        let client = try LocalClient {
            SandboxState(
                library: LibraryBuilder(now: Fixture.now).library(from: seed),
                accounts: DemoAccounts.empty(now: Fixture.now, vip: vip), clock: SandboxClock(fixedAt: Fixture.now),
                limits: .free, now: Fixture.now)
        }
        return (client, { first in ["movies": .array(Array((body["movies"]?.array ?? []).prefix(first)))] })
    }

    private static func limit(_ answer: Answer) -> [String?] {
        [String(answer.status), answer.header("X-Account-Limit"), answer.header("X-VIP-User")]
    }

    @Test("a free account has the limits of 2026, one item more is 420 and changes nothing")
    func free() throws {
        let (client, items) = try Self.client(1001)
        for (path, limit) in [("/sync/watchlist", 250), ("/sync/favorites", 100), ("/sync/collection", 1000)] {
            #expect(Self.limit(client.post(path, items(limit + 1))) == ["420", "\(limit)", "false"], "\(path)")
            #expect(client.post(path, items(limit)).status == 201, "\(path)")
            #expect(Self.limit(client.post(path, items(limit + 1))) == ["420", "\(limit)", "false"], "\(path)")
        }
        for number in 1...5 {
            #expect(client.post("/users/me/lists", ["name": .string("List \(number)")]).status == 201)
        }
        #expect(Self.limit(client.post("/users/me/lists", ["name": "List 6"])) == ["420", "5", "false"])
        #expect(Self.limit(client.post("/users/me/lists/list-1/items", items(251))) == ["420", "250", "false"])
        for number in 1...4 { #expect(client.post("/users/me/lists/list-\(number)/items", items(250)).status == 201) }
        #expect(Self.limit(client.post("/users/me/lists/list-5/items", items(1))) == ["420", "1000", "false"])
    }

    @Test("a member's are higher, also beside a free account, and the settings tell each their own")
    func member() throws {
        let (client, items) = try Self.client(300)
        let member = client.with(token: "token-1")
        #expect(member.post("/sync/watchlist", items(300)).status == 201)
        #expect(client.post("/sync/watchlist", items(300)).status == 420)
        #expect(Self.limit(member.post("/sync/favorites", items(101))) == ["420", "100", "true"])
        for number in 1...6 {
            #expect(member.post("/users/me/lists", ["name": .string("List \(number)")]).status == 201)
        }
        #expect(member.get("/users/settings").json["limits"]?["watchlist"]?["item_count"] == 5000)
        #expect(client.get("/users/settings").json["limits"]?["watchlist"]?["item_count"] == 250)
        #expect(member.get("/users/settings").json["limits"]?["notes"]?["item_count"] == 2000)
    }

    @Test("history, ratings and notes have theirs: one more is 420 and changes nothing, what was there may change")
    func rest() throws {
        var limits = AccountLimits.free
        (limits.history, limits.ratings, limits.notes) = (2, 2, 2)
        let client = try LocalClient.fixture(limits: limits)
        func items(_ ids: Int...) -> JSONValue {
            ["movies": .array(ids.map { ["ids": ["trakt": .int($0)], "rating": 7] })]
        }
        func note(_ id: Int) -> Answer { client.post("/notes", ["movie": ["ids": ["trakt": .int(id)]], "notes": "x"]) }
        for path in ["/sync/history", "/sync/ratings"] {
            #expect(Self.limit(client.post(path, items(100, 101, 102))) == ["420", "2", "false"], "\(path)")
            #expect(client.get(path).items.isEmpty, "\(path)")
            #expect(client.post(path, items(100, 101)).status == 201, "\(path)")
            #expect(Self.limit(client.post(path, items(102))) == ["420", "2", "false"], "\(path)")
            #expect(client.get(path).items.count == 2, "\(path)")
        }
        // Rating again adds nothing; watching again does.
        #expect(client.post("/sync/ratings", items(100)).status == 201)
        #expect(client.post("/sync/history", items(100)).status == 420)
        #expect(note(100).status == 201)
        #expect(note(101).status == 201)
        #expect(Self.limit(note(102)) == ["420", "2", "false"])
        #expect(client.get("/users/me/notes").items.count == 2)
    }
}

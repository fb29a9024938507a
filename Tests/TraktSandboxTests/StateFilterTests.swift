import Testing

@testable import TraktSandbox

@Suite("Filters by state and service")
struct StateFilterTests {
    private func movies(_ client: LocalClient, _ query: String) -> [Int?] {
        client.get("/movies/popular?\(query)").items.map { $0["ids"]?["trakt"]?.int }
    }

    @Test("leave out what the user watched, collected or wants")
    func user() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["movies": [["ids": ["trakt": 100]]]])
        _ = client.post("/sync/collection", ["movies": [["ids": ["trakt": 101]]]])
        _ = client.post("/sync/watchlist", ["movies": [["ids": ["trakt": 102]]]])
        #expect(movies(client, "ignore_watched=true") == [101, 102])
        #expect(movies(client, "ignore_collected=true") == [100, 102])
        #expect(movies(client, "ignore_watchlisted=true") == [100, 101])
        #expect(movies(client, "ignore_watched=false") == [100, 101, 102])
        #expect(movies(client, "hide=watched,watchlist") == [101])
        #expect(movies(client.with(token: nil), "ignore_watched=true") == [100, 101, 102])
        #expect(
            client.get("/recommendations/movies?ignore_watchlisted=true").items.map { $0["ids"]?["trakt"] } == [101])
    }

    @Test("leave out by where a title stands")
    func standing() throws {
        let client = try LocalClient.fixture()
        #expect(movies(client, "hide=unreleased") == [100, 101])
        #expect(movies(client, "hide_released=true") == [102])
        func shows(_ query: String) -> [JSONValue?] { client.get("/shows/popular?\(query)").items.map { $0["title"] } }
        #expect(shows("hide=ended") == ["Beta"])
        #expect(shows("hide=airing") == ["Alpha"])
        _ = client.post("/sync/history", ["shows": [["ids": ["trakt": 10], "seasons": [["number": 1]]]]])
        #expect(shows("hide=watching") == ["Beta"])
    }

    @Test("watchnow looks at the services of the user's country, or at all")
    func watchNow() throws {
        let client = try LocalClient.fixture()
        func shows(_ choice: String) -> [JSONValue?] {
            client.get("/shows/popular?watchnow=\(choice)").items.map { $0["title"] }
        }
        // AMC is cable in the United States; BBC iPlayer is free in the United Kingdom.
        #expect(shows("any") == ["Alpha", "Beta"])
        #expect(shows("free") == [])
        #expect(shows("free_all") == ["Beta"])
        _ = client.put(
            "/users/settings", ["browsing": ["watchnow": ["country": "gb", "favorites": ["gb-bbc_iplayer"]]]])
        #expect(shows("free") == ["Beta"])
        #expect(shows("favorites") == ["Beta"])
        #expect(shows("subscriptions_all") == [])
        #expect(movies(client, "watchnow=any") == [100, 101])
    }

    @Test("a watchlist hides by notes, ratings and more")
    func watchlist() throws {
        let client = try LocalClient.fixture(vip: true)
        _ = client.post(
            "/sync/watchlist",
            [
                "movies": [["ids": ["trakt": 101], "notes": "Look"], ["ids": ["trakt": 102]]],
                "shows": [["ids": ["trakt": 10]]],
            ])
        _ = client.post("/sync/ratings", ["movies": [["ids": ["trakt": 102], "rating": 3]]])
        func types(_ hide: String) -> [JSONValue?] {
            client.get("/users/me/watchlist?hide=\(hide)").items.map { $0["rank"] }
        }
        #expect(types("notes") == [2, 3])
        #expect(types("nonotes") == [1])
        #expect(types("rated") == [1, 3])
        #expect(types("unrated") == [2])
        #expect(types("ended") == [1, 2])
    }

    @Test("keywords narrow too, with an operator")
    func keywords() throws {
        let client = try LocalClient.demo()
        func count(_ query: String) -> Int { client.get("/movies/popular?limit=250&\(query)").items.count }
        let all = count("keywords=sequel,multiverse")
        let both = count("keywords=sequel,multiverse&keywords_operator=and")
        #expect(both > 0 && both < all && all < count(""))
    }
}

import Testing

@testable import TraktSandbox

@Suite("Charts, updates and people")
struct ChartTests {
    @Test("media feeds merge movies and shows by the same numbers")
    func media() throws {
        let client = try LocalClient.demo()
        func keys(_ path: String) -> Set<String> {
            Set(client.get(path).items.compactMap { item in ["movie", "show"].first { item[$0] != nil } })
        }
        #expect(keys("/media/trending?limit=250") == ["movie", "show"])
        #expect(keys("/media/streaming?limit=250") == ["movie", "show"])
        let watchers = client.get("/media/trending?limit=250").items.compactMap { $0["watchers"]?.int }
        #expect(watchers == watchers.sorted(by: >))
        #expect(client.get("/media/trending").header("X-Trending-User-Count") == String(watchers.reduce(0, +)))
        let ranks = client.get("/media/popular/next?page=2&limit=10").items.compactMap { $0["rank"]?.int }
        #expect(ranks == Array(11...20))
        // Only shows are collected by more people than they have episodes collected.
        for item in client.get("/media/played/all").items {
            #expect((item["collector_count"] == nil) == (item["show"] == nil))
        }
    }

    @Test("recommendations leave out what is watched and hidden, and tell who favours a title")
    func recommendations() throws {
        let client = try LocalClient.demo()
        let movies = client.get("/recommendations/movies?limit=100")
        let seen = Set(
            client.get("/sync/watched/movies?limit=250").items.compactMap { $0["movie"]?["ids"]?["trakt"]?.int })
        #expect(movies.items.allSatisfy { !seen.contains($0["ids"]?["trakt"]?.int ?? 0) })
        let liked = movies.items.first { $0["favorited_by"]?.array?.isEmpty == false }
        #expect(liked?["favorited_by"]?[0]?["user"]?["username"] == "ada-marlow")
        let slug = movies.items.first?["ids"]?["slug"]?.string ?? ""
        #expect(client.delete("/recommendations/movies/\(slug)").status == 204)
        #expect(client.get("/recommendations/movies?limit=100").items.allSatisfy { $0["ids"]?["slug"]?.string != slug })
        #expect(client.get("/recommendations/movies?limit=500").header("X-Pagination-Limit") == "100")
        let sources = client.get("/media/recommendations").items.first?["sources"]?[0]
        #expect(["activity", "favorite", "subgenre"].contains(sources?["type"]?.string ?? ""))
    }

    @Test("updates of one's own titles hold those watched, collected or wanted")
    func ownUpdates() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/sync/updates/movies/2026-01-01").items.isEmpty)
        _ = client.post("/sync/watchlist", ["movies": [["ids": ["trakt": 100]]]])
        let answer = client.get("/sync/updates/movies/2020-01-01")
        #expect(answer.header("X-Start-Date") == "Mon, 02 Feb 2026 12:00:00 GMT")
        #expect(answer.header("X-Pagination-Limit") == "100")
        #expect(answer.items.map { $0["movie"]?["ids"]?["trakt"] } == [100])
        #expect(client.get("/sync/updates/id/movies/2020-01-01").json == [100])
        #expect(client.get("/sync/updates/people").status == 404)
        #expect(client.with(token: nil).get("/sync/updates/movies").status == 401)
    }

    @Test("people are known for their most voted titles, and born in a month")
    func people() throws {
        let client = try LocalClient.demo()
        let known = client.get("/people/bryan-cranston/known_for").items
        #expect(known.first?["show"]?["title"] == "Breaking Bad")
        #expect(known.first?["characters"] == ["Walter White"])
        #expect(known.first?["series_regular"] == true)
        #expect(client.get("/people/nobody/known_for").status == 404)
        let born = client.get("/people/this_month?extended=full").items
        #expect(!born.isEmpty)
        #expect(born.allSatisfy { $0["birthday"]?.string?.dropFirst(5).hasPrefix("03") ?? false })
    }

    @Test("where a title can be seen follows its release: cinema, then sold, then by subscription")
    func watchNow() throws {
        func kinds(releasedDaysAgo days: Int) -> [String] {
            var facts = Fixture.gamma
            facts.released = Fixture.now.adding(days: -days).dayString
            let movie = LibraryBuilder(now: Fixture.now).movie(facts)
            return Set(movie.watchNowSources(at: Fixture.now).map(\.offer.rawValue)).sorted()
        }
        #expect(kinds(releasedDaysAgo: -5) == [])
        #expect(kinds(releasedDaysAgo: 10) == ["cinema"])
        #expect(kinds(releasedDaysAgo: 100) == ["purchase"])
        #expect(kinds(releasedDaysAgo: 200) == ["purchase", "subscription"])
        let client = try LocalClient.fixture()
        let offers = client.get("/movies/gamma-2005/watchnow/us?links=tvos").json["us"]
        #expect(offers?["purchase"]?[0]?["prices"]?["purchase"] != .null)
        #expect(offers?["purchase"]?[0]?["link_tvos"] != nil)
        #expect(offers?["cable"] == [])
        #expect(client.get("/watchnow/sources/gb").items[0]["gb"]?.array?.isEmpty == false)
    }

    @Test("lists with a title are told by kind: personal, official, or a user's own")
    func containing() throws {
        let client = try LocalClient.demo()
        func slugs(_ path: String) -> [JSONValue?] {
            client.get(path).items.map { $0["list"] ?? $0 }.map { $0["ids"]?["slug"] ?? $0["name"] }
        }
        #expect(slugs("/movies/star-wars-1977/lists/official") == ["space-operas"])
        #expect(slugs("/movies/star-wars-1977/lists/personal") == ["everything"])
        #expect(slugs("/lists/popular/official") == ["space-operas"])
        #expect(!slugs("/lists/popular/personal").contains("space-operas"))
        #expect(slugs("/movies/gone-with-the-wind-1939/lists/favorites").contains("Favorites"))
        let sizes = client.get("/movies/star-wars-1977/lists/all/items").items.compactMap { $0["item_count"]?.int }
        #expect(sizes == sizes.sorted(by: >) && sizes.count >= 2)
        let list = client.get("/lists/701")
        #expect(list.header("X-List-ID") == "701")
        #expect(list.header("X-Sort-By") == "rank")
        #expect(client.get("/lists/701/likes").header("X-List-ID") == "701")
    }

    @Test("the collection can be narrowed to what Plex has, and to a span of days")
    func collection() throws {
        let client = try LocalClient.demo()
        let all = client.get("/sync/collection/media?limit=250").items
        let plex = client.get("/sync/collection/media?available_on=plex&extended=available_on").items
        #expect(plex.count == 5 && all.count > 5)
        #expect(plex.allSatisfy { $0["available_on"] == ["plex"] })
        #expect(Set(all.compactMap { $0["type"]?.string }) == ["movie", "episode"])
        let dates = all.compactMap { $0["collected_at"]?.string }.sorted()
        let middle = dates[dates.count / 2]
        let late = client.get("/sync/collection/media?limit=250&start_at=\(middle)").items
        #expect(late.count == dates.count { $0 >= middle })
        #expect(client.get("/sync/collection/minimal/movies").json.object?.members.first?.value.string?.count == 24)
        #expect(client.get("/sync/collection/shows?extended=progress&limit=250").header("X-Pagination-Limit") == "100")
    }
}

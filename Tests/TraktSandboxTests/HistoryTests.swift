import Testing

@testable import TraktSandbox

@Suite("History")
struct HistoryTests {
    @Test("keeps watch times to the minute")
    func floorsToMinute() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = ["movies": [["ids": ["trakt": 100], "watched_at": "2026-02-01T10:11:59.999Z"]]]
        #expect(client.post("/sync/history", sent).status == 201)
        #expect(client.get("/sync/history").items[0]["watched_at"] == "2026-02-01T10:11:00.000Z")
    }

    @Test("takes now, cut to the minute, when no time is sent")
    func nowByDefault() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["movies": [["ids": ["imdb": "tt0000100"]]]])
        #expect(client.get("/sync/history/movies").items[0]["watched_at"] == "2026-03-04T12:34:00.000Z")
    }

    @Test("stores the same item and time twice when it is sent twice")
    func acceptsDuplicates() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = ["movies": [["ids": ["trakt": 100], "watched_at": "2026-02-01T10:11:00.000Z"]]]
        for _ in 1...2 {
            let answer = client.post("/sync/history", sent)
            #expect(answer.json["added"] == ["movies": 1, "episodes": 0])
        }
        #expect(client.get("/sync/history").items.count == 2)
    }

    @Test("ids need all 64 bits: none survives a double")
    func largeIDs() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["shows": [["ids": ["trakt": 10]]]])
        for play in client.get("/sync/history").items {
            let id = try #require(play["id"]?.int)
            #expect(id > 1 << 53)
            #expect(Int(Double(id)) != id)
        }
    }

    @Test("a bare show means its aired regular episodes, a season those of the season")
    func expands() throws {
        let client = try LocalClient.fixture()
        // Alpha has aired 5 regular episodes, Beta 2 of 6.
        let all = client.post("/sync/history", ["shows": [["ids": ["trakt": 10]], ["ids": ["slug": "beta"]]]])
        #expect(all.json["added"] == ["movies": 0, "episodes": 7])
        let season = client.post("/sync/history", ["shows": [["ids": ["trakt": 10], "seasons": [["number": 2]]]]])
        #expect(season.json["added"]?["episodes"] == 2)
        let byID = client.post("/sync/history", ["seasons": [["ids": ["trakt": 1001]]]])
        #expect(byID.json["added"]?["episodes"] == 3)
    }

    @Test("`released` is the release plus the runtime, `unknown` no date at all")
    func releasedAndUnknown() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = [
            "movies": [["ids": ["trakt": 100], "watched_at": "unknown"]],
            "episodes": [["ids": ["tvdb": 349232], "watched_at": "released"]],
        ]
        _ = client.post("/sync/history", sent)
        let plays = client.get("/sync/history").items
        #expect(plays.map { $0["watched_at"] } == ["2008-01-01T20:45:00.000Z", .null])
    }

    @Test("watching takes a movie, or an episode's season and show, off the watchlist")
    func leavesWatchlist() throws {
        let client = try LocalClient.fixture()
        let wanted: JSONValue = [
            "movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 101]]], "shows": [["ids": ["trakt": 10]]],
            "seasons": [["ids": ["trakt": 1001]], ["ids": ["trakt": 1002]]],
        ]
        #expect(client.post("/sync/watchlist", wanted).json["list"]?["item_count"] == 5)
        _ = client.post(
            "/sync/history", ["movies": [["ids": ["trakt": 100]]], "episodes": [["ids": ["trakt": 1_001_001]]]])
        let left = client.get("/sync/watchlist").items
        #expect(left.map { $0["type"] } == ["movie", "season"])
        #expect(left[0]["movie"]?["ids"]?["trakt"] == 101)
        #expect(left[1]["season"]?["number"] == 2)
    }

    @Test("removing an item removes all its plays, removing an id a single one")
    func removes() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = ["movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 100]], ["ids": ["trakt": 101]]]]
        _ = client.post("/sync/history", sent)
        let id = try #require(client.get("/sync/history/movies/101").items[0]["id"])
        let single = client.post("/sync/history/remove", ["ids": [id, 12345]])
        #expect(single.status == 200)
        #expect(single.json["deleted"] == ["movies": 1, "episodes": 0])
        #expect(single.json["not_found"]?["ids"] == [12345])
        let item = client.post("/sync/history/remove", ["movies": [["ids": ["trakt": 100]]]])
        #expect(item.json["deleted"]?["movies"] == 2)
        #expect(client.get("/sync/history").items.isEmpty)
    }

    @Test("what is not found comes back as it was sent")
    func notFound() throws {
        let client = try LocalClient.fixture()
        let unknown: JSONValue = ["ids": ["imdb": "tt9999999"], "watched_at": "2026-02-01T10:00:00.000Z"]
        let partly: JSONValue = [
            "ids": ["trakt": 10], "seasons": [["number": 1, "episodes": [["number": 1], ["number": 99]]]],
        ]
        let answer = client.post("/sync/history", ["movies": [unknown], "shows": [partly]])
        #expect(answer.status == 201)
        #expect(answer.json["added"]?["episodes"] == 1)
        #expect(answer.json["not_found"]?["movies"] == [unknown])
        #expect(
            answer.json["not_found"]?["shows"] == [
                ["ids": ["trakt": 10], "seasons": [["number": 1, "episodes": [["number": 99]]]]]
            ])
    }

    @Test("a title alone means the newest, with its year that one")
    func matchesByTitle() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["movies": [["title": "Gamma"]]])
        #expect(client.get("/sync/history").items[0]["movie"]?["ids"]?["trakt"] == 101)
        _ = client.post("/sync/history/remove", ["movies": [["title": "Gamma"]]])
        _ = client.post("/sync/history", ["movies": [["title": "gamma", "year": 2005]]])
        #expect(client.get("/sync/history").items[0]["movie"]?["ids"]?["trakt"] == 100)
    }

    @Test("ids are tried in the order trakt, imdb, tmdb, tvdb, slug")
    func matchingOrder() {
        let matching = Matching(library: Fixture.state().library)
        #expect(matching.find(.movie, ["ids": ["imdb": "tt0000101", "trakt": 100]]) == .movie(100))
        #expect(matching.find(.movie, ["ids": ["slug": "gamma-2005", "tmdb": 301]]) == .movie(101))
        #expect(matching.find(.show, ["ids": ["tvdb": 120, "slug": "alpha"]]) == .show(20))
        #expect(matching.find(.show, ["ids": ["trakt": 999, "tvdb": "110"]]) == .show(10))
    }

    @Test("reads newest first, by type, item and time")
    func reads() throws {
        let client = try LocalClient.fixture()
        for (id, day) in [(100, 1), (101, 3), (100, 2)] {
            _ = client.post(
                "/sync/history",
                ["movies": [["ids": ["trakt": .int(id)], "watched_at": .string("2026-02-0\(day)T00:00:00.000Z")]]])
        }
        _ = client.post("/sync/history", ["episodes": [["ids": ["trakt": 1_001_002], "watched_at": "2026-01-01"]]])
        let all = client.get("/sync/history").items
        #expect(all.map { $0["type"] } == ["movie", "movie", "movie", "episode"])
        #expect(all.compactMap { $0["movie"]?["ids"]?["trakt"]?.int } == [101, 100, 100])
        #expect(client.get("/sync/history/movies/100").items.count == 2)
        #expect(client.get("/sync/history/shows/10").items.count == 1)
        #expect(client.get("/sync/history/shows/20").items.isEmpty)
        #expect(client.get("/sync/history?start_at=2026-02-02&end_at=2026-02-02").items.count == 1)
        #expect(client.get("/sync/history/shows/nothing").status == 404)
    }

    @Test("refuses more plays than the account may hold, and stores nothing of the batch")
    func limit() throws {
        var limits = AccountLimits.free
        limits.history = 4
        let client = try LocalClient.fixture(limits: limits)
        let answer = client.post("/sync/history", ["shows": [["ids": ["trakt": 10]]]])
        #expect(answer.status == 420)
        #expect(answer.header("X-Account-Limit") == "4")
        #expect(client.get("/sync/history").items.isEmpty)
    }

    @Test("an unreadable time is refused with 422 and nothing is stored")
    func badTime() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = [
            "movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 101], "watched_at": "yesterday"]]
        ]
        #expect(client.post("/sync/history", sent).status == 422)
        #expect(client.get("/sync/history").items.isEmpty)
    }
}

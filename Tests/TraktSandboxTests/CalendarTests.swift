import Testing

@testable import TraktSandbox

@Suite("Calendars")
struct CalendarTests {
    @Test("tell what airs within the days asked for, in UTC, earliest first")
    func window() throws {
        let client = try LocalClient.fixture()
        // Beta airs Thursdays at 20:00 UTC: 19 and 26 February, 5, 12, 19 and 26 March 2026.
        let week = client.get("/calendars/all/shows")
        #expect(week.items.map { $0["first_aired"] } == ["2026-03-05T20:00:00.000Z"])
        #expect(week.items[0]["episode"]?["number"] == 3)
        #expect(week.header("X-Start-Date") == "Wed, 04 Mar 2026 00:00:00 GMT")
        #expect(week.header("X-End-Date") == "Tue, 10 Mar 2026 00:00:00 GMT")
        #expect(client.get("/calendars/all/shows/2026-03-05/1").items.count == 1)
        #expect(client.get("/calendars/all/shows/2026-03-06/6").items.isEmpty)
        #expect(client.get("/calendars/all/shows/2026-02-01/33").items.count == 3)
    }

    @Test("span at most 33 days")
    func clamp() throws {
        let client = try LocalClient.fixture()
        let answer = client.get("/calendars/all/shows/2026-02-01/60")
        #expect(answer.header("X-End-Date") == "Thu, 05 Mar 2026 00:00:00 GMT")
        #expect(client.get("/calendars/all/shows/2026-02-31/7").status == 400)
        #expect(client.get("/calendars/all/shows/today/7").status == 400)
    }

    @Test("of the user hold watched and watchlisted shows and single episodes, less the hidden ones")
    func mine() throws {
        let client = try LocalClient.fixture()
        let path = "/calendars/my/shows/2026-03-04/33"
        #expect(client.get(path).items.isEmpty)
        _ = client.post("/sync/watchlist", ["episodes": [["ids": ["trakt": 2_001_004]]]])
        #expect(client.get(path).items.count == 1)
        _ = client.post("/sync/history", ["episodes": [["ids": ["trakt": 2_001_001]]]])
        #expect(client.get(path).items.count == 4)
        _ = client.post("/users/hidden/calendar", ["shows": [["ids": ["trakt": 20]]]])
        // The single episode stays.
        #expect(client.get(path).items.count == 1)
        #expect(client.with(token: nil).get(path).status == 401)
        #expect(client.with(token: nil).get("/calendars/shows/2026-03-04/33").items.count == 4)
        #expect(client.get("/calendars/shows/2026-03-04/33").items.count == 1)
    }

    @Test("new, premieres and finales hold those kinds of episodes only")
    func kinds() throws {
        let client = try LocalClient.fixture()
        let from = "2026-02-15/33"
        #expect(client.get("/calendars/all/shows/\(from)").items.count == 5)
        #expect(client.get("/calendars/all/shows/new/\(from)").items.map { $0["episode"]?["number"] } == [1])
        #expect(
            client.get("/calendars/all/shows/premieres/2008-12-20/33").items.map { $0["episode"]?["season"] } == [2])
        #expect(
            client.get("/calendars/all/shows/finales/2009-01-01/33?extended=full").items
                .map { $0["episode"]?["episode_type"] } == ["series_finale"])
    }

    @Test("of movies, streaming and discs use those dates; media holds both")
    func movies() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/calendars/all/movies").items.map { $0["released"] } == ["2026-03-09"])
        #expect(client.get("/calendars/all/streaming/2026-03-16/1").items.count == 1)
        #expect(client.get("/calendars/all/dvd/2026-03-24/1").items.count == 1)
        #expect(client.get("/calendars/all/media").items.count == 2)
        #expect(client.get("/calendars/my/movies").items.isEmpty)
        _ = client.post("/sync/watchlist", ["movies": [["ids": ["trakt": 102]]]])
        #expect(client.get("/calendars/my/movies").items.count == 1)
    }

    @Test("group the episodes of a day into one entry when asked")
    func groups() throws {
        var facts = Fixture.beta
        facts.cadence = Cadence(season: 1, nextEpisode: 1, daysUntilNext: 1, everyDays: 7, episodesAtOnce: 6)
        let seed = Seed(shows: [facts], movies: [], people: [])
        let client = try LocalClient {
            var state = Fixture.state()
            state.library = LibraryBuilder(now: Fixture.now).library(from: seed)
            return state
        }
        #expect(client.get("/calendars/all/shows").items.count == 6)
        let grouped = client.get("/calendars/all/shows?group=day").items
        #expect(grouped.map { $0["episode"]?["episode_type"] } == ["full_season"])
    }

    @Test("of the demo user have something for last week, today and next week, whatever the day")
    func demo() throws {
        for now in [Fixture.now, Timestamp(year: 2027, month: 10, day: 31, hour: 23, minute: 30)] {
            let client = try LocalClient.demo(SandboxConfiguration(now: now.date))
            let lastWeek = client.get("/calendars/my/shows/\(now.adding(days: -7).dayString)/8").items
            let shows = Set(
                lastWeek.filter { $0["first_aired"]?.string ?? "" <= now.description }
                    .compactMap { $0["show"]?["ids"]?["trakt"]?.int })
            #expect(shows.count >= 6, "at \(now)")
            #expect(!client.get("/calendars/my/shows/\(now.dayString)/1").items.isEmpty, "at \(now)")
            #expect(!client.get("/calendars/my/shows/\(now.adding(days: 1).dayString)/7").items.isEmpty, "at \(now)")
            let all = client.get("/calendars/all/shows/\(now.dayString)/7").items.count
            #expect(all > client.get("/calendars/my/shows/\(now.dayString)/7").items.count, "at \(now)")
        }
    }
}

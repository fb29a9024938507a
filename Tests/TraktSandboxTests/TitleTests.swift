import Testing

@testable import TraktSandbox

@Suite("Shows, seasons, episodes, movies and people")
struct TitleTests {
    @Test("minimal objects have title, year and ids; full ones the rest; images only when asked for")
    func levels() throws {
        let client = try LocalClient.fixture()
        let minimal: JSONValue = [
            "title": "Alpha", "year": 2008,
            "ids": ["trakt": 10, "slug": "alpha", "tvdb": 110, "imdb": "tt0000010", "tmdb": 210],
        ]
        #expect(client.get("/shows/alpha").json == minimal)
        #expect(client.get("/shows/10").json == minimal)
        #expect(client.get("/shows/tt0000010").json == minimal)
        let full = client.get("/shows/alpha?extended=full").json
        #expect(full["first_aired"] == "2008-01-01T20:00:00.000Z")
        #expect(full["aired_episodes"] == 5)
        #expect(full["airs"] == ["day": "Tuesday", "time": "20:00", "timezone": "UTC"])
        #expect(full["images"] == nil)
        let images = client.get("/movies/gamma-2005?extended=images").json["images"]
        #expect(images?["poster"]?[0]?.string?.hasSuffix(".webp") == true)
        #expect(images?["poster"]?[0]?.string?.hasPrefix("http") == false)
        #expect(client.get("/shows/missing").status == 404)
    }

    @Test("episodes air weekly at the show's local time, also across the change of the clocks")
    func airTimes() {
        var facts = Fixture.alpha
        facts.firstAired = "2026-03-03T02:00:00.000Z"
        facts.airs = AirSlot(day: "Monday", time: "21:00", timezone: "America/New_York")
        facts.seasons = [2]
        let show = LibraryBuilder(now: Timestamp(year: 2026, month: 6, day: 1)).show(facts)
        #expect(
            show.season(1)?.episodes.map { $0.firstAired?.description } == [
                "2026-03-03T02:00:00.000Z", "2026-03-10T01:00:00.000Z",
            ])
    }

    @Test("a cadence puts the next episode where it says, doubles and whole seasons too")
    func cadence() {
        func days(_ cadence: Cadence, _ count: Int) -> [Int] {
            var facts = Fixture.beta
            facts.seasons = [count]
            facts.cadence = cadence
            let show = LibraryBuilder(now: Fixture.now).show(facts)
            let today = Fixture.now.startOfDay.milliseconds
            return show.season(1)?.episodes.map { (($0.firstAired?.startOfDay.milliseconds ?? 0) - today) / 86_400_000 }
                ?? []
        }
        let weekly = Cadence(season: 1, nextEpisode: 3, daysUntilNext: 2, everyDays: 7, episodesAtOnce: 1)
        #expect(days(weekly, 4) == [-12, -5, 2, 9])
        let doubles = Cadence(season: 1, nextEpisode: 3, daysUntilNext: 0, everyDays: 7, episodesAtOnce: 2)
        #expect(days(doubles, 4) == [-7, -7, 0, 0])
        let finished = Cadence(season: 1, nextEpisode: 4, daysUntilNext: 5, everyDays: 7, episodesAtOnce: 1)
        #expect(days(finished, 3) == [-16, -9, -2])
    }

    @Test("seasons come with their episodes when asked for, episodes by number")
    func seasons() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/shows/alpha/seasons").items.map { $0["number"] } == [0, 1, 2])
        #expect(client.get("/shows/alpha/seasons?extended=episodes").items[1]["episodes"]?.array?.count == 3)
        #expect(client.get("/shows/alpha/seasons/2").items.count == 2)
        #expect(client.get("/shows/alpha/seasons/2/info").json["ids"]?["trakt"] == 1002)
        let episode = client.get("/shows/alpha/seasons/1/episodes/1?extended=full").json
        #expect(episode["ids"] == ["trakt": 1_001_001, "tvdb": 349232, "imdb": "tt0959621", "tmdb": 62085])
        #expect(episode["episode_type"] == "series_premiere")
        #expect(client.get("/shows/alpha/seasons/1/episodes/9").status == 404)
        #expect(client.get("/shows/alpha/seasons/9").status == 404)
    }

    @Test("charts tell their numbers, by period where they have one, and what is out or not")
    func charts() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/movies/popular").items.map { $0["ids"]?["trakt"] } == [100, 101, 102])
        #expect(client.get("/movies/anticipated").items.map { $0["movie"]?["ids"]?["trakt"] } == [102])
        let weekly = client.get("/shows/watched/weekly").items[0]
        let all = client.get("/shows/watched/all").items[0]
        #expect(weekly["show"]?["title"] == "Alpha")
        #expect(all["watcher_count"]?.int ?? 0 > weekly["watcher_count"]?.int ?? 0)
        #expect(client.get("/movies/watched").items[0]["collector_count"] == nil)
        #expect(weekly["collector_count"] != nil)
        #expect(client.get("/media/popular").items.count == 5)
        #expect(try LocalClient.demo().get("/shows/trending").header("X-Trending-User-Count") != nil)
        #expect(try LocalClient.demo().get("/movies/boxoffice").items.count == 10)
    }

    @Test("updates go back thirty days at most, by whole hours, and say from when")
    func updates() throws {
        let client = try LocalClient.fixture()
        let answer = client.get("/shows/updates/2020-01-01")
        #expect(answer.header("X-Start-Date") == "Mon, 02 Feb 2026 12:00:00 GMT")
        #expect(answer.header("X-Pagination-Limit") == "10")
        #expect(client.get("/shows/updates?limit=250").header("X-Pagination-Limit") == "100")
        #expect(client.get("/shows/updates/id/2026-02-10").items.count == answer.items.count)
        #expect(client.get("/shows/updates/yesterday").status == 400)
    }

    @Test("the small lists name what the library has")
    func smallLists() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/genres/movies").items.map { $0["slug"] } == ["action", "comedy", "drama"])
        #expect(client.get("/networks").items.map { $0["name"] } == ["BBC One", "AMC"])
        #expect(client.get("/certifications/shows").json["us"]?.array?.isEmpty == false)
        #expect(client.get("/genres/people").status == 404)
    }
}

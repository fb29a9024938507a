import Lua
import TestSupport
import Testing
import Trakt

@Suite("Endpoints as a script calls them")
struct EndpointTests {
    @Test("Named values fill path and query; the answer is one page that knows its place")
    func named() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local page = trakt.search.text { type = "movie", query = "batman", years = "2005-2010", limit = 1 }
                return { #page, page.item_count, page.page, page.page_count, page.limit, page.complete,
                  page[1].type, page[1].movie.title }
                """)
            #expect(try run.value == [1, 1, 1, 1, 1, true, "movie", "Batman Begins"])
            let requests = try await stage.requests()
            #expect(requests.map(\.description) == ["GET /search/movie"])
            #expect(requests.first?.query == ["query": "batman", "years": "2005-2010", "limit": "1"])
            #expect(requests.first?.objections == [])
        }
    }

    @Test("Values in order fill the path; a table behind them holds the rest")
    func positional() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local show = trakt.shows.get("breaking-bad", { extended = "full" })
                local episode = trakt.episodes.get("breaking-bad", 1, 2)
                return { show.title, show.network, episode.title }
                """)
            #expect(try run.value == ["Breaking Bad", "AMC", "Cat's in the Bag..."])
            let requests = try await stage.requests()
            #expect(
                requests.map(\.description) == [
                    "GET /shows/breaking-bad", "GET /shows/breaking-bad/seasons/1/episodes/2",
                ])
            #expect(requests.first?.query == ["extended": "full"])
        }
    }

    @Test("A movie or show that was answered is an id, alone and inside an entry")
    func mediaObjects() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local show = trakt.shows.get "breaking-bad"
                local episodes = trakt.seasons.episodes(show, 1)
                local hit = trakt.search.text({ type = "movie", query = "inception" })[1]
                return { #episodes, trakt.movies.get(hit).title, trakt.shows.get({ imdb = "tt0903747" }).title }
                """)
            #expect(try run.value == [7, "Inception", "Breaking Bad"])
            #expect(try await stage.requests().map(\.path).contains("/shows/1388/seasons/1"))
        }
    }

    @Test("An entry of the calendar names its show, its season and its episode")
    func calendarEntries() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local entry = trakt.calendars.my_shows { start_date = "2026-02-25", days = 14 }[1]
                assert(trakt.shows.get(entry).ids.trakt == entry.show.ids.trakt)
                assert(trakt.seasons.episodes(entry)[1].season == entry.episode.season)
                local episode = trakt.episodes.get(entry)
                assert(episode.ids.trakt == entry.episode.ids.trakt)
                return ("/shows/%d/seasons/%d/episodes/%d"):format(entry.show.ids.trakt, episode.season, episode.number)
                """)
            let path = try #require(try run.value.string)
            let requests = try await stage.requests()
            #expect(requests.first?.path == "/calendars/my/shows/2026-02-25/14")
            #expect(requests.last?.path == path)
        }
    }

    @Test("`nil` keeps its place, and a date is an argument as it is")
    func placesAndDates() async throws {
        try await withStage { stage in
            _ = try await stage.run("trakt.calendars.all_movies(nil, 3)").value
            _ = try await stage.run("trakt.calendars.all_movies(time.today():plus_days(1), 3)").value
            #expect(
                try await stage.requests().map(\.path) == [
                    "/calendars/all/movies/2026-03-04/3", "/calendars/all/movies/2026-03-05/3",
                ])
        }
    }

    @Test("An endpoint prints as its documentation, a group as its names")
    func documentation() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                "print(trakt.calendars.my_shows) print(trakt.search.text) print(trakt.search) print(trakt)")
            _ = try run.value
            try #require(run.printed.count == 4)
            let calendar = run.printed[0].split(separator: "\n").map(String.init)
            #expect(calendar.prefix(2) == ["trakt.calendars.my_shows", "GET /calendars/my/shows/{start_date}/{days}"])
            #expect(calendar.contains("  days        how many days: a whole number from 1 to 33 (default 7)"))
            #expect(calendar.contains { $0.hasPrefix("  genres ") && $0.contains("genre slugs") })
            #expect(calendar.contains { $0.hasPrefix("  ignore_watched ") && $0.hasSuffix(" [2026]") })
            #expect(calendar.contains { $0.hasPrefix("Account: ") && $0.hasSuffix(" Needs an account.") })
            #expect(run.printed[1].contains("  query   the words to look for: text (required)"))
            #expect(run.printed[1].contains(":each and :all read every one"))
            #expect(run.printed[2].hasPrefix("trakt.search: "))
            #expect(run.printed[3].contains("calendars") && run.printed[3].contains("watchlist"))
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("`pairs` lists a group's names in order, and what is there is always the same value")
    func pairs() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local names = {}
                for name, value in pairs(trakt.search) do
                  assert(value == trakt.search[name])
                  names[#names + 1] = name
                end
                return { names, trakt.search.text.id, trakt.search.text.method, trakt.search.text.path }
                """)
            let value = try run.value.array ?? []
            #expect(value.first == ["escape", "exact", "id", "recent", "text", "trending"])
            #expect(Array(value.dropFirst()) == ["search.text", "GET", "/search/{type}"])
        }
    }

    @Test(
        "The tree cannot be changed",
        arguments: ["trakt.x = 1", "trakt.search.text = 1", "trakt.search.text.path = 1", "trakt.watchlist.add = 1"])
    func readOnly(_ assignment: String) async throws {
        try await withStage { stage in
            let failure = try await stage.run("\n" + assignment).failure
            #expect(failure.kind == "read_only")
            #expect(failure.place == "test.lua:2")
            #expect(failure.message.contains(String(assignment.dropLast(" = 1".count))))
        }
    }

    @Test("A script's arguments are its `...`")
    func arguments() async throws {
        try await withStage { stage in
            let run = try await stage.run("return { ... }", arguments: ["a b", "ß", ""])
            #expect(try run.value == ["a b", "ß", ""])
        }
    }
}

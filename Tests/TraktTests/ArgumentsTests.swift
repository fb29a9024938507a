import Testing
import Trakt

/// Builds a call the way a script would write it.
func call(_ name: String, _ values: JSONValue..., today: String = "2026-11-23") throws -> Call {
    let endpoint = try #require(Catalogue.endpoint(named: name))
    return try endpoint.call(
        Arguments(script: values, for: endpoint), today: try #require(Day(today)))
}

/// The error a call is refused with.
func refusal(_ name: String, _ values: JSONValue...) throws -> CallError {
    let endpoint = try #require(Catalogue.endpoint(named: name))
    let today = try #require(Day("2026-11-23"))
    return try #require(throws: CallError.self) {
        _ = try endpoint.call(Arguments(script: values, for: endpoint), today: today)
    }
}

private let breakingBad: JSONValue = [
    "title": "Breaking Bad", "year": 2008,
    "ids": ["trakt": 1388, "slug": "breaking-bad", "imdb": "tt0903747", "tvdb": 81189],
]

private let calendarEntry: JSONValue = [
    "first_aired": "2026-11-20T01:00:00.000Z",
    "episode": ["season": 3, "number": 7, "title": "One Minute", "ids": ["trakt": 62118]],
    "show": breakingBad,
]

@Suite("Arguments of a call")
struct ArgumentsTests {
    @Test("fill the path in order, the last table holds the names")
    func positional() throws {
        #expect(
            try call("shows.get", "breaking-bad", ["extended": "full"]).target == "/shows/breaking-bad?extended=full")
        #expect(try call("shows.get", 1388).target == "/shows/1388")
        #expect(try call("seasons.episodes", "breaking-bad", 1).target == "/shows/breaking-bad/seasons/1")
        #expect(
            try call("search.text", ["type": "movie", "query": "batman", "years": "2005-2010"]).target
                == "/search/movie?query=batman&years=2005-2010")
        #expect(try call("search.text", ["type": ["movie", "show"], "query": "x"]).path == "/search/movie,show")
        #expect(try call("sync.last_activities").target == "/sync/last_activities")
        #expect(try call("sync.last_activities", [:]).target == "/sync/last_activities")
        #expect(try call("genres.list", "movies", .array([])).target == "/genres/movies")
    }

    @Test("leave optional parts of the path off from the right, and fill gaps with defaults")
    func optionalPath() throws {
        #expect(try call("calendars.my_shows").path == "/calendars/my/shows")
        #expect(try call("calendars.my_shows", "2026-11-01").path == "/calendars/my/shows/2026-11-01")
        #expect(
            try call("calendars.my_shows", ["start_date": "2026-11-16", "days": 8]).path
                == "/calendars/my/shows/2026-11-16/8")
        #expect(try call("calendars.my_shows", ["days": 3]).path == "/calendars/my/shows/2026-11-23/3")
        #expect(try call("sync.watchlist.get", ["sort_by": "added"]).path == "/sync/watchlist/all/added")
        #expect(try call("sync.ratings.get", ["rating": [9, 10]]).path == "/sync/ratings/all/9,10")
        #expect(
            try call("users.lists.items", "me", "favs", ["sort_by": "rank"]).path
                == "/users/me/lists/favs/items/all/rank")
        #expect(
            try call("shows.updates", ["start_date": "2026-11-20T13:45:10Z"]).path
                == "/shows/updates/2026-11-20T13:00:00Z")
    }

    @Test("say which part of the path is missing where no default can stand in")
    func gaps() throws {
        let error = try refusal("sync.watchlist.get", ["sort_how": "asc"])
        #expect(error.code == .missingParameter && error.parameter == "sort_by")
        #expect(error.sentence.contains("because sort_how is given"))
        #expect(try refusal("sync.history.get", ["id": 5]).parameter == "type")
        #expect(try refusal("seasons.episodes", breakingBad).parameter == "season")
        #expect(try refusal("shows.get").parameter == "id")
    }

    @Test("take a day as a date or as a timestamp of that day")
    func dates() throws {
        let path = "/calendars/all/shows/2026-11-16/8"
        #expect(try call("calendars.all_shows", "2026-11-16", 8).path == path)
        #expect(try call("calendars.all_shows", "2026-11-16T23:59:59.000Z", 8).path == path)
        #expect(try refusal("calendars.all_shows", "16.11.2026").parameter == "start_date")
        #expect(try refusal("calendars.all_shows", "2026-02-30").code == .outOfRange)
    }

    @Test("take days from 1 to 33 and nothing else", arguments: [0, 34, -1, 1000])
    func days(_ days: Int64) throws {
        #expect(try call("calendars.my_shows", ["days": 1]).path.hasSuffix("/1"))
        #expect(try call("calendars.my_shows", ["days": 33]).path.hasSuffix("/33"))
        let error = try refusal("calendars.my_shows", ["days": .integer(days)])
        #expect(error.code == .outOfRange)
        #expect(error.sentence == "calendars.my_shows: days takes a whole number from 1 to 33, not \(days).")
    }

    @Test("are refused with the parameter, the endpoint, what it accepts and what it got")
    func mistakes() throws {
        let misspelt = try refusal("search.text", ["type": "movie", "qurey": "batman"])
        #expect(misspelt.code == .unknownParameter && misspelt.parameter == "qurey")
        #expect(misspelt.sentence == "search.text has no parameter \"qurey\"; did you mean \"query\"?")
        let type = try refusal("search.text", ["type": "moive", "query": "x"])
        #expect(type.code == .unknownValue && type.sentence.hasSuffix("did you mean \"movie\"?"))
        #expect(try refusal("search.text", ["type": "movie"]).code == .missingParameter)
        #expect(try refusal("search.text", ["type": true, "query": "x"]).code == .wrongType)
        let extended = try refusal("shows.get", "x", ["extended": "ful"])
        #expect(extended.parameter == "extended" && extended.sentence.contains("\"full\""))
        #expect(try refusal("genres.list", "movies", "shows").code == .tooManyValues)
        #expect(try refusal("genres.list", "movies", ["type": "shows"]).code == .tooManyValues)
        let json = misspelt.asJSON
        #expect(json["kind"] == "unknown_parameter" && json["endpoint"] == "search.text" && json["got"] == "qurey")
    }

    @Test("of filters and paging are refused where the endpoint takes none")
    func notTaken() throws {
        let filter = try refusal("movies.get", "x", ["genres": "action"])
        #expect(filter.sentence == "movies.get does not take the filter genres.")
        #expect(try refusal("movies.trending", ["network_ids": 5]).sentence.contains("its filters are query, years"))
        #expect(try refusal("calendars.my_shows", ["page": 2]).sentence.contains("does not come in pages"))
        #expect(try refusal("movies.aliases", "x", ["extended": "full"]).sentence.contains("no extended levels"))
    }

    @Test("page and limit go where pages are, within what the server allows")
    func paging() throws {
        let paged = try call("sync.history.get", ["page": 2, "limit": 250])
        #expect(paged.target == "/sync/history?limit=250&page=2")
        #expect(try refusal("sync.history.get", ["limit": 251]).code == .outOfRange)
        #expect(try refusal("sync.watched.get", "shows", ["limit": 101, "extended": "progress"]).code == .outOfRange)
        #expect(try call("sync.watched.get", "shows", ["limit": 101]).limit == 101)
        #expect(try refusal("movies.updates", ["limit": 101]).code == .outOfRange)
        #expect(try refusal("movies.recommendations", ["limit": 101]).code == .outOfRange)
        #expect(try refusal("sync.history.get", ["page": 0]).code == .outOfRange)
    }

    @Test("are encoded so that nothing in them can change the path or the query")
    func encoding() throws {
        #expect(try call("shows.get", "../x?a=b&c#d").path == "/shows/..%2Fx%3Fa%3Db%26c%23d")
        #expect(
            try call("search.text", "movie", ["query": "Amélie & C+ 100%"]).target
                == "/search/movie?query=Am%C3%A9lie%20%26%20C%2B%20100%25")
        #expect(try call("search.text", "show", ["query": "日本"]).target == "/search/show?query=%E6%97%A5%E6%9C%AC")
        #expect(try refusal("shows.get", "..").parameter == "id")
        #expect(try refusal("search.id", "imdb", ".").parameter == "id")
        #expect(try refusal("shows.get", "").code == .wrongType)
    }

    @Test("that are null count as left out")
    func null() throws {
        #expect(try call("calendars.my_shows", .null, .null, ["group": .null]).path == "/calendars/my/shows")
        #expect(try call("shows.get", "x", ["extended": .null]).target == "/shows/x")
    }

    @Test("give the same request in any order")
    func canonical() throws {
        let one = try call(
            "search.text", ["type": "movie", "query": "x", "years": 2010, "genres": ["a", "b"], "page": 1])
        #expect(one.target == "/search/movie?genres=a,b&page=1&query=x&years=2010")
    }
}

@Suite("Ids in a call")
struct MediaIDTests {
    @Test("are read from what Trakt answered")
    func objects() throws {
        #expect(try call("shows.get", breakingBad).path == "/shows/1388")
        #expect(try call("shows.get", ["ids": ["slug": "breaking-bad"]]).path == "/shows/breaking-bad")
        #expect(try call("shows.get", ["imdb": "tt0903747"]).path == "/shows/tt0903747")
        #expect(try call("shows.get", breakingBad, ["extended": "full"]).target == "/shows/1388?extended=full")
        #expect(try call("shows.get", calendarEntry).path == "/shows/1388")
        #expect(try call("shows.get", ["id": calendarEntry]).path == "/shows/1388")
        #expect(try call("movies.get", ["movie": ["ids": ["trakt": 7]], "score": 3.5]).path == "/movies/7")
        #expect(
            try call("users.profile", ["user": ["username": "sean", "ids": ["slug": "sean"]]]).path == "/users/sean")
    }

    @Test("of season and episode come from numbers, seasons, episodes or one calendar entry")
    func numbers() throws {
        let path = "/shows/1388/seasons/3/episodes/7"
        #expect(try call("episodes.get", breakingBad, 3, 7).path == path)
        #expect(try call("episodes.get", calendarEntry).path == path)
        #expect(try call("episodes.get", calendarEntry, ["extended": "full"]).target == path + "?extended=full")
        let season: JSONValue = ["number": 3, "ids": ["trakt": 55]]
        let episode: JSONValue = ["season": 3, "number": 7, "ids": ["trakt": 62118]]
        #expect(try call("episodes.get", breakingBad, season, episode).path == path)
        #expect(try call("seasons.episodes", calendarEntry).path == "/shows/1388/seasons/3")
        #expect(try call("seasons.episodes", breakingBad, 0).path == "/shows/1388/seasons/0")
        #expect(try call("sync.history.get", "episodes", calendarEntry).path == "/sync/history/episodes/62118")
    }

    @Test("of lists take numbers and slugs, and a list of somebody names its owner too")
    func lists() throws {
        let list: JSONValue = [
            "name": "Best", "privacy": "public", "ids": ["trakt": 55, "slug": "best"],
            "user": ["username": "sean", "ids": ["slug": "sean"]],
        ]
        #expect(try call("users.lists.items", list).path == "/users/sean/lists/55/items")
        #expect(try call("users.lists.items", "me", "best").path == "/users/me/lists/best/items")
        #expect(try call("lists.get", list).path == "/lists/55")
        #expect(try call("lists.get", ["like_count": 5, "list": list]).path == "/lists/55")
        #expect(try refusal("lists.get", "best").code == .wrongType)
    }

    @Test("of list items and paused things are their own, not those of what they hold")
    func entries() throws {
        let entry: JSONValue = ["id": 101, "rank": 1, "notes": "x", "movie": ["ids": ["trakt": 7]]]
        #expect(try call("sync.watchlist.update_item", entry, ["notes": "y"]).path == "/sync/watchlist/101")
        #expect(try call("sync.playback.remove", entry).path == "/sync/playback/101")
        #expect(try call("sync.playback.remove", ["id": 13]).path == "/sync/playback/13")
        #expect(try refusal("sync.playback.remove", ["movie": ["ids": ["trakt": 7]]]).code == .missingIDs)
    }

    @Test("are missing where an object has none of the right kind")
    func missing() throws {
        let error = try refusal("shows.get", ["movie": ["ids": ["trakt": 7]]])
        #expect(error.code == .missingIDs && error.parameter == "id")
        #expect(try refusal("shows.get", ["title": "Breaking Bad"]).code == .unknownParameter)
    }
}

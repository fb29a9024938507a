import Foundation
import TestSupport
import Testing
import Trakt

/// What typed calls send: paths, queries and bodies as Trakt's documentation has them.
@Suite("Typed calls")
struct TypedCallTests {
    private let transport = ScriptedTransport([.success(.json("[]"))])

    private var client: Client { client(answering: "[]", transport) }

    private func client(answering body: String, _ transport: ScriptedTransport? = nil) -> Client {
        let limit = RateLimits.Limit(calls: 1000, period: .seconds(1))
        return Client(
            configuration: .init(
                apiURL: "https://api", clientID: "key", tokens: FixedToken("token"), userAgent: "Tests/1.0",
                limits: .init(writes: limit, reads: limit)),
            transport: transport ?? ScriptedTransport([.success(.json(body))]), clock: TestClock(skipsSleeps: true))
    }

    private func sent<Element>(_ items: Paged<Element>) async throws -> String {
        _ = try await items.all()
        return try #require(transport.requests.last?.url)
    }

    @Test("write filters and levels into the query")
    func filters() async throws {
        let movies = client.movies.popular(
            filters: [.genres("action", "drama"), .years(2005...2010), .ratings(75...100), .imdbRatings(5.5...10)],
            extended: [.full, .images])
        #expect(
            try await sent(movies)
                == "https://api/movies/popular?extended=full,images&genres=action,drama&imdb_ratings=5.5-10"
                + "&limit=250&page=1&ratings=75-100&years=2005-2010")
        let shows = client.shows.trending(filters: [.status(.returning, .ended), .ignoringWatched, .years(2016)])
        #expect(
            try await sent(shows)
                == "https://api/shows/trending?ignore_watched=true&limit=250&page=1"
                + "&status=returning%20series,ended&years=2016")
    }

    @Test("join filters that are given twice")
    func joined() async throws {
        let movies = client.movies.popular(filters: [.genres("action"), .genres("drama"), .years(1999), .years(2001)])
        #expect(
            try await sent(movies)
                == "https://api/movies/popular?genres=action,drama&limit=250&page=1&years=2001")
        let shows = client.shows.popular(filters: [
            .networks(1), .studios(7), .networks(2), .studios(8), .ratings(10...20), .ratings(75...100),
        ])
        #expect(
            try await sent(shows)
                == "https://api/shows/popular?limit=250&network_ids=1,2&page=1&ratings=75-100&studio_ids=7,8")
    }

    @Test("fill the path")
    func paths() async throws {
        #expect(
            try await sent(client.movies.played(.monthly).pageSize(10))
                == "https://api/movies/played/monthly?limit=10&page=1")
        #expect(
            try await sent(client.search.text("+1 \u{1F600}", in: [.movie, .show], fields: ["title"]))
                == "https://api/search/movie,show?fields=title&limit=250&page=1&query=%2B1%20%F0%9F%98%80")
        #expect(
            try await sent(client.users.lists.items(of: "rainy-days", [.movie], sort: .by(.added, .descending)))
                == "https://api/users/me/lists/rainy-days/items/movie/added/desc?limit=250&page=1")
        #expect(
            try await sent(client.sync.ratings.items(rated: 8...9))
                == "https://api/sync/ratings/all/8,9?limit=250&page=1")
        #expect(
            try await sent(client.sync.history.items(of: .episode, 9_007_199_254_740_993))
                == "https://api/sync/history/episodes/9007199254740993?limit=250&page=1")
        _ = try await client.calendars.myShows(from: Day(year: 2014, month: 9, day: 1), days: 7)
        #expect(transport.requests.last?.url == "https://api/calendars/my/shows/2014-09-01/7")
        let evening = Date(timeIntervalSince1970: 1_411_000_000)  // 2014-09-18T00:26:40Z
        #expect(
            try await sent(client.movies.updates(since: evening))
                == "https://api/movies/updates/2014-09-18T00:00:00Z?limit=100&page=1")
    }

    @Test("take an id as number, slug or IMDb id", arguments: ["507", "tt0032138", "the-wizard-of-oz-1939"])
    func identifiers(id: String) async throws {
        let transport = ScriptedTransport([.success(.json(#"{"title": "The Wizard of Oz", "ids": {"trakt": 507}}"#))])
        _ = try await client(answering: "", transport).movies.get(Identifier(id))
        #expect(transport.requests.last?.url == "https://api/movies/\(id)")
    }

    @Test("write things into the body by kind, with what is said about them")
    func bodies() async throws {
        let transport = ScriptedTransport([.success(.json(201, "{}"))])
        let client = client(answering: "", transport)
        let evening = Date(timeIntervalSince1970: 1_411_000_000.25)
        try await client.sync.history.add([
            .movie("tt0372784").watched(at: evening), .movie(.tmdb(272)).watchedOnRelease(), .episode(16),
            .show("breaking-bad", season: 1, episodes: [1, 2]).watchedSometime(), .show(1388, seasons: [2]),
        ])
        try await client.sync.ratings.add([.movie("batman-begins-2005").rated(9)])
        try await client.users.hidden.add([.user("ada-marlow")], to: .comments)
        try await client.sync.collection.add([.movie(1).metadata(Metadata(mediaType: "bluray", is3D: true))])
        try await client.sync.history.remove(plays: [.max])
        _ = try? await client.comments.add("A film that never grows old.", on: .movie(507), isSpoiler: true)
        let bodies = transport.requests.map { String(decoding: $0.body ?? [], as: UTF8.self) }
        #expect(
            bodies[0] == #"{"episodes":[{"ids":{"trakt":16}}],"#
                + #""movies":[{"ids":{"imdb":"tt0372784"},"watched_at":"2014-09-18T00:26:40.250Z"},"#
                + #"{"ids":{"tmdb":272},"watched_at":"released"}],"#
                + #""shows":[{"ids":{"slug":"breaking-bad"},"seasons":[{"episodes":["#
                + #"{"number":1,"watched_at":"unknown"},{"number":2,"watched_at":"unknown"}],"number":1}]},"#
                + #"{"ids":{"trakt":1388},"seasons":[{"number":2}]}]}"#)
        #expect(bodies[1] == #"{"movies":[{"ids":{"slug":"batman-begins-2005"},"rating":9}]}"#)
        #expect(bodies[2] == #"{"users":[{"ids":{"slug":"ada-marlow"}}]}"#)
        #expect(bodies[3] == #"{"movies":[{"3d":true,"ids":{"trakt":1},"media_type":"bluray"}]}"#)
        #expect(bodies[4] == #"{"ids":[9223372036854775807]}"#)
        #expect(
            bodies[5]
                == #"{"comment":"A film that never grows old.","movie":{"ids":{"trakt":507}},"spoiler":true}"#)
        #expect(transport.requests[2].url == "https://api/users/hidden/comments")
    }

    @Test("send nothing that the checks refuse")
    func refused() async throws {
        await #expect(throws: CallError.self) { try await client.movies.popular(filters: [.ratings(0...101)]).all() }
        await #expect(throws: CallError.self) { try await client.movies.get(.tmdb(272)) }
        await #expect(throws: CallError.self) { try await client.movies.get(1, extended: .guestStars) }
        await #expect(throws: CallError.self) { try await client.sync.ratings.add([.movie(507)]) }
        await #expect(throws: CallError.self) { try await client.sync.history.add([]) }
        await #expect(throws: CallError.self) { try await client.calendars.myShows(days: 34) }
        #expect(transport.requests.isEmpty)
    }

    @Test("offer only filters that the endpoint takes")
    func scopes() {
        func names<Scope>(_ filters: [FilterValue<Scope>]) -> Set<String> { Set(filters.map(\.name)) }
        func taken(_ endpoint: Endpoint) -> Set<String> { Set(endpoint.argumentNames) }
        func common<Scope: CommonFilters>(_: Scope.Type) -> Set<String> {
            names([
                FilterValue<Scope>.years(2000), .genres("a"), .subgenres("a"), .languages("en"), .countries("us"),
                .runtimes(1...2), .studios(1),
            ])
        }
        func rating<Scope: RatingFilters>(_: Scope.Type) -> Set<String> {
            names([
                FilterValue<Scope>.ratings(1...2), .votes(1...2), .tmdbRatings(1...2), .tmdbVotes(1...2),
                .imdbRatings(1...2), .imdbVotes(1...2), .tomatometers(1...2), .tomatoAudience(1...2),
                .metascores(1...2),
            ])
        }
        func available<Scope: AvailabilityFilters & IgnoreFilters>(_: Scope.Type) -> Set<String> {
            names([
                FilterValue<Scope>.watchnow(.any), .keywords("a"), .letterboxdRatings(1...2), .malRatings(1...2),
                .ignoringWatched, .ignoringCollected, .ignoringWatchlisted,
            ])
        }
        let movie = common(MovieScope.self).union(rating(MovieScope.self)).union(available(MovieScope.self))
            .union(names([MovieFilter.query("a"), .certifications("pg")]))
        for endpoint in [Catalogue.movies.trending, Catalogue.movies.popular, Catalogue.calendars.myMovies] {
            #expect(movie.isSubset(of: taken(endpoint)), "\(endpoint)")
        }
        let period = names([PeriodMovieFilter.query("a"), .certifications("pg"), .ignoringWatched])
            .union(common(PeriodMovieScope.self)).union(rating(PeriodMovieScope.self))
        #expect(period.isSubset(of: taken(Catalogue.movies.played)))
        let show = names([ShowFilter.query("a"), .networks(1), .status(.ended), .certifications("pg")])
            .union(common(ShowScope.self)).union(rating(ShowScope.self)).union(available(ShowScope.self))
        for endpoint in [Catalogue.shows.trending, Catalogue.shows.played] {
            #expect(show.isSubset(of: taken(endpoint)), "\(endpoint)")
        }
        let episode = names([EpisodeFilter.query("a"), .networks(1), .status(.ended), .episodeTypes(.standard)])
            .union(common(EpisodeScope.self)).union(rating(EpisodeScope.self)).union(available(EpisodeScope.self))
        for endpoint in [Catalogue.calendars.myShows, Catalogue.calendars.allFinales] {
            #expect(episode.isSubset(of: taken(endpoint)), "\(endpoint)")
        }
        let search = names([SearchFilter.networks(1), .status(.ended), .certifications("pg")])
            .union(common(SearchScope.self)).union(rating(SearchScope.self))
        #expect(search.isSubset(of: taken(Catalogue.search.text)))
        for endpoint in [Catalogue.lists.items, Catalogue.userLists.items] {
            #expect(available(ListScope.self).isSubset(of: taken(endpoint)), "\(endpoint)")
        }
    }
}

@Suite("Typed pages")
struct PagedTests {
    private let transport = ScriptedTransport([
        .success(.page(1, of: 3, items: 2, total: 5, limit: 2)),
        .success(.page(2, of: 3, items: 2, total: 5, limit: 2)),
        .success(.page(3, of: 3, items: 1, total: 5, limit: 2)),
    ])

    private struct Numbered: Decodable, Sendable { let id: Int }

    private var items: Paged<Numbered> {
        get throws {
            let limit = RateLimits.Limit(calls: 1000, period: .seconds(1))
            let client = Client(
                configuration: .init(
                    clientID: "key", tokens: FixedToken("token"), userAgent: "Tests/1.0", limits: .init(reads: limit)),
                transport: transport, clock: TestClock(skipsSleeps: true))
            return client.items(of: try Catalogue.syncHistory.history.call(Arguments(named: ["limit": 2])))
        }
    }

    @Test("fetch a page when its first item is asked for")
    func lazy() async throws {
        var iterator = try items.makeAsyncIterator()
        #expect(transport.requests.isEmpty)
        #expect(try await iterator.next()?.id == 1)
        #expect(try await iterator.next()?.id == 2)
        #expect(transport.requests.count == 1)
        _ = try await iterator.next()
        #expect(transport.requests.count == 2)
    }

    @Test("tell their counts, and at the end whether nothing is missing")
    func counts() async throws {
        var seen: [PagesOf<Numbered>.Element] = []
        for try await page in try items.pages { seen.append(page) }
        #expect(seen.map(\.items.count) == [2, 2, 1] && seen.map(\.page?.itemCount) == [5, 5, 5])
        #expect(seen.map(\.isComplete) == [false, false, true])
    }

    @Test("are read whole")
    func whole() async throws {
        let reading = try await items.all()
        #expect(reading.map(\.id) == [1, 2, 1, 2, 1] && reading.isComplete)
    }

    @Test("end with the error that stopped them")
    func error() async throws {
        let transport = ScriptedTransport([
            .success(.page(1, of: 2, items: 2, total: 4, limit: 2)), .success(.json(404, "{}")),
        ])
        let client = Client(configuration: .init(clientID: "key", userAgent: "Tests/1.0"), transport: transport)
        let call = try Catalogue.movies.popular.call(Arguments(named: ["limit": 2]))
        var iterator = client.items(of: call, as: Numbered.self).makeAsyncIterator()
        _ = try await iterator.next()
        _ = try await iterator.next()
        await #expect(throws: TraktError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }
}

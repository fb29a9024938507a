import Automation
import Lua
import TestSupport
import Testing
import Trakt

/// Expected addresses are those of the table "Website Media Links" in the API's documentation.
@Suite("Links and pictures")
struct LinkTests {
    private static let addresses = [
        (#"{ type = "movie", slug = "batman-begins-2005" }"#, "/movies/batman-begins-2005"),
        (#"{ title = "X", year = 2005, type = "movie", ids = { trakt = 1, slug = "x" } }"#, "/movies/x"),
        (#"{ type = "show", slug = "breaking-bad" }"#, "/shows/breaking-bad"),
        (#"{ type = "season", show = "breaking-bad", season = 0 }"#, "/shows/breaking-bad/seasons/0"),
        (
            #"{ type = "episode", show = "breaking-bad", season = 1, number = 2 }"#,
            "/shows/breaking-bad/seasons/1/episodes/2"
        ),
        (#"{ type = "person", slug = "bryan-cranston" }"#, "/people/bryan-cranston"),
        (#"{ id = 417, comment = "Great kid, don't get cocky.", user = { username = "x" } }"#, "/comments/417"),
        (#"{ type = "comment", comment = { id = 417, comment = "x" } }"#, "/comments/417"),
        (#"{ name = "Star Wars", privacy = "public", type = "personal", ids = { trakt = 55 } }"#, "/lists/55"),
        (#"{ like_count = 5, list = { name = "Star Wars", privacy = "public", ids = { trakt = 55 } } }"#, "/lists/55"),
        (#"{ username = "Sean", private = false, ids = { slug = "sean" } }"#, "/users/sean"),
        (#"{ followed_at = "2026-01-01", user = { username = "sean", ids = { slug = "sean" } } }"#, "/users/sean"),
        (#"{ trakt = 1 }"#, "/search/trakt/1"),
        (#"{ type = "movie", trakt = 1 }"#, "/search/trakt/1?id_type=movie"),
        (#"{ type = "show", trakt = 1 }"#, "/search/trakt/1?id_type=show"),
        (#"{ type = "season", ids = { trakt = 1 }, number = 1 }"#, "/search/trakt/1?id_type=season"),
        (#"{ type = "episode", trakt = 16 }"#, "/search/trakt/16?id_type=episode"),
        (#"{ type = "person", trakt = 142 }"#, "/search/trakt/142?id_type=person"),
        (#""tt0372784""#, "/search/imdb/tt0372784"),
        (#"{ imdb = "tt0372784" }"#, "/search/imdb/tt0372784"),
        (#"{ tmdb = 272 }"#, "/search/tmdb/272"),
        (#"{ type = "movie", tmdb = 272 }"#, "/search/tmdb/272?id_type=movie"),
        (#"{ type = "show", tmdb = 1396 }"#, "/search/tmdb/1396?id_type=show"),
        (#"{ type = "episode", tmdb = 62085 }"#, "/search/tmdb/62085?id_type=episode"),
        (#"{ type = "person", tmdb = 17419 }"#, "/search/tmdb/17419?id_type=person"),
        (#"{ tvdb = 81189 }"#, "/search/tvdb/81189"),
        (#"{ type = "show", tvdb = 81189 }"#, "/search/tvdb/81189?id_type=show"),
        (#"{ type = "episode", tvdb = 349232 }"#, "/search/tvdb/349232?id_type=episode"),
        (#"{ type = "show", slug = "shōgun & co/2" }"#, "/shows/sh%C5%8Dgun%20%26%20co%2F2"),
        (#"{ type = "movie", ids = { trakt = 5, slug = json.null } }"#, "/search/trakt/5?id_type=movie"),
    ]

    @Test("Every kind of thing has the address that the documentation gives it, without a call")
    func addresses() async throws {
        try await withStage { stage in
            for (value, path) in Self.addresses {
                let run = try await stage.run("return trakt.url(\(value))")
                #expect(try run.value == .string("https://trakt.tv" + path), "\(value)")
            }
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("What Trakt answered can be linked as it is: entries, hits, people, lists")
    func answers() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local play = trakt.sync.history.get({ type = "episodes", limit = 1 })[1]
                local hit = trakt.search.text({ type = "episode", query = "pilot" })[1]
                local popular = trakt.movies.popular { limit = 1 }
                local rainy = trakt.list "Rainy days"
                assert(trakt.url(rainy) == "https://trakt.tv/lists/" .. rainy.ids.trakt)
                assert(trakt.url(popular[1]) == "https://trakt.tv/movies/" .. popular[1].ids.slug)
                for _, entry in ipairs { play, hit } do
                  assert(trakt.url(entry) == ("https://trakt.tv/shows/%s/seasons/%d/episodes/%d"):format(
                    entry.show.ids.slug, entry.episode.season, entry.episode.number))
                end
                return trakt.url(play.show) == "https://trakt.tv/shows/" .. play.show.ids.slug
                """)
            #expect(try run.value == true)
        }
    }

    @Test("The website's address is configuration")
    func website() async throws {
        try await withStage { stage in
            var run = Run(
                try ScriptFile(path: "test.lua", source: Array("return trakt.url 'tt0372784'".utf8)),
                now: ScriptStage.now, seed: 1)
            run.websiteURL = "http://localhost:8080"
            let report = try await run.perform(in: stage.context()) { _ in }
            guard case .finished(let document) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(try JSONValue(parsing: document) == "http://localhost:8080/search/imdb/tt0372784")
        }
    }

    private static let unlinkable = [
        (#""breaking-bad""#, #"{ type = "show", slug = "breaking-bad" }"#),
        (#"{ type = "episode", season = 1, number = 2, tvrage = 4 }"#, "the slug of its show and its numbers"),
        (#"{ type = "season", ids = { tmdb = 3577 }, number = 1 }"#, "the slug of its show"),
        (#"{ type = "comment", comment = { comment = "x" } }"#, "it needs its id"),
        (#"{ name = "Planned", privacy = "private", ids = {} }"#, "ids.trakt"),
        (#"{ type = "movie", tvdb = 5 }"#, "a slug or another id"), ("trakt.watchlist", "trakt.watchlist"),
        ("{}", "it has no id"), ("true", "it has no id"),
    ]

    @Test("What cannot be linked says what is missing")
    func missing() async throws {
        try await withStage { stage in
            for (value, says) in Self.unlinkable {
                let failure = try await stage.failure(of: "\ntrakt.url(\(value))")
                #expect(failure.kind == "invalid_argument")
                #expect(failure.message.contains(says), "\(failure)")
                #expect(failure.place == "test.lua:2")
            }
        }
    }

    @Test("Links to the other sites, for the ids that are known")
    func links() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local show = { type = "show", ids = { slug = "breaking-bad", imdb = "tt0903747", tmdb = 1396, tvdb = 81189 } }
                return {
                  trakt.links(show),
                  trakt.links { episode = { season = 1, number = 2, ids = { trakt = 17, imdb = "tt1054724", tvdb = 349233 } },
                    show = show },
                  trakt.links { season = { number = 1, ids = { tvdb = 30272 } }, show = show },
                  trakt.links { type = "person", ids = { imdb = "nm0186505", tmdb = 17419, slug = "bryan-cranston" } },
                  trakt.links { type = "movie", tmdb = 272 },
                  trakt.links "tt0372784",
                  trakt.links "breaking-bad",
                }
                """)
            let (trakt, tmdb) = ("https://trakt.tv", "https://www.themoviedb.org")
            let tvdb = "https://www.thetvdb.com/dereferrer"
            #expect(
                try run.value == [
                    [
                        "trakt": .string(trakt + "/shows/breaking-bad"), "tmdb": .string(tmdb + "/tv/1396"),
                        "imdb": "https://www.imdb.com/title/tt0903747/", "tvdb": .string(tvdb + "/series/81189"),
                    ],
                    [
                        "trakt": .string(trakt + "/shows/breaking-bad/seasons/1/episodes/2"),
                        "imdb": "https://www.imdb.com/title/tt1054724/",
                        "tmdb": .string(tmdb + "/tv/1396/season/1/episode/2"),
                        "tvdb": .string(tvdb + "/episode/349233"),
                    ],
                    [
                        "trakt": .string(trakt + "/shows/breaking-bad/seasons/1"),
                        "tmdb": .string(tmdb + "/tv/1396/season/1"), "tvdb": .string(tvdb + "/season/30272"),
                    ],
                    [
                        "trakt": .string(trakt + "/people/bryan-cranston"),
                        "imdb": "https://www.imdb.com/name/nm0186505/", "tmdb": .string(tmdb + "/person/17419"),
                    ],
                    [
                        "trakt": .string(trakt + "/search/tmdb/272?id_type=movie"),
                        "tmdb": .string(tmdb + "/movie/272"),
                    ],
                    [
                        "trakt": .string(trakt + "/search/imdb/tt0372784"),
                        "imdb": "https://www.imdb.com/title/tt0372784/",
                    ],
                    [:],
                ])
        }
    }

    @Test("Pictures come without a scheme and get one; a kind that is not there is nil, no pictures at all an error")
    func pictures() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local show = trakt.shows.get("breaking-bad", { extended = "images" })
                assert(trakt.image(show, "poster") == "https://" .. show.images.poster[1])
                local entry = { show = show, plays = 4 }
                assert(trakt.image(entry, "fanart") == "https://" .. show.images.fanart[1])
                local avatar = { username = "sean", images = { avatar = { full = "https://walter.trakt.tv/a.png" } } }
                assert(trakt.image(avatar, "avatar") == "https://walter.trakt.tv/a.png")
                assert(trakt.image(show, "headshot") == nil)
                assert(trakt.image({ title = "X", images = { poster = json.array {} } }, "poster") == nil)
                local ok, problem = pcall(trakt.image, trakt.shows.get "breaking-bad", "poster")
                return problem.message
                """)
            #expect(try run.value == #"trakt.image: "Breaking Bad" has no pictures: read it with extended = "images""#)
        }
    }

    @Test("Numbers that are none are an error that says what is missing")
    func oddNumbers() async throws {
        try await withStage { stage in
            let failure = try await stage.failure(
                of: "trakt.url { type = 'episode', show = 'breaking-bad', season = 'abc', number = 1 }")
            #expect(failure.kind == "invalid_argument")
            #expect(failure.message.contains("it needs the slug of its show and its numbers"), "\(failure)")
        }
    }
}

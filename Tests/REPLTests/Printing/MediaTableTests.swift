import REPL
import Testing

@Suite("Trakt's things as tables")
struct MediaTableTests {
    private let movies = """
        { title = "The Wizard of Oz", year = 1939, ids = { trakt = 507, slug = "the-wizard-of-oz-1939", imdb = "tt0032138", tmdb = 630 } },
        { title = "Nosferatu", year = 1922, ids = { trakt = 416, slug = "nosferatu-1922", imdb = "tt0013442", tmdb = 653 } }
        """

    @Test("Movies: title, year and ids under each other")
    func plain() async throws {
        #expect(
            try await shown("return { \(movies) }") == """
                title             year  trakt  slug                   imdb
                The Wizard of Oz  1939    507  the-wizard-of-oz-1939  tt0032138
                Nosferatu         1922    416  nosferatu-1922         tt0013442
                not shown: tmdb
                """)
    }

    @Test("Where there is no room, columns are cut, then left out, the least important first, and named")
    func narrow() async throws {
        #expect(
            try await shown("return { \(movies) }", width: 45) == """
                title             year  trakt  slug
                The Wizard of Oz  1939    507  the-wizard-of…
                Nosferatu         1922    416  nosferatu-1922
                not shown: imdb, tmdb
                """)
        #expect(
            try await shown("return { \(movies) }", width: 20) == """
                title
                The Wizard of Oz
                Nosferatu
                5 fields not shown
                """)
    }

    @Test("Wide characters take the columns that they take")
    func wide() async throws {
        let titles =
            "{ title = '進撃の巨人', year = 2013, ids = { trakt = 1420 } }, { title = 'Café 🎬', year = 1, ids = { trakt = 2 } }"
        #expect(
            try await shown("return { \(titles) }") == """
                title       year  trakt
                進撃の巨人  2013   1420
                Café 🎬        1      2
                """)
    }

    @Test("A calendar: when, which show, which episode")
    func calendar() async throws {
        let entries = """
            { first_aired = "2026-03-04T02:00:00.000Z", episode = { season = 2, number = 11, title = "The Long Way", ids = { trakt = 9 } },
              show = { title = "Severance", year = 2022, ids = { trakt = 154997, slug = "severance" } } }
            """
        #expect(
            try await shown("return { \(entries) }") == """
                first_aired        title      year  episode  episode title  trakt
                2026-03-04 02:00Z  Severance  2022  S02E11   The Long Way       9
                """)
    }

    @Test("Mixed kinds: each row says what it is, and has what its kind has")
    func mixed() async throws {
        let list = """
            { rank = 1, id = 101, listed_at = "2026-01-02T03:04:05.000Z", type = "movie", movie = { title = "Heat", year = 1995, ids = { trakt = 1 } } },
            { rank = 2, id = 102, listed_at = "2026-01-03T03:04:05.000Z", notes = "again", type = "season",
              season = { number = 3, ids = { trakt = 2 } }, show = { title = "Fargo", year = 2014, ids = { trakt = 3 } } },
            { rank = 3, id = 103, listed_at = "2026-01-04T03:04:05.000Z", type = "person", person = { name = "Ada", ids = { trakt = 4 } } }
            """
        #expect(
            try await shown("return { \(list) }", width: 100) == """
                rank  type    title  name  year  season  listed_at          notes  trakt   id
                   1  movie   Heat         1995          2026-01-02 03:04Z             1  101
                   2  season  Fargo                   3  2026-01-03 03:04Z  again      2  102
                   3  person         Ada                 2026-01-04 03:04Z             4  103
                """)
    }

    @Test(
        "What matters for each kind has a column",
        arguments: [
            (
                #"{ id = 5, watched_at = "2026-03-01T20:00:00.000Z", action = "watch", type = "movie", movie = %m }"#,
                ["watched_at", "title", "year", "action", "trakt"]
            ),
            (
                #"{ rated_at = "2026-03-01T20:00:00.000Z", rating = 9, type = "movie", movie = %m }"#,
                ["rated_at", "rating"]
            ),
            (
                #"{ plays = 4, last_watched_at = "2026-03-01T20:00:00.000Z", seasons = {}, show = %m }"#,
                ["plays", "last_watched_at"]
            ),
            (#"{ collected_at = "2026-03-01T20:00:00.000Z", movie = %m }"#, ["collected_at", "title"]),
            (
                #"{ progress = 51.2, paused_at = "2026-03-01T20:00:00.000Z", id = 3, type = "movie", movie = %m }"#,
                ["progress", "paused_at", "id"]
            ),
            (#"{ watchers = 21, movie = %m }"#, ["watchers", "title"]),
            (
                #"{ username = "ada", private = false, name = "Ada", vip = true, ids = { slug = "ada" } }"#,
                ["username", "name", "vip", "private"]
            ),
            (
                #"{ followed_at = "2026-03-01T20:00:00.000Z", user = { username = "ada", ids = { slug = "ada-m" } } }"#,
                ["followed_at", "username", "slug"]
            ),
            (
                #"{ name = "Best", privacy = "public", item_count = 12, likes = 3, ids = { trakt = 8, slug = "best" }, user = { username = "ada" } }"#,
                ["name", "user", "item_count", "likes", "privacy", "trakt", "slug"]
            ),
            (
                #"{ id = 7, comment = "Good.", spoiler = false, likes = 2, user = { username = "ada" } }"#,
                ["comment", "user", "likes", "id"]
            ),
            (#"{ number = 2, ids = { trakt = 6 }, episode_count = 10 }"#, ["season", "episode_count", "trakt"]),
            (#"{ season = 1, number = 2, title = "Pilot", ids = { trakt = 6 } }"#, ["episode", "title", "trakt"]),
            (
                #"{ characters = { "Roy", "Ray" }, person = { name = "Ada", ids = { trakt = 6 } } }"#,
                ["name", "characters", "trakt"]
            ),
            (
                #"{ id = 3, notes = "mine", privacy = "private", created_at = "2026-03-01T20:00:00.000Z", user = { username = "ada" } }"#,
                ["notes", "privacy", "user", "id"]
            ),
        ])
    func kinds(_ entry: String, _ columns: [String]) async throws {
        let movie = #"{ title = "Heat", year = 1995, ids = { trakt = 1 } }"#
        let entry = entry.replacing("%m", with: movie)
        let header = try await shown("return { \(entry), \(entry) }", width: 160).split(separator: "\n").first ?? ""
        let names = header.split(separator: "  ").map { String($0.drop { $0 == " " }) }
        for column in columns { #expect(names.contains(column), "\(names)") }
    }

    @Test("A history's row shows what was watched, when, and nothing twice")
    func history() async throws {
        let play = """
            { id = 9876543210987, watched_at = "2026-03-01T20:00:00.000Z", action = "scrobble", type = "episode",
              episode = { season = 1, number = 2, title = "Two", ids = { trakt = 73641 } },
              show = { title = "Fargo", year = 2014, ids = { trakt = 3 } } }
            """
        #expect(
            try await shown("return { \(play) }", width: 100) == """
                watched_at         title  year  episode  episode title  action    trakt             id
                2026-03-01 20:00Z  Fargo  2014  S01E02   Two            scrobble  73641  9876543210987
                """)
    }

    @Test("Rows that are too many are counted, and a page says which it is")
    func rows() async throws {
        let source = """
            local t = {}
            for k = 1, 25 do t[k] = { title = "Movie " .. k, year = 1990 + k, ids = { trakt = k } } end
            return json.array(t, { item_count = 240, page = 2, page_count = 10, complete = false })
            """
        #expect(
            try await shown(source, height: 5) == """
                title    year  trakt
                Movie 1  1991      1
                Movie 2  1992      2
                Movie 3  1993      3
                … and 22 more · page 2 of 10, 240 in all
                """)
    }

    @Test("Tables that are alike are rows too, whatever they are")
    func records() async throws {
        let genres = "{ name = 'Action', slug = 'action' }, { name = 'Science Fiction', slug = 'science-fiction' }"
        #expect(
            try await shown("return { \(genres) }") == """
                name             slug
                Action           action
                Science Fiction  science-fiction
                """)
        #expect(try await shown("return { { a = 1 }, { b = 2 }, { c = 3 } }") == "{ { a = 1 }, { b = 2 }, { c = 3 } }")
    }

    @Test("Arrays of things within a table are tables below their names")
    func sections() async throws {
        let credits = """
            return { crew = {}, total = 2, cast = {
              { character = "Roy", characters = { "Roy" }, person = { name = "Ada", ids = { trakt = 6 } } },
              { characters = { "Lou", "Lu" }, person = { name = "Grete", ids = { trakt = 71 } } } } }
            """
        #expect(
            try await shown(credits) == """
                cast (2)
                name   characters  trakt
                Ada    Roy             6
                Grete  Lou, Lu        71
                crew = {}
                total = 2
                """)
    }

    @Test("A moment is shown whole or not at all, and how far a show is watched with what comes next")
    func wholeCells() async throws {
        let shows = """
            return { { progress = { aired = 9, completed = 8, next_episode = { season = 1, number = 9, title = "Nine" } },
              last_watched_at = "2026-03-01T20:00:00.000Z", show = { title = "Severance", year = 2022, ids = { trakt = 3 } } } }
            """
        #expect(
            try await shown(shows, width: 90) == """
                title      year  completed  next         last_watched_at    trakt
                Severance  2022  8 of 9     S01E09 Nine  2026-03-01 20:00Z      3
                not shown: progress
                """)
        #expect(
            try await shown(shows, width: 44) == """
                title      completed  last_watched_at
                Severance  8 of 9     2026-03-01 20:00Z
                not shown: trakt, year, next, progress
                """)
        let plays = """
            return { { id = 9007199254741745, watched_at = "2026-03-01T20:00:00.000Z", action = "scrobble", type = "movie",
              movie = { title = "Once Upon a Time in Anatolia", year = 2011, ids = { trakt = 3, slug = "once-upon-a-time" } } } }
            """
        #expect(
            try await shown(plays, width: 80) == """
                watched_at         title                         year  action    trakt
                2026-03-01 20:00Z  Once Upon a Time in Anatolia  2011  scrobble      3
                not shown: id, slug
                """)
    }

    @Test("A moment of a name that nobody knows is not cut either")
    func unknownMoment() async throws {
        let likes = """
            return { { liked_at = "2026-03-01T20:00:00.000Z", user = { username = "ada-marlow", ids = { slug = "ada-marlow" } } } }
            """
        #expect(try await shown(likes, width: 30) == "username    liked_at\nada-marlow  2026-03-01 20:00Z")
        #expect(try await shown(likes, width: 25) == "username\nada-marlow\nnot shown: liked_at")
    }

    @Test("A member that is only called like a thing is none")
    func noThing() async throws {
        #expect(
            try await shown("return { limits = { list = { count = 5 } } }") == "{ limits = { list = { count = 5 } } }")
        let limits = "{ list = { count = 5 } }"
        #expect(try await shown("return { \(limits), \(limits) }") == "{ \(limits), \(limits) }")
    }

    @Test("One thing is its names and values")
    func card() async throws {
        let movie = """
            return { title = "Heat", year = 1995, ids = { trakt = 1, slug = "heat-1995" }, genres = { "crime", "drama" },
              overview = "Obsessive master thief and the cop that hunts him through all the city.", rating = 8.2512,
              updated_at = "2026-03-01T20:00:00.000Z", trailer = json.null, images = { poster = { "a", "b" }, n = { x = {} } } }
            """
        #expect(
            try await shown(movie, width: 50) == """
                title       Heat
                year        1995
                ids         slug heat-1995, trakt 1
                genres      crime, drama
                images      { n = { x = {} }, … 1 more }
                overview    Obsessive master thief and the cop
                            that hunts him through all the city.
                rating      8.2512
                trailer     json.null
                updated_at  2026-03-01 20:00Z
                """)
    }

    @Test("Within an entry a thing is its title")
    func entryCard() async throws {
        let play = """
            return { id = 1, watched_at = "2026-03-01T20:00:00.000Z", type = "episode", show = { title = "Fargo", year = 2014, ids = { trakt = 3 } },
              episode = { season = 1, number = 2, title = "Two", ids = { trakt = 73641 } } }
            """
        #expect(
            try await shown(play) == """
                type        episode
                episode     S01E02 Two
                id          1
                show        Fargo (2014)
                watched_at  2026-03-01 20:00Z
                """)
    }
}

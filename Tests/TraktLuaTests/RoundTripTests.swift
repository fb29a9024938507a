import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("Special characters, dates and ids, from a script to Trakt and back")
struct RoundTripTests {
    private static let text = "Ñandú 🎬👩‍👩‍👧 :smiley: “quoted” \\ / + % & = ? # ;\u{0301} ブレイキング"

    /// As it is read: short codes have become the emoji they stand for.
    private static let shown = text.replacing(":smiley:", with: "😃")

    @Test("Emoji and unicode in names, descriptions and notes come back as they were sent, short codes as emoji")
    func emoji() async throws {
        try await withStage(isVIP: true) { stage in
            let run = try await stage.run(
                """
                local text, name = ...
                local list = trakt.list { name = name, description = text }
                list:add({ type = "movie", trakt = 16662 }, { notes = text })
                trakt.favorites:set { { type = "movie", trakt = 481, notes = text } }
                return { trakt.list({ name = name, make = false }).description, list:items()[1].notes,
                  trakt.favorites:items()[1].notes }
                """, arguments: [Self.text, Self.shown])
            #expect(try run.value == .array(Array(repeating: .string(Self.shown), count: 3)))
            let notes = try await stage.requests().compactMap { $0.body["movies"]?.array?.first?["notes"]?.string }
            #expect(notes == [Self.text, Self.text], "nothing is turned into something else on the way")
        }
    }

    @Test("Emoji in comments and notes come back as written, or as short codes where the server answers those")
    func emojiOfPeople() async throws {
        try await withStage { stage in
            let write = """
                local movie = { ids = { trakt = 507 } }
                local comment = trakt.comments.add { movie = movie, comment = "What a wonderful old film 😃 this is 🧙" }
                local note = trakt.notes.add { movie = { ids = { trakt = 481 } }, notes = "Again 👀, with ☕" }
                return { trakt.comments.get(comment.id).comment, trakt.notes.get(note.id).notes }
                """
            let read = try await stage.value(of: write)
            #expect(read == ["What a wonderful old film 😃 this is 🧙", "Again 👀, with ☕"])
            try await stage.reset()
            try await stage.fault(["method": "GET", "path": "*", "kind": "short_codes"])
            let coded = try await stage.value(of: write).array?.compactMap(\.string) ?? []
            #expect(coded.first?.contains(":smiley:") == true)
            #expect(coded.last?.hasPrefix("Again :eyes:") == true)
        }
    }

    /// The characters that a search takes for operators, from the API's documentation.
    private static let operators = #"+ - && || ! ( ) { } [ ] ^ " ~ * ? : / \"#.split(separator: " ").map(String.init)

    @Test("`trakt.search.escape` puts a backslash before every operator, and before nothing else")
    func escape() async throws {
        try await withStage { stage in
            for character in Self.operators {
                let run = try await stage.run("return trakt.search.escape(...)", arguments: ["a\(character)b & c | d"])
                let escaped = character.map { "\\\($0)" }.joined()
                #expect(try run.value == .string("a\(escaped)b & c | d"))
            }
        }
    }

    @Test("What is searched for arrives character by character")
    func search() async throws {
        try await withStage { stage in
            for query in Self.operators + ["%2B", "é ü", "🎬", "a+b c"] {
                let script = "trakt.search.text { type = 'movie', query = (...) }"
                _ = try await stage.run(script, arguments: [query]).value
                let sent = try #require(try await stage.requests().last)
                #expect(sent.path == "/search/movie" && sent.query["query"] == query)
            }
        }
    }

    @Test("A title full of operators is found when they are escaped")
    func found() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local function first(kind, title)
                  return trakt.search.text({ type = kind, query = trakt.search.escape(title) })[1][kind].title
                end
                return { first("movie", "Spider-Man: Into the Spider-Verse"), first("movie", "2001: A Space Odyssey"),
                  first("show", "Shōgun") }
                """)
            #expect(try run.value == ["Spider-Man: Into the Spider-Verse", "2001: A Space Odyssey", "Shōgun"])
        }
    }

    @Test("A slug with unicode and special characters arrives whole")
    func slugs() async throws {
        try await withStage { stage in
            for slug in ["shōgun", "a b", "50%", "a/b", "a+b?c#d"] {
                let failure = try await stage.run("trakt.shows.get(...)", arguments: [slug]).failure
                #expect(failure.kind == "not_found")
                let sent = try #require(try await stage.requests().last)
                #expect(sent.path.removingPercentEncoding == "/shows/" + slug || sent.path == "/shows/" + slug)
                #expect(sent.query.isEmpty)
            }
        }
    }

    @Test("Dates with and without a time, from text, instants and dates; an unknown date is absent when read back")
    func dates() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.history:remove { type = "movie", trakt = 16662 }
                local function add(at) trakt.history:add({ type = "movie", trakt = 16662 }, { watched_at = at }) end
                add "2026-02-01T10:20:30.456Z"
                add "2026-02-02T01:20:30+02:00"
                add "2026-02-03"
                add(time.date(2026, 2, 4))
                add(time.parse "2026-02-05T23:59:59Z")
                trakt.history:remove { type = "movie", trakt = 481 }
                trakt.history:add({ type = "movie", trakt = 481 }, { watched_at = "unknown" })
                local times, plays = {}, trakt.history:items { type = "movies", id = 16662 }
                for position, play in ipairs(plays) do times[position] = play.watched_at end
                local undated = trakt.history:items { type = "movies", id = 481 }
                assert(plays.complete and undated[1].watched_at == nil and undated[1].id)
                times[#times + 1] = "none"
                return times
                """)
            #expect(
                try run.value == [
                    "2026-02-05T23:59:00.000Z", "2026-02-04T00:00:00.000Z", "2026-02-03T00:00:00.000Z",
                    "2026-02-01T23:20:00.000Z", "2026-02-01T10:20:00.000Z", "none",
                ])
        }
    }

    @Test("Ids of 64 bits keep every digit, through tables, JSON, text and a removal by id")
    func largeIDs() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local plays = trakt.sync.history.get { limit = 3 }
                local copy = json.decode(json.encode(plays))
                for position, play in ipairs(plays) do
                  assert(play.id > 2 ^ 53 and copy[position].id == play.id and math.type(copy[position].id) == "integer")
                end
                local text = ("%d"):format(plays[1].id)
                local gone = trakt.history:remove { copy[1], plays[2] }
                local unknown = trakt.sync.history.remove { ids = { math.maxinteger } }
                return { math.tointeger(text) == plays[1].id, gone.deleted, gone.results[1].outcome,
                  unknown.not_found.ids[1] == math.maxinteger }
                """)
            #expect(try run.value == [true, 2, "deleted", true])
        }
    }

    @Test("Ids that are null, and values that are not there, neither match anything nor get lost")
    func nulls() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.watchlist:set {}
                -- Neither has an id at TVDB.
                local one, two = trakt.shows.get "borgen", trakt.shows.get "slow-horses"
                assert(one.ids.tvdb == nil and two.ids.tvdb == nil)
                local added = trakt.watchlist:add { one, two, { type = "show", ids = { trakt = 1388, imdb = json.null } } }
                local removed = trakt.watchlist:remove { type = "show", ids = { tvdb = json.null, imdb = one.ids.imdb } }
                return { added.added, removed.deleted, trakt.watchlist:contains(two), trakt.watchlist:contains(one) }
                """)
            #expect(try run.value == [3, 1, true, false])
        }
    }

    @Test("Whether something was watched is answered for every kind of id, with a look-up where it is needed")
    func watched() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.history:add { { type = "movie", trakt = 16662 },
                  { type = "episode", show = "breaking-bad", season = 2, number = 3 } }
                local function watched(value) return trakt.history:contains(value) end
                assert(watched "tt1375666" and watched { type = "movie", imdb = "tt1375666" })
                assert(watched "inception-2010" and watched { type = "movie", slug = "inception-2010" })
                assert(watched { type = "show", tvdb = 81189 })
                assert(watched { type = "season", show = "breaking-bad", season = 2 })
                assert(watched { type = "episode", show = "breaking-bad", season = 2, number = 3 })
                local unknown = trakt.history:contains { type = "movie", imdb = "tt9999999" }
                """)
            #expect(try run.failure.kind == "not_found")
            #expect(try run.failure.place == "test.lua:9", "only the last line fails")
        }
    }
}

import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`trakt.ratings` and `trakt.favorites`")
struct RatingTests {
    @Test("A rating for all, or each value's own; rating again counts as updated once the ratings were read")
    func add() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.ratings:set {}
                local movie, show = { type = "movie", trakt = 16662 }, { type = "show", trakt = 1388 }
                local first = trakt.ratings:add({ movie, show }, { rating = 8 })
                local again = trakt.ratings:add(movie, { rating = 8 })
                local other = trakt.ratings:add { { item = movie, rating = 9 }, { item = show, rating = 8 } }
                local found = trakt.ratings:items { type = "movies", rating = { 9, 10 } }
                return { tostring(first), tostring(again), again.sent, tostring(other), other.sent, #found,
                  found[1].rating, found[1].movie.ids.trakt }
                """)
            #expect(
                try run.value == ["2 added", "1 existing", 0, "1 updated, 1 existing", 1, 1, 9, 16662])
            let read = try #require(try await stage.requests().last { !$0.isWrite })
            #expect(read.path == "/sync/ratings/movies/9,10")
        }
    }

    @Test("Unread, a rating that replaces another counts as Trakt counts it")
    func unread() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.ratings:add(movie, { rating = 3 })
                local answer = trakt.ratings:add({ type = "movie", trakt = 16662, rating = 4 }, { rating = 9 })
                return { tostring(answer), trakt.ratings:contains(movie) }
                """)
            #expect(try run.value == ["1 added", true])
            let sent = try await stage.requests().filter(\.isWrite).map(\.body)
            #expect(sent.last == ["movies": [["ids": ["trakt": 16662], "rating": 4]]], "a value keeps its own")
            #expect(run.report.reads == 1)
        }
    }

    @Test("`set` makes the ratings exactly these, and keeps when something was rated")
    func set() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local before = trakt.ratings:items()
                local kept = { before[1], before[2] }
                kept[3] = { type = "movie", trakt = 481, rating = 10, rated_at = "2026-01-02T03:04:05Z" }
                local answer, again = trakt.ratings:set(kept), trakt.ratings:set(kept)
                local after = trakt.ratings:items { type = "movies", rating = 10 }
                return { answer.deleted == #before - 2, answer.sent == #before - 1, again.sent, after[1].rated_at,
                  trakt.ratings:set(trakt.ratings).sent }
                """)
            #expect(try run.value == [true, true, 0, "2026-01-02T03:04:05.000Z", 0])
        }
    }

    @Test(
        "What is no rating is refused with its place, before anything is sent",
        arguments: [
            ("trakt.ratings:add { type = 'movie', trakt = 1 }", "{ trakt = 1 } has no rating"),
            ("trakt.ratings:add({ type = 'movie', trakt = 1 }, { rating = 11 })", "from 1 to 10, not 11"),
            ("trakt.ratings:add({ type = 'movie', trakt = 1 }, { rating = 7.5 })", "from 1 to 10, not 7.5"),
            ("trakt.ratings:add({ type = 'movie', trakt = 1 }, { rating = '8' })", #"from 1 to 10, not "8""#),
            (
                "trakt.ratings:set { { type = 'movie', trakt = 1, rating = 1 }, { type = 'movie', trakt = 2 } }",
                "trakt.ratings:set, item 2: { trakt = 2 } has no rating"
            ),
            // Everybody's rating is not the user's.
            ("trakt.ratings:add { type = 'movie', trakt = 1, rating = 8, votes = 5000 }", "has no rating"),
            (
                "trakt.ratings:add({ type = 'person', trakt = 1 }, { rating = 8 })",
                "movies, shows, seasons and episodes"
            ),
            ("trakt.favorites:add { type = 'season', trakt = 1 }", "it takes movies and shows"),
            ("trakt.favorites:add({ type = 'movie', trakt = 1 }, { rating = 8 })", "does not take rating"),
            ("trakt.favorites:add({ 1, 2 }, { type = 'episode' })", "it takes movies and shows, not the type episode"),
            (
                "trakt.favorites:add({ type = 'movie', trakt = 1 }, { notes = ('x'):rep(501) })",
                "notes has at most 500 characters, not 501"
            ),
        ])
    func refused(_ call: String, _ says: String) async throws {
        try await withStage { stage in
            let failure = try await stage.run("\n" + call).failure
            #expect(failure.kind == "invalid_argument")
            #expect(failure.message.contains(says), "\(failure)")
            #expect(failure.place == "test.lua:2", "\(failure)")
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("Favorites: movies and shows with notes, a type for bare ids, and a limit for everybody")
    func favorites() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.favorites:set {}
                local added = trakt.favorites:add({ 16662, 481 }, { type = "movie", notes = "Ä 🎬" })
                trakt.favorites:add { item = "breaking-bad", notes = "all of it" }
                local kept = trakt.favorites:set { { type = "show", trakt = 1388 } }
                local left = trakt.favorites:items()
                return { added.added, kept.deleted, kept.existing, #left, left[1].notes,
                  trakt.favorites:contains(481, { type = "movie" }) }
                """)
            #expect(try run.value == [2, 2, 1, 1, "all of it", false])
            let sent = try #require(try await stage.requests().first { $0.path == "/sync/favorites" && $0.isWrite })
            #expect(sent.body["movies"]?.array?.first == ["ids": ["trakt": 16662], "notes": "Ä 🎬"])
        }
    }
}

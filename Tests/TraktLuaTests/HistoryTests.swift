import Automation
import TestSupport
import Testing
import Trakt

@Suite("`trakt.history`")
struct HistoryTests {
    @Test("A play without a time is now, to the minute, as Trakt keeps it; other times keep theirs")
    func times() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.history:add { type = "movie", trakt = 16662 }
                trakt.history:add({ type = "movie", trakt = 481 }, { watched_at = time.now():minus_hours(2) })
                trakt.history:add { type = "movie", trakt = 507, watched_at = "2026-03-01T20:15:59Z" }
                trakt.history:add({ type = "movie", trakt = 622 }, { watched_at = time.today() })
                trakt.history:add { type = "movie", trakt = 219, watched_at = "released" }
                """)
            _ = try run.value
            let writes = try await stage.requests().filter(\.isWrite)
            let times = writes.map { $0.body["movies"]?.array?.first?["watched_at"]?.string }
            #expect(
                times == [
                    "2026-03-04T12:34:00.000Z", "2026-03-04T10:34:00.000Z", "2026-03-01T20:15:00.000Z",
                    "2026-03-04T00:00:00.000Z", "released",
                ])
        }
    }

    @Test("A play is added once, however often it is asked for in its minute")
    func repeats() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                local before = #trakt.history:items { type = "movies", id = 16662 }
                local first = trakt.history:add { movie, movie, { type = "movie", trakt = 16662, watched_at = "2026-03-01" } }
                local second = trakt.history:add(movie)
                return { first.sent, first.added, second.sent, second.added,
                  #trakt.history:items { type = "movies", id = 16662 } - before }
                """)
            #expect(try run.value == [2, 2, 1, 0, 2])
        }
    }

    @Test("Removing a play that was read removes that one; removing a movie removes all its plays")
    func remove() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.history:remove(movie)
                trakt.history:add { movie, { type = "movie", trakt = 16662, watched_at = "2026-03-01" },
                  { type = "movie", trakt = 16662, watched_at = "2026-03-02" } }
                local plays = trakt.history:items { type = "movies", id = 16662 }
                local one = trakt.history:remove(plays[2])
                local left = trakt.history:items { type = "movies", id = 16662 }
                assert(left[1].id == plays[1].id and left[2].id == plays[3].id)
                return { #plays, one.deleted, #left, trakt.history:remove(movie).deleted, trakt.history:contains(movie) }
                """)
            #expect(try run.value == [3, 1, 2, 2, false])
        }
    }

    @Test("A play at an unknown time is removed alone, and stays undated when it is added again")
    func undated() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.history:remove(movie)
                trakt.history:add { { type = "movie", trakt = 16662, watched_at = "unknown" } }
                local plays = trakt.history:items { type = "movies", id = 16662 }
                assert(#plays == 1 and not plays[1].watched_at)
                local gone = trakt.history:remove(plays[1])
                local back = trakt.history:add(plays[1])
                local after = trakt.history:items { type = "movies", id = 16662 }
                return { gone.deleted, back.added, #after, after[1].watched_at == nil }
                """)
            #expect(try run.value == [1, 1, 1, true])
            let removal = try #require(try await stage.requests().last { $0.path == "/sync/history/remove" })
            #expect(removal.body["ids"]?.array?.count == 1 && removal.body["movies"] == nil)
        }
    }

    @Test("`since` gives the plays from a moment or a day on, complete, with a colon as with a dot")
    func since() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local plays = trakt.history.since(time.now():minus_days(3))
                for _, play in ipairs(plays) do assert(play.watched_at >= "2026-03-01T12:34:56.000Z", play.watched_at) end
                assert(plays.complete and #plays > 0 and #plays < #trakt.history:items())
                assert(#trakt.history:since(time.now():minus_days(3)) == #plays)
                return #trakt.history.since(time.today():minus_days(1)) <= #plays
                """)
            #expect(try run.value == true)
            let starts = try await stage.requests().compactMap { $0.query["start_at"] }
            #expect(starts.first == "2026-03-01T12:34:56.000Z" && starts.last == "2026-03-03T00:00:00.000Z")
        }
    }

    @Test("`contains` asks for one play, of whatever kind")
    func contains() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local play = trakt.sync.history.get({ type = "episodes", limit = 1 })[1]
                local movie = { type = "movie", trakt = 16662 }
                trakt.history:remove(movie)
                return { trakt.history:contains(play), trakt.history:contains(play.show), trakt.history:contains(movie) }
                """)
            #expect(try run.value == [true, true, false])
            let looks = try await stage.requests().filter { $0.path.split(separator: "/").count == 4 && !$0.isWrite }
            // The removal reads the movie's plays, whose ids it sends.
            #expect(looks.count == 4 && looks.count { $0.query["limit"] == "1" } == 3)
        }
    }

    @Test("Two plays of one film in one minute are one, also when it is copied back")
    func copied() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662, watched_at = "2026-03-01T20:00:00Z" }
                trakt.history:remove { type = "movie", trakt = 16662 }
                trakt.history:add(movie)
                trakt.history:add(movie)
                local plays = trakt.history:items { type = "movies", id = 16662 }
                trakt.history:remove(plays)
                local answer = trakt.history:add(plays)
                return { #plays, answer.sent, #answer.results, #trakt.history:items { type = "movies", id = 16662 } }
                """)
            #expect(try run.value == [1, 1, 1, 1])
        }
    }

    @Test("One movie under two kinds of id, in one minute, is one play; at two times nothing is looked up")
    func kindsOfID() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local by_imdb = { type = "movie", imdb = "tt1375666" }
                local one = trakt.history:add { by_imdb, { type = "movie", trakt = 16662 } }
                return { one.sent, one.added, one.results[2].outcome }
                """)
            #expect(try run.value == [1, 1, "added"])
            #expect(run.report.reads == 1)
            let apart = try await stage.run(
                """
                return trakt.history:add({ { item = { type = "movie", imdb = "tt1375666" }, watched_at = "2026-03-01" },
                  { type = "movie", trakt = 16662, watched_at = "2026-03-02" } }).added
                """)
            #expect(try apart.value == 2)
            #expect(apart.report.reads == 0)
            let unknown = try await stage.run(
                """
                local answer = trakt.history:add { { type = "movie", imdb = "tt99999999" }, { type = "movie", trakt = 481 } }
                return { answer.results[1].outcome, answer.results[2].outcome }
                """)
            #expect(try unknown.value == ["not_found", "added"])
        }
    }

    @Test("What a scrobble answers is no play of the history: removing it is refused, asking for it is not")
    func scrobbles() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = trakt.movies.get "the-matrix-1999"
                trakt.history:add(movie)
                local paused = trakt.scrobble.pause { movie = movie, progress = 40 }
                local ok, problem = pcall(trakt.history.remove, trakt.history, paused)
                return { ok, problem.kind, trakt.history:contains(paused) }
                """)
            #expect(try run.value == [false, "invalid_argument", true])
        }
    }
}

import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rule prune-watched")
struct PruneWatchedTests {
    @Test("What was watched after it was listed comes off, nothing else; with nothing watched no call is made")
    func prunes() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            let lists = ["lists": #"["New episodes"]"#]
            try await stage.person(
                """
                trakt.history:remove { { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 } }
                trakt.history:add { type = "movie", trakt = 481 }  -- watched, then listed again
                """)
            try await stage.setClock("2026-03-04T13:00:00.000Z")
            try await stage.person(
                """
                trakt.list("New episodes"):add {
                  { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 }, { type = "show", trakt = 1388 },
                }
                """)
            #expect(try await bench.tick(nil, lists).writes == 0)
            #expect(try await bench.tick("2026-03-04T14:00:00.000Z", lists).calls.isEmpty)

            try await stage.setClock("2026-03-04T15:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'movie', trakt = 16662 }")
            let tick = try await bench.tick(nil, lists)
            #expect(tick.printed == ["New episodes: 1 deleted"])
            #expect(tick.writes == 1)
            #expect(
                tick.calls.filter { !$0.isWrite }.map(\.path).filter { !$0.hasSuffix("/items") } == ["/sync/history"])
            let left = try await stage.answer("/users/me/lists/new-episodes/items?limit=250").array ?? []
            #expect(left.compactMap { $0["type"]?.string }.sorted() == ["movie", "show"])
            #expect(left.contains { $0["movie"]?["ids"]?["trakt"] == 481 })
            #expect(try await bench.tick(nil, lists).calls.isEmpty)
        }
    }

    @Test("Watching an episode takes off the episode, and neither its season nor its show")
    func wholeShows() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person(
                """
                trakt.list("New episodes"):add {
                  { type = "show", slug = "borgen" }, { type = "season", show = "borgen", season = 1 },
                  { type = "episode", show = "borgen", season = 1, number = 1 },
                  { type = "episode", show = "borgen", season = 1, number = 2 },
                }
                """)
            _ = try await bench.tick()
            try await stage.setClock("2026-03-04T15:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'episode', show = 'borgen', season = 1, number = 1 }")
            #expect(try await bench.tick().printed == ["New episodes: 1 deleted"])
            let left = try await stage.answer("/users/me/lists/new-episodes/items").array ?? []
            #expect(left.compactMap { $0["type"]?.string }.sorted() == ["episode", "season", "show"])
        }
    }

    /// The movies on "New episodes".
    private func movies(on stage: ScriptStage) async throws -> [Int64] {
        let items = try await stage.answer("/users/me/lists/new-episodes/items?limit=250").array ?? []
        return items.compactMap { $0["movie"]?["ids"]?["trakt"]?.integer }.sorted()
    }

    private static let back = "{ watched_at = '2026-02-20T20:00:00Z' }"

    @Test(
        "A play that is dated back to before it was listed counts as well, when it was made after that",
        arguments: ["2026-03-04T14:00:00.000Z", "2026-03-04T16:00:00.000Z", "2026-04-15T16:00:00.000Z"])
    func datedBack(run: String) async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person("trakt.history:remove { { type = 'movie', trakt = 16662 } }")
            _ = try await bench.tick("2026-03-04T13:00:00.000Z")
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            try await stage.person(
                "trakt.list('New episodes'):add { { type = 'movie', trakt = 16662 }, { type = 'movie', trakt = 481 } }")
            // In the run at fourteen, or between two runs.
            _ = try await bench.tick(run)
            try await stage.setClock(String(run.prefix(13)) + ":30:00.000Z")
            try await stage.person("trakt.history:add({ type = 'movie', trakt = 16662 }, \(Self.back))")
            let tick = try await bench.tick()
            #expect(tick.printed == ["New episodes: 1 deleted"])
            let reads = tick.calls.filter { $0.path == "/sync/history" }
            #expect(reads.map { $0.query["start_at"] } == ["2026-02-02T14:00:00.000Z"])
            #expect(try await movies(on: stage) == [481])
        }
    }

    @Test(
        "A play that is dated back to after the last reading, but before the last run, counts for what was listed then")
    func datedBackToIdleTime() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person("trakt.history:remove { { type = 'movie', trakt = 16662 } }")
            _ = try await bench.tick("2026-03-04T13:00:00.000Z")
            try await stage.setClock("2026-03-06T14:00:00.000Z")
            try await stage.person("trakt.list('New episodes'):add { type = 'movie', trakt = 16662 }")
            #expect(try await bench.tick().calls.isEmpty)
            try await stage.setClock("2026-03-06T19:00:00.000Z")
            try await stage.person(
                "trakt.history:add({ type = 'movie', trakt = 16662 }, { watched_at = '2026-03-05T20:00:00Z' })")
            #expect(try await bench.tick().printed == ["New episodes: 1 deleted"])
        }
    }

    @Test("What is listed after a play that is dated back stays, whatever is watched next")
    func listedAfterDatedBack() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person("trakt.history:remove { { type = 'movie', trakt = 16662 } }")
            _ = try await bench.tick("2026-03-04T13:00:00.000Z")
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            try await stage.person("trakt.history:add({ type = 'movie', trakt = 16662 }, \(Self.back))")
            try await stage.setClock("2026-03-04T14:01:00.000Z")
            try await stage.person("trakt.list('New episodes'):add { type = 'movie', trakt = 16662 }")
            #expect(try await bench.tick().writes == 0, "in the same time between two runs")
            for moment in ["2026-03-05T14:00:00.000Z", "2026-03-09T14:00:00.000Z"] {
                try await stage.setClock(moment)
                try await stage.person("trakt.history:add({ type = 'movie', trakt = 1390 }, \(Self.back))")
                #expect(try await bench.tick().writes == 0)
            }
            #expect(try await movies(on: stage) == [16662])
        }
    }

    @Test(
        "What is listed again between two runs, right after it was watched, stays although more is watched then",
        arguments: ["2026-03-04T13:00:00.000Z", "2026-03-04T14:00:40.000Z"])
    func listedAgainAtOnce(run: String) async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            _ = try await bench.tick(run)
            for (minute, deed) in [
                "trakt.history:add { type = 'movie', trakt = 16662 }",
                "trakt.list('New episodes'):add { type = 'movie', trakt = 16662 }",
                "trakt.history:add { type = 'movie', trakt = 481 }",
            ].enumerated() {
                try await stage.setClock("2026-03-04T14:0\(minute):50.000Z")
                try await stage.person(deed)
            }
            #expect(try await bench.tick().writes == 0)
            #expect(try await movies(on: stage) == [16662])
        }
    }

    @Test("Plays from before those that were read the last time are no new ones: another list makes the reading longer")
    func longerReading() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person(
                """
                trakt.history:remove { { type = "movie", trakt = 16662 } }
                trakt.history:add({ type = "movie", trakt = 16662 }, \(Self.back))
                trakt.list("Old"):add { type = "movie", trakt = 16662 }
                """)
            _ = try await bench.tick("2026-04-20T13:00:00.000Z")
            try await stage.setClock("2026-04-20T14:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'movie', trakt = 481 }")
            #expect(try await bench.tick(nil, ["lists": #"["Old"]"#]).writes == 0)
        }
    }

    @Test(
        "What was watched before and after it was listed goes; a list named in the options later is looked through too")
    func watchedTwice() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            for (hour, deed) in [
                "trakt.history:add { type = 'movie', trakt = 481 }",
                "for _, name in ipairs { 'New episodes', 'Other' } do trakt.list(name):add { type = 'movie', trakt = 481 } end",
                "trakt.history:add { type = 'movie', trakt = 481 }",
            ].enumerated() {
                try await stage.setClock("2026-03-04T1\(4 + hour):00:00.000Z")
                try await stage.person(deed)
            }
            #expect(try await bench.tick().printed == ["New episodes: 1 deleted"])
            #expect(try await bench.tick(nil, ["lists": #"["Other"]"#]).printed == ["Other: 1 deleted"])
        }
    }

    @Test("The history is read from before the oldest movie or episode of a year, whatever else is on the lists")
    func reading() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            for (moment, item) in [
                ("2026-03-05T12:00:00.000Z", "{ type = 'movie', trakt = 1390 }"),
                ("2027-03-05T12:00:00.000Z", "{ type = 'show', trakt = 1388 }"),
                ("2027-03-06T12:00:00.000Z", "{ type = 'movie', trakt = 481 }"),
            ] {
                try await stage.setClock(moment)
                try await stage.person("trakt.list('New episodes'):add \(item)")
            }
            for (moment, start) in [
                ("2027-03-07T12:00:00.000Z", "2027-02-04T12:00:00.000Z"),
                ("2028-04-01T12:00:00.000Z", "2028-03-02T12:00:00.000Z"),
            ] {
                try await stage.setClock(moment)
                try await stage.person("trakt.history:add { type = 'movie', trakt = 16662 }")
                let reads = try await bench.tick().calls.filter { $0.path == "/sync/history" }
                #expect(reads.map { $0.query["start_at"] } == [start])
            }
        }
    }

    @Test("A list that is not there is left alone, made neither now nor later; one that was deleted too")
    func missing() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            let options = ["lists": #"["Nowhere", "Films"]"#]
            try await stage.person("trakt.list('Films'):add { type = 'movie', trakt = 16662 }")
            #expect(try await bench.tick(nil, options).writes == 0)
            try await stage.person("trakt.lists.delete('me', 'films')")
            try await stage.setClock("2026-03-04T15:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'movie', trakt = 16662 }")
            let tick = try await bench.tick(nil, options)
            #expect(tick.writes == 0)
            #expect(tick.printed.isEmpty)
        }
    }

    @Test("A history or a list that came only in part takes nothing off before it is whole")
    func partial() async throws {
        try await withStage { stage in
            let bench = try RuleBench("prune-watched", on: stage)
            try await stage.person("trakt.list('New episodes'):add { type = 'movie', trakt = 16662 }")
            _ = try await bench.tick()
            try await stage.setClock("2026-03-04T15:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'movie', trakt = 16662 }")
            try await stage.fault(["method": "GET", "path": "/sync/history*", "kind": "short_page"])
            #expect(try await bench.attempt().run.failure.message.contains("came only in part"))
            try await stage.removeFaults()
            #expect(try await bench.tick().printed == ["New episodes: 1 deleted"])
        }
    }
}

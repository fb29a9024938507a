import Automation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rule new-episodes")
struct NewEpisodesTests {
    private static let now = "2026-03-04T12:34:56.000Z"
    private static let calendar = "/calendars/my/shows/2026-02-25/10"
    private static let weekAgo = "2026-02-25T12:34:56.000Z"

    /// What the rule has to find, worked out from the sandbox's own answers.
    private func expected(from: String, to: String, on stage: ScriptStage) async throws -> [Int64] {
        let watched = try await stage.watched(since: from)
        return try await stage.airings(from: from, to: to)
            .filter { $0.season > 0 && !watched.contains($0.id) }.map(\.id).sorted()
    }

    /// The next episode that will air, of a show that is followed already.
    private func next(after moment: String, on stage: ScriptStage) async throws -> Airing {
        let coming = try await stage.airings(from: moment, to: "2026-04-01").filter { $0.at > moment && $0.season > 0 }
        return try #require(coming.min { $0.at < $1.at })
    }

    @Test("What aired and was not watched comes onto the list; afterwards nothing is asked and nothing sent")
    func twice() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            let wanted = try await expected(from: Self.weekAgo, to: Self.now, on: stage)
            #expect(wanted.count > 3, "the demo has new episodes")
            let first = try await bench.tick()
            #expect(first.run.report.rule == "New episodes")
            #expect(first.printed.first?.hasPrefix("to watch:\t\(wanted.count) added") == true, "\(first.printed)")
            #expect(try await stage.listed("new-episodes") == wanted)
            #expect(first.writes == 2, "the list made, the episodes added")

            let second = try await bench.tick()
            #expect(second.calls.isEmpty)
            #expect(second.looks == 1)
            #expect(try await stage.listed("new-episodes") == wanted)
        }
    }

    @Test("What airs later comes onto the list with one call, the one that puts it there")
    func airsLater() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let next = try await next(after: Self.now, on: stage)
            #expect(next.at == "2026-03-05T20:00:00.000Z")
            #expect(try await bench.tick("2026-03-05T19:00:00.000Z").calls.map(\.path) == [Self.calendar])
            #expect(try await bench.tick("2026-03-05T19:59:59.999Z").calls.isEmpty)
            let tick = try await bench.tick("2026-03-05T20:00:00.000Z")
            #expect(tick.reads == 0 && tick.writes == 1)
            #expect(try await stage.listed("new-episodes").contains(next.id))
        }
    }

    @Test("A week of ticks: everything that aired comes onto the list once, each idle tick makes no call of its own")
    func week() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            let before = try await stage.watched(since: Self.weekAgo)
            var added: [Int64] = []
            var reads: [String] = []
            for hour in stride(from: 13, through: 13 + 7 * 24, by: 6) {
                let day = 4 + hour / 24
                let moment = "2026-03-\(day < 10 ? "0" : "")\(day)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00.000Z"
                let tick = try await bench.tick(moment)
                added += tick.calls.filter { $0.path.hasSuffix("/items") && $0.isWrite }.flatMap {
                    $0.body["episodes"]?.array?.compactMap { $0["ids"]?["trakt"]?.integer } ?? []
                }
                reads += tick.calls.filter { !$0.isWrite }.map(\.path)
            }
            let wanted = try await stage.airings(from: Self.weekAgo, to: "2026-03-11T13:00:00")
                .filter { $0.season > 0 && !before.contains($0.id) }
            #expect(added.sorted() == wanted.map(\.id).sorted(), "each once")
            #expect(reads.count { $0.hasPrefix("/calendars") } <= 1 + 7, "one reading a day")
            #expect(reads.count <= 5 + 7, "\(reads)")
        }
    }

    @Test("What was watched comes off the list, for one reading of the history; watched again, it is left alone")
    func watched() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let before = try await stage.listed("new-episodes")
            let episode = try #require(before.first)
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(episode) }")
            let tick = try await bench.tick()
            #expect(try await stage.listed("new-episodes") == before.filter { $0 != episode })
            #expect(tick.printed == ["watched: \t1 deleted"])
            // What stands on the list is read by the guard that makes the removal undoable.
            #expect(tick.calls.map(\.description).filter { !$0.contains("/items") } == ["GET /sync/history"])
            #expect(tick.writes == 1)
            #expect(try await bench.tick().calls.isEmpty)

            let again = "trakt.list('New episodes'):add { type = 'episode', trakt = \(episode) }"
            try await stage.person(again)
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(before[1]) }")
            _ = try await bench.tick()
            #expect(try await stage.listed("new-episodes") == before.filter { $0 != before[1] })
        }
    }

    @Test(
        "What was watched comes off also when the play is dated back to long ago",
        arguments: ["released", "2026-03-01T20:00:00.000Z"])
    func datedBack(date: String) async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let aired = try await stage.airings(from: Self.weekAgo, to: Self.now).filter { $0.at < "2026-03-01T20" }
            let before = try await stage.listed("new-episodes")
            let episode = try #require(aired.last { before.contains($0.id) })
            let oldest = try #require(aired.filter { before.contains($0.id) }.map(\.at).min())
            _ = try await bench.tick("2026-03-29T12:00:00.000Z")
            let later = try await stage.listed("new-episodes")
            try await stage.person(
                "trakt.history:add({ type = 'episode', trakt = \(episode.id) }, { watched_at = '\(date)' })")
            let tick = try await bench.tick()
            #expect(try await stage.listed("new-episodes") == later.filter { $0 != episode.id })
            #expect(tick.printed == ["watched: \t1 deleted"])
            let reads = tick.calls.filter { !$0.isWrite && !$0.path.hasSuffix("/items") }
            #expect(reads.map(\.path) == ["/sync/history"])
            #expect(reads.first?.query["start_at"] == oldest)
            #expect(tick.writes == 1)
            #expect(try await bench.tick().calls.isEmpty)
        }
    }

    @Test("What the person took off long ago makes no reading of the history longer")
    func takenOffLongAgo() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let before = try await stage.listed("new-episodes")
            let aired = try await stage.airings(from: Self.weekAgo, to: Self.now).filter { before.contains($0.id) }
            let oldest = try #require(aired.map(\.at).min())
            let next = try #require(aired.map(\.at).filter { $0 > oldest }.min())
            for airing in aired where airing.at == oldest {
                try await stage.person("trakt.list('New episodes'):remove { type = 'episode', trakt = \(airing.id) }")
            }
            _ = try await bench.tick("2026-03-29T12:00:00.000Z")
            let later = try await stage.listed("new-episodes")
            for _ in 1...2 {
                try await stage.person(
                    "trakt.history:add { type = 'episode', show = 'borgen', season = 1, number = 1 }")
                let reads = try await bench.tick().calls.filter { $0.path == "/sync/history" }
                #expect(reads.map { $0.query["start_at"] } == [next])
            }
            #expect(try await stage.listed("new-episodes") == later)
        }
    }

    @Test("What is on the list before the first run, put there after it was watched, stays until it is watched again")
    func listedBefore() async throws {
        try await withStage { stage in
            let episode = "{ type = 'episode', show = 'borgen', season = 1, number = 1 }"
            try await stage.person("trakt.history:add \(episode)")
            try await stage.setClock("2026-03-04T13:00:00.000Z")
            try await stage.person("trakt.list('New episodes'):add \(episode)")
            let listed = try #require(try await stage.listed("new-episodes").first)
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            #expect(try await stage.listed("new-episodes").contains(listed))
            try await stage.person("trakt.history:add \(episode)")
            _ = try await bench.tick()
            #expect(try await !stage.listed("new-episodes").contains(listed))
        }
    }

    @Test("What is on a list that is named in the options later comes off, if it was watched since it was put there")
    func anotherListWatched() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            let episode = "{ type = 'episode', show = 'borgen', season = 1, number = 1 }"
            try await stage.person("trakt.list('Fresh'):add \(episode)")
            let listed = try #require(try await stage.listed("fresh").first)
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            try await stage.person("trakt.history:add \(episode)")
            _ = try await bench.tick()
            _ = try await bench.tick(nil, ["list": "Fresh"])
            #expect(try await !stage.listed("fresh").contains(listed))
        }
    }

    @Test("A list that came only in part is not taken for the whole of it")
    func partialList() async throws {
        try await withStage { stage in
            try await stage.person(
                """
                trakt.list("New episodes"):add {
                  { type = "episode", show = "borgen", season = 1, number = 1 },
                  { type = "episode", show = "borgen", season = 1, number = 2 },
                }
                """)
            let bench = try RuleBench("new-episodes", on: stage)
            try await stage.fault(["method": "GET", "path": "/users/me/lists/*/items*", "kind": "short_page"])
            #expect(try await bench.attempt().run.failure.message.contains("came only in part"))
            try await stage.removeFaults()
            _ = try await bench.tick()
        }
    }

    @Test("What was watched makes room on the list before anything is added")
    func roomFirst() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let episode = try #require(try await stage.listed("new-episodes").first)
            try await stage.setClock("2026-03-05T20:30:00.000Z")
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(episode) }")
            let writes = try await bench.tick().calls.filter(\.isWrite).map(\.path)
            #expect(writes.count == 2)
            #expect(writes.first?.hasSuffix("/items/remove") == true)
        }
    }

    @Test("What the person takes off the list stays away")
    func takenOff() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let before = try await stage.listed("new-episodes")
            try await stage.person("trakt.list('New episodes'):remove { type = 'episode', trakt = \(before[0]) }")
            _ = try await bench.tick()
            _ = try await bench.tick("2026-03-05T13:00:00.000Z")
            #expect(try await !stage.listed("new-episodes").contains(before[0]))
        }
    }

    @Test("A show that is followed from now on, by watching it or on the watchlist, counts at once")
    func newlyFollowed() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let mine = Set(try await stage.airings(from: Self.weekAgo, to: Self.now).map(\.show))
            let everything = try await stage.answer("/calendars/all/shows/2026-02-26/7").array ?? []
            let others = everything.compactMap(Airing.init).filter {
                !mine.contains($0.show) && $0.season > 0 && $0.at < Self.now && Self.weekAgo < $0.at
            }
            let shows = Array(Set(others.map(\.show))).sorted()
            try #require(shows.count >= 2, "the demo has shows that nobody follows")
            try await stage.person("trakt.watchlist:add { type = 'show', trakt = \(shows[0]) }")
            _ = try await bench.tick()
            #expect(
                Set(try await stage.listed("new-episodes")).isSuperset(
                    of: others.filter { $0.show == shows[0] }.map(\.id)))

            let episodes = others.filter { $0.show == shows[1] }
            try await stage.person(
                """
                trakt.history:add { type = 'episode', show = \(shows[1]), season = 1, number = 1 }
                """)
            _ = try await bench.tick()
            #expect(
                Set(try await stage.listed("new-episodes")).isSuperset(
                    of: episodes.filter { $0.season != 1 || $0.number != 1 }.map(\.id)))
        }
    }

    @Test(
        "What a dropped or hidden show has still to air does not come onto the list, although it was known before",
        arguments: ["dropped", "calendar"])
    func dropped(section: String) async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let next = try await next(after: Self.now, on: stage)
            _ = try await bench.tick("2026-03-05T19:00:00.000Z")
            try await stage.person("trakt.hidden('\(section)'):add { type = 'show', trakt = \(next.show) }")
            #expect(next.at == "2026-03-05T20:00:00.000Z", "within the day for which the calendar was read")
            _ = try await bench.tick(next.at)
            #expect(try await !stage.listed("new-episodes").contains(next.id))
        }
    }

    @Test("Options: the list's name, how many days, specials; more days than the calendar has are refused")
    func options() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            let wanted = try await expected(from: "2026-03-02T12:34:56", to: Self.now, on: stage)
            _ = try await bench.tick(nil, ["days": "2", "list": "Fresh"])
            #expect(try await stage.listed("fresh") == wanted)
            for days in ["0", "31", "-1"] {
                let refused = try await bench.attempt(nil, ["days": days])
                #expect(try refused.run.failure.message.contains("days must be from 1 to 30, not \(days)"))
            }
            let most = try await bench.tick(nil, ["days": "30", "list": "Fresh", "specials": "true"])
            #expect(most.calls.allSatisfy { $0.objections.isEmpty })
            let watched = try await stage.watched(since: "2026-02-02T12:34:56")
            let all = try await stage.airings(from: "2026-02-02T12:34:56", to: Self.now)
            #expect(Set(try await stage.listed("fresh")) == Set(all.map(\.id)).subtracting(watched))
        }
    }

    @Test("Specials come onto the list only where they are wanted")
    func specials() async throws {
        try await withStage { stage in
            let client = stage.client(through: SpecialsTransport(transport: stage.transport))
            let wanted = try await expected(from: Self.weekAgo, to: Self.now, on: stage)
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick(nil, client: client)
            #expect(try await stage.listed("new-episodes").isEmpty)
            _ = try await bench.tick(nil, ["specials": "true"], client: client)
            #expect(try await stage.listed("new-episodes") == wanted)
        }
    }

    @Test("A list of another name begins afresh, and one that was deleted is made again for what comes")
    func anotherList() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let first = try await stage.listed("new-episodes")
            _ = try await bench.tick(nil, ["list": "Fresh"])
            #expect(try await stage.listed("fresh") == first)
            #expect(try await stage.listed("new-episodes") == first)

            try await stage.person("trakt.lists.delete('me', 'fresh')")
            let later = try await bench.tick("2026-03-05T20:30:00.000Z", ["list": "Fresh"])
            #expect(later.run.report.writes >= 2)
            #expect(try await !stage.listed("fresh").isEmpty)
        }
    }

    @Test("A history that came only in part stops the rule before it changes anything, and is read again")
    func partial() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let before = try await stage.listed("new-episodes")
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(before[0]) }")
            try await stage.fault(["method": "GET", "path": "/sync/history*", "kind": "short_page"])
            #expect(try await bench.attempt().run.failure.message.contains("came only in part"))
            try await stage.removeFaults()
            #expect(try await stage.listed("new-episodes") == before)
            #expect(try await bench.tick().printed == ["watched: \t1 deleted"])
        }
    }

    @Test("A list that is full ends no run, and gets what is missing as soon as it has room")
    func fullList() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let next = try await next(after: Self.now, on: stage)
            try await stage.fault(["method": "POST", "path": "/users/me/lists/*", "kind": "status", "status": 420])
            #expect(try await bench.attempt("2026-03-05T20:30:00.000Z").run.report.state == .finished)
            try await stage.removeFaults()
            #expect(try await !stage.listed("new-episodes").contains(next.id))
            _ = try await bench.tick()
            #expect(try await stage.listed("new-episodes").contains(next.id))
        }
    }

    @Test("A run that fails before its change was made leaves nothing out: the next one makes it")
    func failsBetween() async throws {
        try await withStage { stage in
            let bench = try RuleBench("new-episodes", on: stage)
            _ = try await bench.tick()
            let next = try await next(after: Self.now, on: stage)
            try await stage.fault(["method": "POST", "path": "/users/me/lists/*", "kind": "status", "status": 404])
            #expect(try await bench.attempt("2026-03-05T20:30:00.000Z").run.failure.kind == "not_found")
            try await stage.removeFaults()
            #expect(try await !stage.listed("new-episodes").contains(next.id))
            _ = try await bench.tick()
            #expect(try await stage.listed("new-episodes").contains(next.id))
        }
    }
}

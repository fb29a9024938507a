import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rule up-next")
struct UpNextTests {
    /// The next episodes of the shows in progress, as the sandbox tells them.
    private func expected(on stage: ScriptStage) async throws -> [Int64] {
        let entries = try await stage.answer("/sync/progress/up_next?limit=250").array ?? []
        return entries.compactMap { $0["progress"]?["next_episode"]?["ids"]?["trakt"]?.integer }.sorted()
    }

    @Test("The list has one next episode of every show in progress; afterwards nothing is asked")
    func list() async throws {
        try await withStage { stage in
            let bench = try RuleBench("up-next", on: stage)
            let wanted = try await expected(on: stage)
            #expect(wanted.count > 10)
            _ = try await bench.tick()
            #expect(try await stage.listed("up-next") == wanted)
            #expect(try await bench.tick().reads <= 1, "the calendar, once a day")
            #expect(try await bench.tick().calls.isEmpty)
        }
    }

    @Test("Watching an episode moves its show on")
    func watched() async throws {
        try await withStage { stage in
            let bench = try RuleBench("up-next", on: stage)
            _ = try await bench.tick()
            let episode = try #require(try await stage.listed("up-next").first)
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(episode) }")
            let tick = try await bench.tick()
            #expect(tick.writes <= 2)
            #expect(
                tick.calls.filter { !$0.isWrite && !$0.path.hasSuffix("/items") }.map(\.path) == [
                    "/sync/progress/up_next"
                ])
            #expect(try await stage.listed("up-next") == expected(on: stage))
            #expect(try await !stage.listed("up-next").contains(episode))
        }
    }

    @Test("An episode that airs brings back a show that was watched to its end, and nothing is asked until then")
    func airs() async throws {
        try await withStage { stage in
            let bench = try RuleBench("up-next", on: stage)
            let coming = try await stage.airings(from: "2026-03-04T12:34:56", to: "2026-03-08")
                .filter { $0.season > 0 }
            let next = try #require(coming.min { $0.at < $1.at })
            try await stage.person(
                """
                for _, season in ipairs(trakt.seasons.list(\(next.show), { extended = "episodes,full" })) do
                  local aired = {}
                  for _, episode in ipairs(season.number > 0 and season.episodes or {}) do
                    if episode.first_aired and episode.first_aired < tostring(time.now()) then
                      aired[#aired + 1] = { type = "episode", ids = episode.ids }
                    end
                  end
                  if #aired > 0 then trakt.history:add(aired) end
                end
                """)
            _ = try await bench.tick()
            #expect(try await !stage.listed("up-next").contains(next.id))
            #expect(next.at == "2026-03-05T20:00:00.000Z")
            _ = try await bench.tick("2026-03-05T18:00:00.000Z")
            _ = try await bench.tick("2026-03-05T18:01:00.000Z")
            #expect(try await bench.tick("2026-03-05T19:59:59.999Z").calls.isEmpty)
            let tick = try await bench.tick(next.at)
            #expect(tick.writes > 0)
            #expect(try await stage.listed("up-next").contains(next.id))
        }
    }

    @Test(
        "Shows begun anew, dropped and hidden ones, hidden seasons: the list follows, told or worked out",
        arguments: [false, true])
    func specialCases(isRefused: Bool) async throws {
        try await withStage(isVIP: true) { stage in
            let bench = try RuleBench("up-next", on: stage)
            let fault: JSONValue = ["path": "/sync/progress/up_next", "kind": "status", "status": 403]
            if isRefused { try await stage.fault(fault) }
            _ = try await bench.tick()
            let changes = [
                "trakt.hidden('dropped'):add { type = 'show', ids = entries[1].show.ids }",
                "trakt.hidden('progress_watched'):add { type = 'show', ids = entries[2].show.ids }",
                "trakt.shows.progress.reset(entries[3].show, { reset_at = time.now() })",
                """
                for _, season in ipairs(trakt.seasons.list(entries[4].show)) do
                  if season.number == entries[4].progress.next_episode.season then
                    trakt.users.hidden.add("progress_watched", { seasons = { { ids = { trakt = season.ids.trakt } } } })
                  end
                end
                """,
            ]
            for (count, change) in changes.enumerated() {
                try await stage.removeFaults()
                let before = try await expected(on: stage)
                try await stage.person(
                    "local entries = trakt.sync.progress.up_next:all { sort_by = 'title' } " + change)
                let wanted = try await expected(on: stage)
                #expect(wanted != before, "change \(count) changes something")
                if isRefused { try await stage.fault(fault) }
                _ = try await bench.tick()
                #expect(try await stage.listed("up-next") == wanted, "change \(count)")
            }
        }
    }

    @Test("A part of what is up next, or none of it, empties no list")
    func partial() async throws {
        try await withStage { stage in
            let bench = try RuleBench("up-next", on: stage)
            _ = try await bench.tick()
            let before = try await stage.listed("up-next")
            try await stage.person("trakt.history:add { type = 'episode', trakt = \(before[0]) }")
            try await stage.fault(["path": "/sync/progress/up_next", "kind": "empty_array"])
            _ = try await bench.tick()
            try await stage.removeFaults()
            #expect(try await stage.listed("up-next") == expected(on: stage))
            #expect(try await stage.listed("up-next").count > 10)
        }
    }

    @Test("What the person puts on the rule's list is taken off when the list is made the next time")
    func foreign() async throws {
        try await withStage { stage in
            let bench = try RuleBench("up-next", on: stage)
            _ = try await bench.tick()
            try await stage.person("trakt.list('Up next'):add { type = 'movie', trakt = 16662 }")
            _ = try await bench.tick("2026-03-05T13:00:00.000Z")
            let items = try await stage.answer("/users/me/lists/up-next/items?limit=250").array ?? []
            #expect(items.allSatisfy { $0["type"] == "episode" })
            #expect(try await stage.listed("up-next") == expected(on: stage))
        }
    }
}

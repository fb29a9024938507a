import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rules in scripts/rules")
struct ShippedRuleTests {
    private static let rules = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../scripts/rules").standardizedFileURL

    private func rule(_ name: String) throws -> ScriptFile {
        try ScriptFile(reading: Self.rules.appending(path: name + ".lua").path)
    }

    /// The Trakt ids of the episodes on the list "New episodes", as the sandbox has it.
    private func listed(on stage: ScriptStage) async throws -> [Int64] {
        let items = try await stage.answer("/users/me/lists/new-episodes/items?limit=250").array ?? []
        return items.compactMap { $0["episode"]?["ids"]?["trakt"]?.integer }.sorted()
    }

    /// What the rule has to find, worked out from the sandbox's own answers.
    private func newEpisodes(since from: String, until now: String, on stage: ScriptStage) async throws -> [Int64] {
        let entries = try await stage.answer("/calendars/my/shows/2026-02-20/20").array ?? []
        let plays = try await stage.answer("/sync/history/episodes?limit=250&start_at=\(from)").array ?? []
        let watched = Set(plays.compactMap { $0["episode"]?["ids"]?["trakt"]?.integer })
        return entries.compactMap { entry in
            guard let aired = entry["first_aired"]?.string, from <= aired, aired <= now,
                let season = entry["episode"]?["season"]?.integer, season > 0,
                let id = entry["episode"]?["ids"]?["trakt"]?.integer, !watched.contains(id)
            else { return nil }
            return id
        }.sorted()
    }

    @Test("new-episodes puts what aired and was not watched onto its list, and changes nothing the second time")
    func newEpisodesTwice() async throws {
        try await withStage { stage in
            let script = try rule("new-episodes")
            let expected = try await newEpisodes(
                since: "2026-02-25T12:34:56.000Z", until: "2026-03-04T12:34:56.000Z", on: stage)
            #expect(expected.count > 3, "the demo has new episodes")
            try await stage.forgetRequests()

            let first = try await stage.run(script)
            _ = try first.value
            #expect(first.report.rule == "New episodes")
            #expect(first.printed.count == 2)
            #expect(first.printed.first?.hasPrefix("to watch:\t\(expected.count) added") == true, "\(first.printed)")
            #expect(try await listed(on: stage) == expected)
            #expect(first.report.writes == 2, "the list made, the episodes added")

            let second = try await stage.run(script)
            _ = try second.value
            #expect(second.report.writes == 0)
            #expect(try await listed(on: stage) == expected)
            #expect(try await stage.requests().allSatisfy { $0.objections.isEmpty })
        }
    }

    @Test("new-episodes takes an episode off its list once it was watched")
    func newEpisodesWatched() async throws {
        try await withStage { stage in
            let script = try rule("new-episodes")
            _ = try await stage.run(script).value
            let before = try await listed(on: stage)
            let watched = try #require(before.first)
            _ = try await stage.run("trakt.history:add { type = 'episode', trakt = \(watched) }").value

            let run = try await stage.run(script)
            _ = try run.value
            #expect(try await listed(on: stage) == before.filter { $0 != watched })
            #expect(run.report.writes == 1)
            #expect(run.printed.last == "watched: \t1 deleted")
            #expect(try await stage.run(script).report.writes == 0)
        }
    }

    @Test("new-episodes takes its options, and refuses more days than the calendar has")
    func newEpisodesOptions() async throws {
        try await withStage { stage in
            let script = try rule("new-episodes")
            let expected = try await newEpisodes(
                since: "2026-03-02T12:34:56.000Z", until: "2026-03-04T12:34:56.000Z", on: stage)
            _ = try await stage.run(script, options: ["days": "2", "list": "Fresh"]).value
            let items = try await stage.answer("/users/me/lists/fresh/items?limit=250").array ?? []
            #expect(items.compactMap { $0["episode"]?["ids"]?["trakt"]?.integer }.sorted() == expected)
            for days in ["0", "31"] {
                let refused = try await stage.run(script, options: ["days": days])
                #expect(try refused.failure.message.contains("days must be from 1 to 30, not \(days)"))
            }
            _ = try await stage.run(script, options: ["days": "30"]).value
        }
    }

    @Test("A calendar or a history that came only in part stops new-episodes before it deletes anything")
    func newEpisodesPartial() async throws {
        try await withStage { stage in
            let script = try rule("new-episodes")
            _ = try await stage.run(script).value
            let before = try await listed(on: stage)
            let watched = try #require(before.first)
            _ = try await stage.run("trakt.history:add { type = 'episode', trakt = \(watched) }").value
            try await stage.fault(["method": "GET", "path": "/sync/history*", "kind": "short_page"])
            let run = try await stage.run(script)
            #expect(try run.failure.kind == "incomplete")
            try await stage.removeFaults()
            #expect(try await listed(on: stage) == before)
        }
    }

    @Test("prune-watched takes off what was watched after it was listed, and nothing else; not twice")
    func pruneWatched() async throws {
        try await withStage { stage in
            let script = try rule("prune-watched")
            _ = try await stage.run(
                """
                trakt.history:remove { { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 } }
                trakt.history:add { type = "movie", trakt = 481 }  -- watched, then listed again
                """
            ).value
            try await stage.setClock("2026-03-04T13:00:00.000Z")
            let list = """
                trakt.list("New episodes"):add {
                  { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 }, { type = "show", trakt = 1388 },
                }
                """
            _ = try await stage.run(list).value
            let idle = try await stage.run(script)
            _ = try idle.value
            #expect(idle.report.writes == 0)

            try await stage.setClock("2026-03-04T15:00:00.000Z")
            let later = ScriptStage.now.addingTimeInterval(3 * 3600)
            _ = try await stage.run("trakt.history:add { type = 'movie', trakt = 16662 }", now: later).value
            let run = try await stage.run(script, now: later)
            _ = try run.value
            #expect(run.printed == ["New episodes: 1 deleted"])
            #expect(run.report.writes == 1)
            let left = try await stage.answer("/users/me/lists/new-episodes/items?limit=250").array ?? []
            #expect(left.compactMap { $0["type"]?.string }.sorted() == ["movie", "show"])
            #expect(left.contains { $0["movie"]?["ids"]?["trakt"] == 481 })

            let again = try await stage.run(script, now: later)
            _ = try again.value
            #expect(again.report.writes == 0)
        }
    }

    @Test("prune-watched with a list that is not there does nothing, and makes none")
    func pruneMissing() async throws {
        try await withStage { stage in
            let run = try await stage.run(try rule("prune-watched"), options: ["lists": #"["Nowhere"]"#])
            _ = try run.value
            #expect(run.report.writes == 0)
            #expect(run.printed.isEmpty)
        }
    }

    @Test("Every rule that is shipped is declared: a name, a schedule, what it may change")
    func declared() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.rules.path)
            .filter { $0.hasSuffix(".lua") }
        #expect(names.count >= 2)
        for name in names {
            let source = try String(contentsOf: Self.rules.appending(path: name), encoding: .utf8)
            try await withStage { stage in
                let script = """
                    local rule = (function() \(source)
                    end)()
                    return { type(rule.name), type(rule.schedule), type(rule.writes), type(rule.run) }
                    """
                let run = try await stage.run(script)
                #expect(try run.value == ["string", "string", "table", "function"], "\(name)")
            }
        }
    }
}

import Journal
import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: what taking a run back would change")
struct PlannedUndoTests {
    private func undoing(_ source: String, in context: RunContext) async throws -> PlanDiff {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        let report = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
        let run = try #require(report.run)
        let undoing = try await Undoing(of: run, in: context)
        return try await Planning(in: context).diff(of: undoing.changes, now: ScriptStage.now)
    }

    @Test("Deleted lists are made again, each with what was on it")
    func lists() async throws {
        try await withStage(limits: .roomy) { stage in
            var counts: [String: Int] = [:]
            for slug in ["favourites", "rainy-days"] {
                counts["list \"\(slug == "favourites" ? "Favourites" : "Rainy days")\""] =
                    try await stage.answer("/users/me/lists/\(slug)/items?limit=250").array?.count
            }
            let diff = try await undoing(
                "trakt.lists.delete('me', 'favourites') trakt.lists.delete('me', 'rainy-days')", in: stage.context())
            for (title, count) in counts {
                let group = try #require(diff.groups.first { $0.title == title })
                // The list itself, and its items.
                #expect(group.lines.reduce(0) { $0 + $1.count } == count + 1)
                #expect(group.lines.allSatisfy { $0.sign == .added })
            }
        }
    }

    @Test("What would fail is said, and the rest is shown")
    func refused() async throws {
        try await withStage(limits: .roomy) { stage in
            func adding(_ movie: Int64, at time: String) -> Change {
                let body: JSONValue = [
                    "movies": [["ids": ["trakt": .integer(movie)], "watched_at": .string(time)]]
                ]
                return Change(
                    EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: body.encoded))
            }
            let changes = ChangeList([adding(507, at: "unknown"), adding(622, at: "2011-02-01T20:15:00Z")])
            let diff = try await Planning(in: stage.context()).diff(of: changes, now: ScriptStage.now)
            #expect(diff.groups.contains { $0.title == "history" && $0.lines.count == 1 }, "\(diff)")
            #expect(diff.refusals.count == 1)
            #expect(diff.refusals.first?.contains("movie:trakt:507 has plays already") == true, "\(diff)")
        }
    }
    @Test("A change of what no other change makes is said to fail")
    func neverMade() async throws {
        try await withStage { stage in
            let target = "/users/me/lists/\(PlannedIDs.first + 1)/items"
            let body: JSONValue = ["movies": [["ids": ["trakt": 507]]]]
            let change = Change(EffectRequest(endpoint: "lists.items.add", target: target, body: body.encoded))
            let diff = try await Planning(in: stage.context()).diff(of: ChangeList([change]), now: ScriptStage.now)
            #expect(diff.refusals == ["lists.items.add is about something that was never made"])
            #expect(diff.isEmpty)
        }
    }
}

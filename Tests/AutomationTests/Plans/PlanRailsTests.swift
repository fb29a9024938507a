import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@Suite("Plans of what a run would be refused")
struct PlanRailsTests {
    private static let emptying = "trakt.watchlist:remove(trakt.watchlist:items())"

    private func guarded(
        _ stage: ScriptStage, _ limits: RemovalLimits = .standard, dailyPlays: Int? = nil
    ) throws -> RunContext {
        var context = try stage.context()
        context.mayRemoveAnything = false
        context.removalLimits = limits
        context.dailyPlays = dailyPlays
        return context
    }

    @Test("A plan says that a run would remove too much, with the numbers the run would say")
    func removals() async throws {
        try await withStage(limits: .roomy) { stage in
            let context = try guarded(stage, RemovalLimits(most: 1, share: 25))
            let plan = try await stage.plan(Self.emptying, in: context).planned
            #expect(plan.diff.count(.removed) > 1)
            let sentence = try #require(plan.diff.refusals.first)
            #expect(plan.diff.lines().contains("A run would be refused: " + sentence))
            #expect(sentence.contains("--yes"))
            let script = try ScriptFile(path: "test.lua", source: Array(Self.emptying.utf8))
            let report = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
            guard case .failed(let error) = report.outcome else {
                Issue.record("the run was not refused: \(report.outcome)")
                return
            }
            #expect(error.kind == "too_many_removals")
            #expect(error.message.contains(sentence.dropFirst("it would ".count)), "\(error.message)")
        }
    }

    @Test("What several calls would remove from one place is told together, and a deleted list counts what is on it")
    func together() async throws {
        try await withStage(limits: .roomy) { stage in
            let source = """
                for _, item in ipairs(trakt.watchlist:items()) do trakt.watchlist:remove { item } end
                for _, list in ipairs(trakt.users.lists.all("me")) do trakt.lists.delete("me", list.ids.trakt) end
                """
            let plan = try await stage.plan(source, in: guarded(stage, RemovalLimits(most: 0, share: 0))).planned
            let watchlist = try #require(plan.diff.groups.first { $0.title == "watchlist" })
            let count = watchlist.lines.reduce(0) { $0 + $1.count }
            #expect(count > 1)
            #expect(plan.diff.refusals.first?.contains("remove \(count) of \(count) from watchlist") == true)
            #expect(plan.diff.refusals.dropFirst().allSatisfy { $0.contains("from list ") })
            #expect(plan.diff.refusals.count > 1)
        }
    }

    @Test("Nothing is said of what the person, or the rule, allows")
    func allowed() async throws {
        try await withStage(limits: .roomy) { stage in
            var context = try guarded(stage, RemovalLimits(most: 1, share: 25))
            let rule = "return { removes = { most = 1000 }, run = function() \(Self.emptying) end }"
            #expect(try await stage.plan(rule, in: context).planned.diff.refusals.isEmpty)
            context.mayRemoveAnything = true
            #expect(try await stage.plan(Self.emptying, in: context).planned.diff.refusals.isEmpty)
        }
    }

    @Test("A plan says that a run would add more plays than a day may have; what the ledger has does not count again")
    func daily() async throws {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            let context = try guarded(stage, dailyPlays: 2)
            func adding(_ ids: String) -> String {
                "for _, id in ipairs { \(ids) } do trakt.sync.history.add { movies = { { ids = { trakt = id }, "
                    + "watched_at = '2011-02-01T20:15:00Z' } } } end"
            }
            let plan = try await stage.plan(adding("507, 622, 219"), in: context).planned
            #expect(plan.diff.refusals.count == 1)
            #expect(plan.diff.refusals.first?.contains("3 more plays would make 3 within 24 hours") == true)
            let script = try ScriptFile(path: "test.lua", source: Array(adding("507, 622").utf8))
            _ = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
            #expect(try await stage.plan(adding("507, 622"), in: context).planned.diff.refusals.isEmpty)
            let more = try await stage.plan(adding("507, 219"), in: context).planned
            #expect(more.diff.refusals.first?.contains("1 more play would make 3") == true)
        }
    }
}

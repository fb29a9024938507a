import Automation
import TestSupport
import Testing
import Trakt

@Suite("Plans: seasons that a script names by their numbers alone")
struct PlanSeasonTests {
    private struct Played {
        let show: String
        let count: Int
        let seasons: [String]
    }

    /// A show that the demo user has watched.
    private static func played(_ stage: ScriptStage) async throws -> Played {
        let show = try #require(try await stage.answer("/sync/history/shows?limit=1").array?.first?["show"]?["ids"])
        let slug = try #require(show["slug"]?.string)
        let seasons = try await stage.answer("/shows/\(slug)/seasons").array ?? []
        let plays = try await stage.answer("/sync/history/shows/\(show["trakt"]?.integer ?? 0)?limit=250").array ?? []
        return Played(
            show: slug, count: plays.count,
            seasons: seasons.compactMap { $0["ids"]?["trakt"]?.integer.map(String.init) })
    }

    private static func lines(_ planned: PlannedScript, _ title: String) -> [PlanDiff.Line] {
        planned.planned.diff.groups.first { $0.title == title }?.lines ?? []
    }

    @Test("The plays of seasons are shown that the script found by their show")
    func found() async throws {
        try await withStage(limits: .roomy) { stage in
            let played = try await Self.played(stage)
            let planned = try await stage.plan(
                """
                for _, season in ipairs(trakt.seasons.list("\(played.show)")) do
                  trakt.sync.history.remove { seasons = { { ids = { trakt = season.ids.trakt } } } }
                end
                """)
            #expect(played.count > 0)
            #expect(planned.planned.diff.count(.removed) == played.count)
            #expect(planned.planned.diff.remarks.isEmpty)
        }
    }

    @Test("The plays of seasons are shown that the script knows nothing of but their numbers")
    func numbers() async throws {
        try await withStage(limits: .roomy) { stage in
            let played = try await Self.played(stage)
            let items = played.seasons.map { "{ ids = { trakt = \($0) } }" }.joined(separator: ", ")
            let planned = try await stage.plan("trakt.sync.history.remove { seasons = { \(items) } }")
            #expect(planned.planned.diff.count(.removed) == played.count)
        }
    }

    @Test(
        "Where nothing tells whose a season is, the plan says that it does not show what becomes of it",
        arguments: [("sync.history.add", "history"), ("sync.collection.add", "collection")])
    func unknown(name: String, group: String) async throws {
        try await withStage(limits: .roomy) { stage in
            let source = "trakt.sync.history.remove { shows = { { ids = { trakt = 1388 } } } }"
            _ = try await stage.run(source).value
            let season = try await stage.answer("/shows/1388/seasons").array?.last?["ids"]?["trakt"]?.integer ?? 0
            let planned = try await stage.plan("trakt.\(name) { seasons = { { ids = { trakt = \(season) } } } }")
            #expect(Self.lines(planned, group).map(\.sign) == [.changed])
            #expect(planned.planned.diff.remarks.contains { $0.hasPrefix("Season \(season) is named by its number") })
        }
    }
}

import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: what moves one")
struct PlanBasisTests {
    /// Why a plan is refused when another script has run meanwhile; empty where it is not.
    private static func movements(_ stage: ScriptStage, of source: String, by other: String) async throws -> [String] {
        let planned = try await stage.plan(source)
        guard case .finished = planned.planned.report.outcome else { return ["\(planned.planned.report.outcome)"] }
        _ = try await stage.run(other).value
        let application = try PlanApplication(
            parsing: planned.planned.plan.document, path: "plan.json", in: stage.context())
        do { try await application.check() } catch PlanApplication.Refusal.moved(let lines) { return lines }
        return []
    }

    private static let write = " trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 3 } } }"

    @Test("What was not there when the plan was made, and is now")
    func notFound() async throws {
        try await withStage(limits: .roomy) { stage in
            let movements = try await Self.movements(
                stage, of: "assert(not pcall(trakt.users.lists.get, 'me', 'later'))" + Self.write,
                by: "trakt.lists.create('me', { name = 'Later' })")
            #expect(movements == ["+ list \"Later\" (trakt.users.lists.get)"])
        }
    }

    @Test("A list of the account's own that is read by its number alone, and no list of others")
    func byNumber() async throws {
        try await withStage(limits: .roomy) { stage in
            let list = try await stage.answer("/users/me/lists/favourites")["ids"]?["trakt"]?.integer ?? 0
            let others = try await stage.answer("/users/ada-marlow/lists")
            let other = others.array?.first?["ids"]?["trakt"]?.integer ?? 0
            let planned = try await stage.plan("trakt.lists.items.get(\(other))" + Self.write)
            #expect(planned.planned.plan.basis.readings.allSatisfy { $0.call.endpoint.id == "sync.ratings.get" })
            let movements = try await Self.movements(
                stage, of: "trakt.lists.items.get(\(list))" + Self.write,
                by: "local list = trakt.list('Favourites') list:remove(list:items()[1])")
            let went = movements.filter { $0.hasPrefix("- ") && $0.hasSuffix("(trakt.lists.items.get)") }
            #expect(went.count == 1, "\(movements)")
        }
    }

    /// Puts the first entry of the watchlist last.
    private static let reorder = """
        local rank = {}
        for _, entry in ipairs(trakt.sync.watchlist.get:all("all", "rank", "asc")) do rank[#rank + 1] = entry.id end
        local first = table.remove(rank, 1)
        rank[#rank + 1] = first
        trakt.sync.watchlist.reorder { rank = rank }
        """

    @Test("The order of things, where the plan changes it, and only there")
    func order() async throws {
        try await withStage(limits: .roomy) { stage in
            let read = "trakt.sync.watchlist.get:all('all', 'rank', 'asc')"
            #expect(try await Self.movements(stage, of: read + Self.write, by: Self.reorder).isEmpty)
            let movements = try await Self.movements(stage, of: Self.reorder, by: Self.reorder)
            #expect(movements == ["~ the order of /sync/watchlist/all/rank/asc (trakt.sync.watchlist.get)"])
        }
    }

    /// Adds a play of an episode that the demo user has not seen on that day.
    private static func watching(_ season: Int, _ number: Int) -> String {
        """
        trakt.sync.history.add { shows = { { ids = { trakt = 1390 }, seasons = { { number = \(season), episodes = {
          { number = \(number), watched_at = "2026-03-04T11:0\(number):00Z" } } } } } } }
        """
    }

    @Test(
        "How far the user is in a show, and not what has aired of it",
        arguments: [
            "trakt.shows.progress.watched(1390)", "trakt.sync.progress.watched:all()",
            "trakt.sync.progress.up_next:all()", "trakt.users.up_next:all('me')",
        ])
    func progress(read: String) async throws {
        try await withStage(limits: .roomy) { stage in
            _ = try await stage.run(Self.watching(1, 1)).value
            let movements = try await Self.movements(stage, of: read + Self.write, by: Self.watching(1, 3))
            #expect(movements.count == 1, "\(movements)")
            #expect(movements.first?.hasPrefix("~ progress in ") == true, "\(movements)")
            let planned = try await stage.plan(read + Self.write).planned
            try await stage.setClock("2026-03-24T13:00:00.000Z")
            let application = try PlanApplication(
                parsing: planned.plan.document, path: "plan.json", in: stage.context())
            try await application.check()
        }
    }

    @Test("How much of a show is collected")
    func collected() async throws {
        try await withStage(limits: .roomy) { stage in
            let movements = try await Self.movements(
                stage, of: "trakt.shows.progress.collection('breaking-bad')" + Self.write,
                by: "trakt.sync.collection.add { shows = { { ids = { trakt = 1388 }, seasons = { { number = 5 } } } } }"
            )
            #expect(movements == ["~ progress in show breaking-bad (trakt.shows.progress.collection)"])
        }
    }

    @Test("Nothing is looked up whose it is where nobody is signed in")
    func nobody() async throws {
        try await withStage { stage in
            var configuration = stage.client().configuration
            configuration.tokens = FixedToken(nil)
            let client = Client(configuration: configuration, transport: stage.transport)
            let planned = try await stage.plan("trakt.users.lists.all('ada-marlow')", client: client)
            guard case .finished = planned.planned.report.outcome else {
                Issue.record("\(planned.planned.report.outcome)")
                return
            }
        }
    }
}

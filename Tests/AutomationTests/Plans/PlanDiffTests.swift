import Automation
import Lua
import Simulation
import TestSupport
import Testing
import Trakt

@Suite("Plans: the diff")
struct PlanDiffTests {
    @Test("The diff is grouped by surface and title, and says what the changes cost")
    func whole() async throws {
        try await withStage(limits: .roomy) { stage in
            let planned = try await stage.plan(
                """
                local list = trakt.list { name = "New episodes" }
                list:add { trakt.movies.get(507), { type = "episode", show = trakt.shows.get(1390), season = 1, number = 2 } }
                trakt.lists.delete("me", "rainy-days")
                trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 4 } } }
                trakt.sync.history.add { shows = { { ids = { trakt = 1390 }, seasons = { { number = 1,
                  watched_at = "2026-03-01T20:15:00Z" } } } } }
                trakt.users.hidden.add("dropped", { shows = { { ids = { trakt = 1390 } } } })
                trakt.users.follow("ada-marlow")
                """)
            #expect(
                planned.planned.diff.lines() == [
                    "list \"Rainy days\"",
                    "  - the list itself, with 5 items",
                    "list \"New episodes\"",
                    "  + the list itself, private",
                    "  + The Wizard of Oz (1939)",
                    "  + Game of Thrones (2011) 1x02",
                    "ratings",
                    "  ~ The Wizard of Oz (1939): rating 9 -> 4",
                    "history",
                    "  + Game of Thrones (2011) 1x01-1x10, watched 2026-03-01 20:15",
                    "hidden from dropped",
                    "  + Game of Thrones (2011)",
                    "follows",
                    "  ~ trakt.users.follow: POST /users/ada-marlow/follow",
                    "",
                    "14 to add, 1 to remove, 2 to change: 7 writing calls, 7 seconds at Trakt's pace.",
                    "Note: What Trakt answers to trakt.users.follow is not known beforehand: the script got nothing.",
                ])
        }
    }

    @Test("What is added and taken off again is no change, and costs its calls all the same")
    func nothingInTheEnd() async throws {
        try await withStage { stage in
            let planned = try await stage.plan(
                "trakt.watchlist:add(trakt.movies.get(507)) trakt.watchlist:remove(trakt.movies.get(507))")
            #expect(
                planned.planned.diff.lines() == [
                    "Nothing would change in the end: 2 writing calls, 2 seconds at Trakt's pace."
                ])
        }
    }

    @Test("A read that cannot show what was planned before it is named")
    func unseen() async throws {
        try await withStage { stage in
            let planned = try await stage.plan(
                """
                trakt.sync.watched.get("movies")
                trakt.sync.history.add { movies = { { ids = { trakt = 507 } } } }
                trakt.sync.watched.get("movies")
                trakt.movies.trending()
                """)
            #expect(
                planned.planned.diff.remarks == [
                    "trakt.sync.watched.get was read after planned changes that it does not show."
                ])
        }
    }

    @Test("A script that fails in a plan fails as it does in a run, and a write that Trakt would refuse is no change")
    func failing() async throws {
        try await withStage { stage in
            let planned = try await stage.plan(
                "trakt.watchlist:add(trakt.movies.get(507)) trakt.lists.delete('me', 'no-such-list')")
            guard case .failed(let error) = planned.planned.report.outcome else {
                Issue.record("it did not fail")
                return
            }
            #expect(error.kind == "not_found")
            #expect(planned.planned.report.wasRefused)
            #expect(planned.planned.diff.calls == 1)
            #expect(planned.planned.report.writes == 0)
        }
    }

    // MARK: Against the account

    private static let surfaces = [
        ("watchlist", "/sync/watchlist/all/rank/asc"), ("ratings", "/sync/ratings"), ("favorites", "/sync/favorites"),
        ("collection", "/sync/collection/media"), ("list \"Rainy days\"", "/users/me/lists/rainy-days/items"),
    ]

    /// What is on each surface, by the names that a diff has for it.
    private static func titles(_ stage: ScriptStage) async throws -> [String: Set<String>] {
        var all: [String: Set<String>] = [:]
        for (title, path) in surfaces {
            let entries = try await stage.answer(path + "?limit=250").array ?? []
            all[title] = Set(
                entries.map { entry in
                    let thing = entry[entry["type"]?.string ?? ""]
                    let number = thing?["number"]?.integer.map { " #\($0)" } ?? ""
                    let name = "\(thing?["title"]?.string ?? "") (\(thing?["year"]?.integer ?? 0))\(number)"
                    return name + (title == "ratings" ? ", \(entry["rating"]?.integer ?? 0)" : "")
                })
        }
        return all
    }

    /// A script of changes, drawn at random, among few titles so that they meet each other.
    private static func script(_ random: inout SeededRandom) -> String {
        let sets = ["watchlist", "ratings", "favorites", "collection", "list { name = 'Rainy days' }"]
        var lines = ["local movies = trakt.movies.popular { limit = 12 }"]
        for _ in 0..<12 {
            let set = sets.randomElement(using: &random) ?? ""
            let positions = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                Int.random(in: 1...12, using: &random)
            }
            let things = positions.map { "movies[\($0)]" }.joined(separator: ", ")
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1: lines.append("print(trakt.\(set):remove { \(things) })")
            case 2: lines.append("print(#trakt.\(set):items())")
            default:
                let rating = set == "ratings" ? ", { rating = \(Int.random(in: 1...10, using: &random)) }" : ""
                lines.append("print(trakt.\(set):add({ \(things) }\(rating)))")
            }
        }
        return lines.joined(separator: "\n")
    }

    @Test("What a plan says is what a run then does to the account", arguments: 1...12)
    func againstAccount(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let script = Self.script(&random)
        try await withStage(limits: .roomy) { stage in
            let before = try await Self.titles(stage)
            let planned = try await stage.plan(script)
            #expect(try await Self.titles(stage) == before)
            let run = try await stage.run(script)
            #expect(planned.printed == run.printed)
            let after = try await Self.titles(stage)
            for (title, _) in Self.surfaces {
                let lines = planned.planned.diff.groups.first { $0.title == title }?.lines ?? []
                let (old, new) = (before[title] ?? [], after[title] ?? [])
                if title == "ratings" {
                    let added = new.subtracting(old).count
                    let changed = lines.count { $0.sign == .changed }
                    #expect(lines.count { $0.sign == .added } + changed == added, "\(script)")
                    continue
                }
                let said = { (sign: PlanDiff.Sign) in Set(lines.filter { $0.sign == sign }.map(\.text)) }
                #expect(said(.added) == new.subtracting(old), "\(script)")
                #expect(said(.removed) == old.subtracting(new), "\(script)")
            }
        }
    }
}

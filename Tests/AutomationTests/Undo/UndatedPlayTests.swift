import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Undoing plays that were added without a date")
struct UndatedPlayTests {
    /// An account with a journal, in which runs are made and taken back.
    private struct Account {
        let stage: ScriptStage
        let context: RunContext

        init(_ stage: ScriptStage) throws {
            self.stage = stage
            context = try stage.context()
        }

        @discardableResult
        func run(_ source: String) async throws -> RunID {
            let run = try await stage.run(source, journal: context.journal)
            _ = try run.value
            return try #require(run.report.run)
        }

        /// Takes a run back, and gives what was said of it.
        func undo(_ run: RunID) async throws -> [UndoRemark] {
            let undoing = try await Undoing(of: run, in: context)
            let report = try await ChangeRun(
                undoing.changes, trigger: .undo(run), path: "test.lua",
                document: ChangeRun.document(of: undoing.changes), now: ScriptStage.now
            ).perform(in: context)
            guard case .finished = report.outcome else {
                Issue.record("taking it back should have been finished: \(report.outcome)")
                return undoing.remarks
            }
            return undoing.remarks
        }

        /// Changes the history behind the journal's back, as somebody does at Trakt.
        func byHand(_ name: String, _ watchedAt: String? = nil) async throws {
            var movie: [String: JSONValue] = ["ids": ["trakt": 219]]
            movie["watched_at"] = watchedAt.map { .string($0) }
            try await RecordedRun(on: stage).write(name, named: ["movies": [.object(movie)]])
        }

        /// When plays of the movie were, "unknown" for those without a date.
        func plays() async throws -> [String] {
            let plays = try await stage.answer("/sync/history/movies/219").array ?? []
            return plays.map { $0["watched_at"]?.string ?? "unknown" }.sorted()
        }
    }

    private func withAccount(_ body: (Account) async throws -> Void) async throws {
        try await withStage(limits: .roomy) { try await body(Account($0)) }
    }

    private static func adding(_ time: String) -> String {
        "trakt.sync.history.add { movies = { { ids = { trakt = 219 }, watched_at = '\(time)' } } }"
    }

    private static let show = "{ ids = { slug = 'dark' }, watched_at = '%' }"
    private static let season = "{ ids = { trakt = trakt.seasons.list('dark')[2].ids.trakt }, watched_at = '%' }"

    @Test(
        "They go, whatever day Trakt found for them",
        arguments: ["released", "unknown"],
        [
            "movies = { { ids = { trakt = 219 }, watched_at = '%' } }", "shows = { \(show) }",
            "seasons = { \(season) }",
        ])
    func goes(_ word: String, _ things: String) async throws {
        try await withAccount { account in
            let before = try await AccountPicture(of: account.stage)
            let run = try await account.run(
                "trakt.sync.history.add { \(things.replacing("%", with: word)) }")
            let between = try await AccountPicture(of: account.stage)
            #expect(between.differences(from: before).contains { $0.hasPrefix("history/") })
            let remarks = try await account.undo(run)
            let after = try await AccountPicture(of: account.stage)
            #expect(after.differences(from: before).filter { $0.hasPrefix("history/") } == [])
            #expect(remarks.filter { $0.subject != "watchlist" } == [])
        }
    }

    @Test(
        "A season that the run added and removed is nothing, however that was named",
        arguments: ["released", "unknown", "2011-01-02T10:07:00.000Z"],
        ["seasons = { { ids = { trakt = id } } }", "shows = { { ids = { slug = 'dark' } } }"])
    func addedAndRemoved(_ time: String, _ things: String) async throws {
        try await withAccount { account in
            let before = try await AccountPicture(of: account.stage)
            let run = try await account.run(
                """
                local id = trakt.seasons.list('dark')[2].ids.trakt
                trakt.sync.history.add { seasons = { { ids = { trakt = id }, watched_at = '\(time)' } } }
                trakt.sync.history.remove { \(things) }
                """)
            let remarks = try await account.undo(run)
            let after = try await AccountPicture(of: account.stage)
            #expect(after.differences(from: before).filter { $0.hasPrefix("history/") } == [])
            #expect(remarks.filter { $0.subject != "watchlist" } == [])
        }
    }

    @Test("What somebody watched later stays", arguments: ["released", "unknown"])
    func later(_ word: String) async throws {
        try await withAccount { account in
            let run = try await account.run(Self.adding(word))
            try await account.stage.setClock("2026-03-04T20:00:00.000Z")
            try await account.byHand("sync.history.add", "2026-03-04T19:30:00.000Z")
            _ = try await account.undo(run)
            #expect(try await account.plays() == ["2026-03-04T19:30:00.000Z"])
        }
    }

    @Test("Where somebody added a play like it, both stay, and that is told")
    func unclear() async throws {
        try await withAccount { account in
            let run = try await account.run(Self.adding("released"))
            try await account.byHand("sync.history.add", "2011-01-02T10:07:00.000Z")
            let before = try await account.plays()
            let remarks = try await account.undo(run)
            #expect(before.count == 2)
            #expect(try await account.plays() == before)
            #expect(
                remarks.filter { $0.subject != "watchlist" }.map(\.sentence) == [
                    "which of its plays the run added is not known; they stay"
                ])
        }
    }

    @Test("A play of another run stays")
    func ofAnotherRun() async throws {
        try await withAccount { account in
            let first = try await account.run(Self.adding("released"))
            let second = try await account.run(Self.adding("2011-01-02T10:07:00.000Z"))
            #expect(try await account.plays().count == 2)
            _ = try await account.undo(first)
            #expect(try await account.plays() == ["2011-01-02T10:07:00.000Z"])
            _ = try await account.undo(second)
            #expect(try await account.plays() == [])
        }
    }

    @Test("One that is gone is named, and one that the run removed itself is not added", arguments: [true, false])
    func gone(_ byHand: Bool) async throws {
        try await withAccount { account in
            let removal = "trakt.sync.history.remove { movies = { { ids = { trakt = 219 } } } }"
            let run = try await account.run(Self.adding("released") + (byHand ? "" : "\n" + removal))
            if byHand { try await account.byHand("sync.history.remove") }
            let remarks = try await account.undo(run).filter { $0.subject == "history" }
            #expect(remarks.map(\.sentence) == (byHand ? ["1 play of the run is not there any more"] : []))
            #expect(try await account.plays() == [])
        }
    }

    @Test("One that the run removed is added again; beside a play of its title it cannot be, and undoing goes on")
    func removed() async throws {
        for watchedSince in [false, true] {
            try await withAccount { account in
                try await account.byHand("sync.history.add", "unknown")
                let run = try await account.run(
                    """
                    trakt.sync.history.remove { movies = { { ids = { trakt = 219 } } } }
                    trakt.sync.ratings.add { movies = { { ids = { trakt = 219 }, rating = 2 } } }
                    """)
                if watchedSince { try await account.byHand("sync.history.add", "2026-03-04T10:00:00.000Z") }
                let remarks = try await account.undo(run).filter { $0.kind == .impossible }
                #expect(remarks.count == (watchedSince ? 1 : 0), "\(remarks)")
                #expect(try await account.plays() == [watchedSince ? "2026-03-04T10:00:00.000Z" : "unknown"])
            }
        }
    }

    @Test("With others of its title it is added first; of two without a date, one")
    func severalRemoved() async throws {
        try await withAccount { account in
            for time in ["unknown", "2011-01-02T10:07:00.000Z", "unknown"] {
                try await account.byHand("sync.history.add", time)
            }
            let run = try await account.run("trakt.sync.history.remove { movies = { { ids = { trakt = 219 } } } }")
            let remarks = try await account.undo(run).filter { $0.kind == .impossible }
            #expect(remarks.count == 1, "\(remarks)")
            #expect(try await account.plays() == ["2011-01-02T10:07:00.000Z", "unknown"])
        }
    }
}

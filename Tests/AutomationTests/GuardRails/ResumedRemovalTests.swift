import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Guard rails of a run that is taken up again")
struct ResumedRemovalTests {
    private static let emptying = """
        local movies = {}
        for _, entry in ipairs(trakt.sync.watchlist.get:all()) do
          movies[#movies + 1] = { ids = { trakt = entry[entry.type].ids.trakt } }
        end
        trakt.sync.watchlist.remove { movies = movies }
        """
    private static let tight = RemovalLimits(most: 1, share: 0)
    private static let roomy = RemovalLimits(most: 1000, share: 100)

    /// Begins a run that is refused by Trakt when it empties the watchlist, and takes it up again; gives its end then, and
    /// how many removals were sent.
    private func resumed(
        allowedAtFirst: Bool, allowedLater: Bool, limits first: RemovalLimits
    ) async throws -> (report: RunReport, sendings: Int) {
        try await withStage(limits: .roomy) { stage in
            let journal = try SQLiteStore.inMemory()
            try await RecordedRun(on: stage).write(
                "sync.watchlist.add", named: ["movies": [["ids": ["trakt": 507]], ["ids": ["trakt": 622]]]])
            try await stage.fault(
                ["method": "POST", "path": "/sync/watchlist/remove", "kind": "status", "status": 422])
            var context = try stage.context(journal: journal)
            context.mayRemoveAnything = allowedAtFirst
            context.removalLimits = first
            let script = try ScriptFile(path: "test.lua", source: Array(Self.emptying.utf8))
            let failed = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
            guard case .failed(let error) = failed.outcome, error.kind == "validation" else {
                Issue.record("it should have been refused by Trakt: \(failed.outcome)")
                return (failed, 0)
            }
            try await stage.removeFaults()
            try await stage.forgetRequests()
            context.mayRemoveAnything = allowedLater
            context.removalLimits = Self.tight
            let record = try #require(try await journal.runs(RunQuery()).first)
            let report = try await Resumption(in: context).resume(record) { _ in }
            return (report, try await stage.requests().filter(\.isWrite).count)
        }
    }

    @Test("What is allowed to the command that goes on with a run is not allowed to that run")
    func notInherited() async throws {
        let (report, sendings) = try await resumed(allowedAtFirst: false, allowedLater: true, limits: Self.roomy)
        guard case .failed(let error) = report.outcome else {
            Issue.record("it should have been refused: \(report.outcome)")
            return
        }
        #expect(error.kind == "too_many_removals")
        #expect(sendings == 0)
    }

    @Test("What a run was allowed, it is allowed when it goes on")
    func kept() async throws {
        let (report, sendings) = try await resumed(allowedAtFirst: true, allowedLater: false, limits: Self.tight)
        guard case .finished(_) = report.outcome else {
            Issue.record("it should have been finished: \(report.outcome)")
            return
        }
        #expect(sendings == 1)
    }

    @Test("What an earlier attempt may have removed counts", arguments: [EffectState.unknown, .review, .intent, .done])
    func mayHaveHappened(_ state: EffectState) async throws {
        try await withStage(limits: .roomy) { stage in
            let earlier = RecordedRun(on: stage)
            try await earlier.write("sync.watchlist.add", named: Self.movies([507, 622]))
            try await earlier.write("sync.watchlist.remove", named: Self.movies([507]))
            var effects = earlier.effects
            for index in effects.indices { effects[index].state = state }
            let safeguards = Safeguards(client: stage.client(), limits: Self.tight, earlier: effects)
            let removal = try RecordedRun.call("sync.watchlist.remove", [], Self.movies([622]))
            await #expect(throws: RunError.self) { _ = try await safeguards.before(removal) }
        }
    }

    private static func movies(_ ids: [Int64]) -> [String: JSONValue] {
        ["movies": .array(ids.map { ["ids": ["trakt": .integer($0)]] })]
    }
}

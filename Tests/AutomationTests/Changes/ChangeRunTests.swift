import Foundation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Making a list of changes")
struct ChangeRunTests {
    private static func ratings(_ ratings: [Int]) -> ChangeList {
        ChangeList(
            ratings.map { rating in
                let body = #"{"movies":[{"ids":{"trakt":507},"rating":\#(rating)}]}"#
                return Change(
                    EffectRequest(endpoint: "sync.ratings.add", target: "/sync/ratings", body: Array(body.utf8)))
            })
    }

    private static func run(_ changes: ChangeList, _ stop: StopSwitch) -> ChangeRun {
        ChangeRun(
            changes, trigger: .apply, path: "plan.json", document: ChangeRun.document(of: changes),
            now: ScriptStage.now, stop: stop)
    }

    @Test("Stopping ends a change that waits for its answer; the run is over, and goes on only when asked")
    func stopped() async throws {
        try await withStage { stage in
            let context = try stage.context()
            try await stage.fault(["kind": "latency", "method": "POST", "path": "/sync/ratings", "delay_ms": 600_000])
            let stop = StopSwitch()
            async let performing = Self.run(Self.ratings([3, 4]), stop).perform(in: context)
            while try await !stage.requests().contains(where: { $0.path == "/sync/ratings" && $0.isWrite }) {
                await Task.yield()
            }
            stop.stop()
            let report = try await performing
            #expect(report.state == .stopped)
            #expect(report.writes == 0 && report.unsettledWrites == 1)
            let run = try #require(report.run)
            let record = try #require(try await context.journal.run(run))
            #expect(record.state == .stopped)
            #expect(try await Resumption(in: context).orphans().isEmpty)

            try await stage.removeFaults()
            let resumed = try await Resumption(in: context).resume(record) { _ in }
            #expect(resumed.state == .finished, "\(resumed.outcome)")
            let ratings = try await stage.answer("/sync/ratings/movies?limit=250").array ?? []
            #expect(ratings.first { $0["movie"]?["ids"]?["trakt"] == 507 }?["rating"] == 4)
        }
    }

    @Test("A run of changes whose document cannot be read is no script: it is not run as one")
    func unreadable() async throws {
        try await withStage { stage in
            let context = try stage.context()
            let claim = try await context.journal.begin(
                NewRun(
                    account: "sandbox", server: context.server, trigger: .apply, path: "plan.json",
                    script: Array("trakt.lists.delete('me', 'rainy-days')".utf8), seed: 0, now: ScriptStage.now))
            try await context.journal.end(claim, RunEnding(state: .failed, report: [], output: []))
            let record = try #require(try await context.journal.run(claim.run))
            await #expect(throws: Resumption.Refusal.unreadableChanges(claim.run)) {
                try await Resumption(in: context).resume(record) { _ in }
            }
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("A change of which nobody can find out whether it was made counts as Trakt out of reach")
    func outOfReach() async throws {
        try await withStage { stage in
            let context = try stage.context()
            let play = #"{"movies":[{"ids":{"trakt":507},"watched_at":"2026-03-01T20:15:00.000Z"}]}"#
            let changes = ChangeList([
                Change(EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: Array(play.utf8)))
            ])
            try await stage.fault([
                "kind": "apply_then_cut", "method": "POST", "path": "/sync/history", "count": 1,
            ])
            try await stage.fault([
                "kind": "status", "status": 503, "method": "GET", "path": "/sync/history*", "after_ms": 0,
            ])
            let report = try await Self.run(changes, StopSwitch()).perform(in: context)
            #expect(report.state == .failed)
            #expect(report.wasRefused, "\(report.outcome)")
        }
    }
}

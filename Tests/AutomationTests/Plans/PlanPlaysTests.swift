import Foundation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: plays that a run would add")
struct PlanPlaysTests {
    private static let play =
        "trakt.sync.history.add { movies = { { ids = { trakt = 507 }, "
        + "watched_at = '2011-02-01T20:15:00Z' } } }"
    private static let wanted = " trakt.sync.watchlist.add { movies = { { ids = { trakt = 507 } } } }"

    private func run(_ source: String, in context: RunContext) async throws {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        _ = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
    }

    private func lines(_ stage: ScriptStage, _ context: RunContext) async throws -> [String] {
        try await stage.plan(Self.play, in: context).diff
    }

    @Test("A play that a run has added is not added again, and takes nothing off the watchlist", arguments: [0, 150])
    func known(settle: Int) async throws {
        try await withStage(limits: .roomy) { stage in
            var context = try stage.context()
            context.timing.settle = .seconds(settle)
            try await run(Self.play + Self.wanted, in: context)
            #expect(try await lines(stage, context) == [])
            try await stage.forgetRequests()
            try await run(Self.play, in: context)
            #expect(try await stage.requests().filter(\.isWrite).isEmpty)
        }
    }

    @Test("A play that a run has added and somebody has removed is added anew")
    func gone() async throws {
        try await withStage(limits: .roomy) { stage in
            var context = try stage.context()
            context.timing.settle = .zero
            try await run(Self.play, in: context)
            // By hand, at Trakt.
            try await RecordedRun(on: stage).write("sync.history.remove", named: ["movies": [["ids": ["trakt": 507]]]])
            #expect(
                try await lines(stage, context) == [
                    "history", "+ The Wizard of Oz (1939), watched 2011-02-01 20:15",
                ])
        }
    }

    @Test("A play that the plan itself removes is added anew")
    func removed() async throws {
        try await withStage(limits: .roomy) { stage in
            let context = try stage.context()
            try await run(Self.play, in: context)
            let planned = try await stage.plan(
                "trakt.sync.history.remove { movies = { { ids = { trakt = 507 } } } } " + Self.play, in: context)
            #expect(planned.diff.contains { $0.hasPrefix("+ The Wizard of Oz (1939), watched 2011-02-01") })
        }
    }

    @Test("The same play, in one call or in two, is shown once")
    func once() async throws {
        try await withStage(limits: .roomy) { stage in
            let item = "{ ids = { trakt = 507 }, watched_at = '2011-02-01T20:15:00Z' }"
            let twice = "trakt.sync.history.add { movies = { \(item), \(item) } }"
            let planned = try await stage.plan(twice + twice)
            #expect(planned.diff.filter { $0.hasPrefix("+") }.count == 1)
        }
    }

    @Test("A play without a time of what has plays fails as in a run", arguments: ["released", "unknown"])
    func undated(word: String) async throws {
        try await withStage(limits: .roomy) { stage in
            let context = try stage.context()
            try await run(Self.play, in: context)
            let planned = try await stage.plan(
                Self.play.replacing("2011-02-01T20:15:00Z", with: word), in: context
            ).planned
            guard case .failed(let error) = planned.report.outcome else {
                Issue.record("it did not fail: \(planned.report.outcome)")
                return
            }
            #expect(error.kind == "undated_play")
            #expect(planned.diff.isEmpty)
        }
    }
}

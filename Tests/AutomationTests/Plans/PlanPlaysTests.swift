import Foundation
import Journal
import Lua
import Simulation
import Synchronization
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
    // MARK: Against the account

    /// Additions and removals, drawn at random among few titles and times so that they meet each other. Each says what
    /// came of it.
    private static func script(_ random: inout SeededRandom) -> String {
        let names = [
            "movies = { { ids = { trakt = 507 }AT } }", "movies = { { ids = { trakt = 622 }AT } }",
            "shows = { { ids = { trakt = 1390 }, seasons = { { number = 1AT } } } }",
            "shows = { { ids = { trakt = 1390 }, seasons = { { number = 2, episodes = { { number = 1AT } } } } } }",
            "seasons = { { ids = { trakt = seasons[2].ids.trakt }AT } }", "episodes = { { ids = episode.ids AT } }",
        ]
        let times = ["2011-02-01T20:15:31Z", "2011-02-01T20:16:00Z", "2011-02-01T20:15:31Z", "unknown", "released"]
        var lines = [
            "local seasons, episode = trakt.seasons.list(1390), trakt.episodes.get(1390, 1, 2)",
            "local function say(ok, answer) print(ok, ok and json.encode(answer) or answer.kind) end",
        ]
        for _ in 0..<10 {
            let name = names.randomElement(using: &random) ?? ""
            let time = times.randomElement(using: &random) ?? ""
            if Int.random(in: 0..<4, using: &random) == 0 {
                lines.append("say(pcall(trakt.sync.history.remove, { \(name.replacing("AT", with: "")) }))")
            } else {
                let body = name.replacing("AT", with: ", watched_at = '\(time)'")
                lines.append("say(pcall(trakt.sync.history.add, { \(body) }))")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func plays(_ stage: ScriptStage) async throws -> Set<Int64> {
        var plays: Set<Int64> = []
        for page in 1...12 {
            let entries = try await stage.answer("/sync/history?limit=250&page=\(page)").array ?? []
            plays.formUnion(entries.compactMap { $0["id"]?.integer })
            if entries.count < 250 { break }
        }
        return plays
    }

    @Test("What a plan says of plays is what a run then does, also after another run", arguments: 1...12)
    func againstAccount(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let (earlier, script) = (Self.script(&random), Self.script(&random))
        try await withStage(limits: .roomy) { stage in
            var context = try stage.context()
            if seed.isMultiple(of: 2) { context.timing.settle = .zero }
            try await run(earlier, in: context)
            let before = try await Self.plays(stage)
            let planned = try await stage.plan(script, in: context)
            #expect(try await Self.plays(stage) == before)
            let printed = Mutex<[String]>([])
            let file = try ScriptFile(path: "test.lua", source: Array(script.utf8))
            let report = try await Run(file, now: ScriptStage.now, seed: 7).perform(in: context) { line in
                printed.withLock { $0.append(line.text) }
            }
            #expect(report.state == .finished && planned.planned.report.state == .finished)
            #expect(planned.printed == printed.withLock { $0 }, "\(earlier)\n--\n\(script)")
            let after = try await Self.plays(stage)
            let lines = planned.planned.diff.groups.first { $0.title == "history" }?.lines ?? []
            let count = { (sign: PlanDiff.Sign) in lines.filter { $0.sign == sign }.reduce(0) { $0 + $1.count } }
            #expect(count(.added) == after.subtracting(before).count, "\(script)")
            #expect(count(.removed) == before.subtracting(after).count, "\(script)")
        }
    }
}

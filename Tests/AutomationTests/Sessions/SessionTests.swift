import Automation
import Foundation
import Journal
import Lua
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

/// A session on a stage, with what it printed.
private struct Talk: Sendable {
    let session: Session
    let printed: @Sendable () -> [String]

    /// What an input's values are, or its error's message.
    func values(_ text: String, number: Int = 1) async throws -> [JSONValue] {
        let turn = await session.run(text, number: number)
        switch turn.evaluation {
        case .values(let values): return values
        case .failed(let error): throw Failed(message: error["message"]?.string ?? error.encodedText)
        case .interrupted, .outOfMemory, .ended: throw Failed(message: "\(turn.evaluation)")
        }
    }
}

private struct Failed: Error, Hashable {
    let message: String
}

/// Returns when it is so; what never comes fails the test instead of keeping it.
private func eventually(_ condition: () async throws -> Bool) async throws {
    let latest = ContinuousClock.now.advanced(by: .seconds(60))
    while try await !condition() {
        guard ContinuousClock.now < latest else { throw Failed(message: "it never came") }
        await Task.yield()
    }
}

/// - Parameter line: the line of output at which the input under way is interrupted.
private func withTalk(
    _ stage: ScriptStage, writes: Session.Writes = .planned, memory: Int = 256 << 20, interruptingAt line: Int = .max,
    _ body: (Talk) async throws -> Void
) async throws {
    let lines = Mutex<[String]>([])
    let running = Mutex<Session?>(nil)
    var settings = Session.Settings(directory: ".", seed: 7) { ScriptStage.now }
    settings.writes = writes
    settings.limits.memory = memory
    let context = try stage.context()
    let print: @Sendable (LogLine) -> Void = { printed in
        let count = lines.withLock { lines in
            lines.append(printed.text)
            return lines.count
        }
        if count == line { running.withLock { $0 }?.interrupt() }
    }
    try await Session.with(context, settings, print: print) { session in
        running.withLock { $0 = session }
        try await body(Talk(session: session, printed: { lines.withLock { $0 } }))
    }
}

@Suite("A session")
struct SessionTests {
    @Test("Expressions have values, statements none, and both share their globals")
    func evaluates() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                #expect(try await talk.values("1 + 1") == [2])
                #expect(try await talk.values("x = 5") == [])
                #expect(try await talk.values("x, nil, 'a'") == [5, .null, "a"])
                #expect(try await talk.values("x * 2 -- twice") == [10])
                #expect(try await talk.values("for i = 1, 2 do print(i) end") == [])
                #expect(talk.printed() == ["1", "2"])
            }
        }
    }

    @Test("The latest value is _, and each is kept by the number of its input")
    func keepsValues() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values("6 * 7", number: 1)
                _ = try await talk.values("'text', 'more'", number: 2)
                _ = try await talk.values("nil", number: 3)
                #expect(try await talk.values("_, _1, _2", number: 4) == ["text", 42, "text"])
            }
        }
    }

    @Test("An error ends its input alone, with its kind, its place and what it says")
    func fails() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                let turn = await talk.session.run("x = 1\nerror('no')", number: 3)
                guard case .failed(let error) = turn.evaluation else { return #expect(Bool(false), "\(turn)") }
                #expect(error["message"] == "no")
                #expect(error["where"] == "[3]:2")
                let refused = await talk.session.run("trakt.search.text { quary = 'x' }", number: 4)
                guard case .failed(let refusal) = refused.evaluation else { return #expect(Bool(false), "\(refused)") }
                #expect(refusal["kind"] == "unknown_parameter")
                #expect(refusal["where"] == "[4]:1")
                let syntax = await talk.session.run("x = = 2", number: 5)
                guard case .failed(let problem) = syntax.evaluation else { return #expect(Bool(false), "\(syntax)") }
                #expect(problem["kind"] == "syntax")
                #expect(problem["where"] == "[5]:1")
                #expect(try await talk.values("x") == [1])
            }
        }
    }

    @Test("A call is answered by Trakt, and a script's own coroutines and all{} work as in a script")
    func calls() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                #expect(try await talk.values("#trakt.shows.trending { limit = 3 }") == [3])
                #expect(
                    try await talk.values("#all { function() return trakt.shows.popular { limit = 2 } end }") == [2])
                #expect(
                    try await talk.values("coroutine.wrap(function() return #trakt.shows.popular { limit = 4 } end)()")
                        == [4])
                #expect(talk.session.counts.reads == 3)
            }
        }
    }

    @Test(
        "An interruption ends what computes, whatever that does against it, and the session goes on",
        arguments: [
            "while true do print() end", "while true do pcall(function() while true do print() end end) end",
            "coroutine.wrap(function() while true do print() end end)()",
            "table.sort({3, 1, 2}, function(a, b) while true do print() end end)",
            "('x'):gsub('.', function() while true do pcall(print) end end)",
            "all { function() while true do print() end end }",
            "xpcall(error, function() while true do print() end end)",
            "local t <close> = setmetatable({}, { __close = function() closed = true end }) while true do print() end",
            "local t <close> = setmetatable({}, { __close = function() while true do print() end end })",
        ])
    func interruptsComputing(_ input: String) async throws {
        try await withStage { stage in
            // From the script's own thread: those that run tasks may all be taken by such scripts.
            try await withTalk(stage, interruptingAt: 5) { talk in
                _ = try await talk.values("kept = 7")
                let evaluation = await talk.session.run(input, number: 2).evaluation
                guard case .interrupted = evaluation else { return #expect(Bool(false), "\(evaluation)") }
                #expect(try await talk.values("kept") == [7])
                if input.contains("closed") { #expect(try await talk.values("closed") == [true]) }
                #expect(try await talk.values("#trakt.shows.popular { limit = 2 }") == [2])
            }
        }
    }

    @Test("An interruption ends a call that waits, and is not one that pcall could catch")
    func interruptsWaiting() async throws {
        try await withStage { stage in
            try await stage.fault(["kind": "latency", "path": "/shows/trending", "delay_ms": 600_000])
            try await withTalk(stage) { talk async throws in
                async let turn = talk.session.run(
                    "print('begun')\nprint(pcall(function() return trakt.shows.trending {} end))", number: 1)
                try await eventually { try await !stage.requests().isEmpty }
                talk.session.interrupt()
                let evaluation = await turn.evaluation
                #expect(evaluation == .interrupted(place: nil))
                #expect(talk.printed() == ["begun"])
                #expect(try await talk.values("#trakt.shows.popular { limit = 2 }") == [2])
            }
        }
    }

    @Test("An interruption that comes when nothing runs is not for what comes next")
    func ignoresLate() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                talk.session.interrupt()
                #expect(try await talk.values("#trakt.shows.popular { limit = 2 }") == [2])
                talk.session.interrupt()
                #expect(try await talk.values("1") == [1])
            }
        }
    }

    @Test("An input that holds too much memory ends, and what it held is free again")
    func endsMemory() async throws {
        try await withStage { stage in
            try await withTalk(stage, memory: 8 << 20) { talk async throws in
                for number in 1...3 {
                    let turn = await talk.session.run(
                        "local t = {} for i = 1, 1e9 do t[i] = { i } end", number: number)
                    guard case .outOfMemory = turn.evaluation else { return #expect(Bool(false), "\(turn)") }
                }
                #expect(try await talk.values("1") == [1])
            }
        }
    }

    @Test("What stands at a path is told without running anything of the script's")
    func outlines() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values(
                    "a = { b = { c = 1 } } trap = setmetatable({}, { __index = function() while true do end end })")
                #expect(await talk.session.outline(of: ["a", "b"]) == ["kind": "other", "members": [["c", "1"]]])
                #expect(await talk.session.outline(of: ["trap", "x"]) == nil)
                let globals = await talk.session.outline(of: [])
                #expect(globals?["members"]?.array?.contains(["trap", "table"]) == true)
            }
        }
    }

    @Test("Whole values come as JSON where that is asked for")
    func givesJSON() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                let turn = await talk.session.run("{ a = 1 }, nil", number: 1, asJSON: true)
                #expect(turn.evaluation == .values([#"{"a":1}"#, "null"]))
            }
        }
    }
}

@Suite("Changes of a session")
struct SessionChangeTests {
    private let add = "trakt.watchlist:add { type = 'movie', trakt = 507 }"

    private func watchlist(_ stage: ScriptStage) async throws -> Int {
        try await stage.answer("/sync/watchlist/movies").array?.count ?? 0
    }

    @Test(
        "Writes are planned: later inputs see them, Trakt does not, until the plan is applied; that can be taken back")
    func plans() async throws {
        try await withStage { stage in
            let before = try await watchlist(stage)
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values(add)
                #expect(await talk.session.plannedWrites == 1)
                #expect(try await talk.values("trakt.watchlist:contains { type = 'movie', trakt = 507 }") == [true])
                #expect(try await watchlist(stage) == before)
                let report = try await talk.session.apply()
                #expect(try await watchlist(stage) == before + 1)
                #expect(await talk.session.plannedWrites == 0)
                let run = try #require(report.run)
                let undone = try await talk.session.undo(run)
                #expect(undone.report?.writes == 1)
                #expect(try await watchlist(stage) == before)
            }
        }
    }

    @Test("A plan that is dropped leaves no trace")
    func discards() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values(add)
                await talk.session.discardPlan()
                #expect(await talk.session.plannedWrites == 0)
                #expect(try await talk.values("trakt.watchlist:contains { type = 'movie', trakt = 507 }") == [false])
                await #expect(throws: SessionError.nothingPlanned) {
                    _ = try await talk.session.apply()
                }
            }
        }
    }

    @Test("What a plan made keeps its value when the plan was applied")
    func keepsMade() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values("inbox = trakt.list { name = 'Typed', privacy = 'private' }")
                _ = try await talk.values("inbox:add { type = 'movie', trakt = 507 }")
                _ = try await talk.session.apply()
                _ = try await talk.values("inbox:add(trakt.shows.popular { limit = 1 })")
                #expect(try await talk.values("#inbox:items()") == [2])
                _ = try await talk.session.apply()
                #expect(try await talk.values("#trakt.list('Typed'):items()") == [2])
            }
        }
    }

    @Test("A plan is not applied when the account has moved on")
    func refusesMoved() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values("trakt.watchlist:set {}")
                #expect(await talk.session.plannedWrites == 1)
                _ = try await stage.run(add)
                await #expect(throws: PlanApplication.Refusal.self) { _ = try await talk.session.apply() }
            }
        }
    }

    @Test("Where writes are made, each input that writes is a run of its own, which can be taken back")
    func writes() async throws {
        try await withStage { stage in
            let before = try await watchlist(stage)
            try await withTalk(stage, writes: .made) { talk async throws in
                let read = await talk.session.run("#trakt.watchlist:items()", number: 1)
                #expect(read.run == nil)
                let turn = await talk.session.run(add, number: 2)
                let run = try #require(turn.run?.run)
                #expect(try await watchlist(stage) == before + 1)
                let record = try #require(try await talk.session.context.journal.run(run))
                #expect(record.state == .finished)
                #expect(record.run.trigger == .repl)
                #expect(String(decoding: record.run.script, as: UTF8.self) == add)
                _ = try await talk.session.undo(run)
                #expect(try await watchlist(stage) == before)
            }
        }
    }

    @Test("Changes that were planned are not mixed with taking a run back")
    func refusesUndo() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values(add)
                await #expect(throws: SessionError.planPending) { _ = try await talk.session.undo(RunID(1)) }
            }
        }
    }
}

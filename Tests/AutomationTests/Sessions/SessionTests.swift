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
    let latest = ContinuousClock.now.advanced(by: .seconds(300))
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
    // The session keeps what prints, and that keeps the session.
    defer { running.withLock { $0 = nil } }
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

    @Test("Nothing that is made to look like the program's own is run for an outline, or for the picture of a value")
    func runsNothing() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                let traps =
                    "{ __metatable = false, __index = function() hit = true end, __pairs = function() hit = true end }"
                _ = try await talk.values("hit = false trap = setmetatable({}, \(traps))")
                _ = await talk.session.outline(of: ["trap"])
                _ = await talk.session.outline(of: ["trap", "inner"])
                _ = try await talk.values("trap")
                _ = try await talk.values("json.array({}, trap)")
                #expect(try await talk.values("hit") == [false])
                let own = await talk.session.outline(of: ["math"])
                #expect(own?["members"]?.array?.contains(["pi", "3.1415926535898"]) == true)
            }
        }
    }

    @Test("What one input may print is bounded, and the next one may print again")
    func boundsOutput() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                let turn = await talk.session.run("for i = 1, 20 do print(('x'):rep(1 << 20)) end", number: 1)
                #expect(turn.outputDropped > 3 << 20)
                #expect(talk.printed().count == 15)
                _ = try await talk.values("print('again')")
                #expect(talk.printed().last == "again")
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
                let undoing = try await talk.session.undoing(run)
                #expect(undoing.diff.count(.removed) == 1)
                #expect(try await watchlist(stage) == before + 1)
                #expect(try await talk.session.undo(undoing).writes == 1)
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
                #expect(record.state == .finished)
                let undoing = try await talk.session.undoing(run)
                _ = try await talk.session.undo(undoing)
                #expect(try await watchlist(stage) == before)
            }
        }
    }

    @Test("A run of another account, or of a sandbox that is gone, is nothing that a session takes back")
    func leavesOthersRuns() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            var other = try stage.context(client: stage.client(account: "other"), journal: journal)
            let run = try #require(try await stage.run(add, client: other.client, journal: journal).report.run)
            other.server = .fleetingSandbox
            let lost = try await Run(
                ScriptFile(path: "lost.lua", source: Array(add.utf8)), now: ScriptStage.now, seed: 1
            ).perform(in: other) { _ in }
            let context = try stage.context(journal: journal)
            let settings = Session.Settings(directory: ".", seed: 7) { ScriptStage.now }
            let print: @Sendable (LogLine) -> Void = { _ in }
            try await Session.with(context, settings, print: print) { session in
                await #expect(throws: Resumption.Refusal.self) { _ = try await session.undoing(run) }
                let gone = try #require(lost.run)
                await #expect(throws: UndoRefusal.sandboxGone(gone)) { _ = try await session.undoing(gone) }
            }
        }
    }

    @Test(
        "An input that was interrupted while it wrote is a stopped run whose write is looked for before it is taken back"
    )
    func settles() async throws {
        try await withStage { stage in
            let before = try await watchlist(stage)
            try await stage.fault(["kind": "latency", "method": "POST", "path": "/sync/watchlist", "delay_ms": 3000])
            try await withTalk(stage, writes: .made) { talk in
                async let turn = talk.session.run(add, number: 1)
                try await eventually {
                    try await stage.requests().contains { $0.path == "/sync/watchlist" && $0.method == "POST" }
                }
                talk.session.interrupt()
                let (evaluation, ended) = (await turn.evaluation, await turn.run)
                #expect(evaluation == .interrupted(place: nil))
                let run = try #require(ended)
                #expect(run.unsettledWrites + run.writes == 1)
                try await stage.removeFaults()
                try await eventually { try await watchlist(stage) == before + 1 }
                // Whoever wants it back need not wait for another command to look.
                _ = try await talk.session.undoing(try #require(run.run))
                let record = try await talk.session.context.journal.run(try #require(run.run))
                #expect(record?.state == .stopped)
                #expect(record?.unresolved == 0)
            }
        }
    }

    @Test("Changes that were planned are not mixed with taking a run back")
    func refusesUndo() async throws {
        try await withStage { stage in
            try await withTalk(stage) { talk async throws in
                _ = try await talk.values(add)
                await #expect(throws: SessionError.planPending) { _ = try await talk.session.undoing(RunID(1)) }
            }
        }
    }
}

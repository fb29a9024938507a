import Lua
import Testing

/// Scripts that never end by themselves, each in a way that some textbook limit misses.
private let endless: [(name: String, source: String)] = [
    ("loop", "while true do end"),
    ("loop in pcall", "while true do pcall(function() while true do end end) end"),
    ("pcall that catches the stop", "while true do pcall(error) end"),
    ("xpcall whose handler loops", "xpcall(error, function() while true do end end)"),
    ("xpcall whose handler fails", "while true do xpcall(error, function() error() end) end"),
    ("loop in a coroutine", "coroutine.wrap(function() while true do end end)()"),
    ("coroutines without end", "while true do coroutine.wrap(function() coroutine.yield() end)() end"),
    (
        "coroutine that catches",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end"
    ),
    ("comparator", "while true do table.sort({ 3, 2, 1 }, function(a, b) while true do end end) end"),
    ("comparator that catches", "table.sort({ 3, 2, 1 }, function(a, b) while true do pcall(error) end end)"),
    ("replacement function", "string.gsub(('a'):rep(100), 'a', function() while true do end end)"),
    ("tostring", "tostring(setmetatable({}, { __tostring = function() while true do end end }))"),
    ("index metamethod", "local t = setmetatable({}, { __index = function() while true do end end }) return t.x"),
    ("close", "do local c <close> = setmetatable({}, { __close = function() while true do end end }) end"),
    (
        "close inside coroutine.close",
        """
        local co = coroutine.create(function()
          local c <close> = setmetatable({}, { __close = function() while true do pcall(error) end end })
          coroutine.yield()
        end)
        coroutine.resume(co) coroutine.close(co)
        """
    ),
    ("error object whose text loops", "error(setmetatable({}, { __tostring = function() while true do end end }))"),
    ("tail calls", "local function f() return f() end f()"),
    ("goto", "::again:: goto again"),
    ("iterator", "for _ in function() return 1 end do end"),
    ("generated code", "while true do load('return ' .. math.random())() end"),
    (
        "json of a table without end",
        "local t = { a = nil } for i = 0, 62 do t[1 << i] = 1 end t[math.maxinteger] = 1 while true do pcall(json.encode, t) end"
    ),
    (
        "json of a tree of shared tables",
        "local t = { 1 } for i = 1, 90 do t = { t, t } end while true do pcall(json.encode, t) end"
    ),
    ("value whose JSON loops", "return setmetatable({}, { __tojson = function() while true do end end })"),
    (
        "deep recursion in a comparator",
        "table.sort({ 1, 2 }, function() local function g(n) if n == 0 then while true do end end return 1 + g(n - 1) end return g(150000) end)"
    ),
    ("reader of load", "load(function() while true do end end)"),
    ("print", "while true do print() end"),
    ("json", "local t = setmetatable({}, { __pairs = 1 }) while true do json.encode(t) end"),
    // C loops, which no hook interrupts
    ("pattern", "local s = ('a'):rep(1e6) return s:find(('a*'):rep(30) .. 'b')"),
    ("pattern with captures", "return (('x'):rep(1e5) .. 'y'):match(('(.-)'):rep(20) .. '%20z')"),
    ("gsub pattern", "return (('a'):rep(1e5)):gsub(('a-'):rep(20) .. 'b', '')"),
    ("gmatch", "for _ in (('a'):rep(1e6)):gmatch(('.-'):rep(20) .. 'b') do end"),
    ("rep of nothing", "return ('').rep('', 1 << 62) == '' and (function() while true do end end)()"),
    (
        "table.insert with a lying length",
        "while true do pcall(table.insert, setmetatable({}, { __len = function() return 1 << 62 end }), 1, 1) end"
    ),
    (
        "table.remove with a lying length",
        "while true do pcall(table.remove, setmetatable({}, { __len = function() return 1 << 62 end }), 1) end"
    ),
    (
        "table.concat with a lying length",
        "while true do pcall(table.concat, setmetatable({}, { __len = function() return 1 << 62 end, __index = rawlen })) end"
    ),
    ("table.move", "while true do pcall(table.move, {}, 1, 1 << 61, 2) end"),
    (
        "table.concat by C functions only",
        "while true do pcall(table.concat, setmetatable({}, { __index = rawlen }), '', 1, 1 << 62) end"
    ),
]

@Suite("Stopping", .timeLimit(.minutes(10)))
struct StoppingTests {
    @Test("Every endless script stops at its deadline", arguments: endless.map(\.name))
    func deadline(_ name: String) async throws {
        let source = try #require(endless.first { $0.name == name }).source
        let outcome = try await run(source, limits: Limits(output: 1 << 30, time: .milliseconds(100)))
        guard case .stopped(.deadline, let error) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        // Generated code has a place of its own.
        let place = try #require(error.place)
        #expect(place.hasPrefix("test.lua") || name == "generated code" && place.hasSuffix(":1"), "\(place)")
    }

    @Test("While its deadline is suspended a switch is not thrown; then it has as much time as was left")
    func suspended() async {
        let (suspended, later) = (StopSwitch(), StopSwitch())
        suspended.suspendDeadline()
        suspended.suspendDeadline()
        suspended.stop(after: .milliseconds(1))
        // One thread throws them, in the order in which their time is up.
        later.stop(after: .milliseconds(2))
        await later.thrown()
        #expect(later.reason == .deadline && suspended.reason == nil)
        suspended.resumeDeadline()
        #expect(suspended.reason == nil, "once more")
        suspended.resumeDeadline()
        await suspended.thrown()
        #expect(suspended.reason == .deadline)
        let far = StopSwitch()
        far.stop(after: .seconds(3600))
        far.suspendDeadline()
        far.removeDeadline()
        far.resumeDeadline()
        #expect(far.reason == nil)
    }

    @Test("A stop says where the script was")
    func place() async throws {
        let outcome = try await run(
            "local function spin()\n  while true do\n  end\nend\nspin()", limits: Limits(time: .milliseconds(50)))
        guard case .stopped(.deadline, let error) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(["test.lua:2", "test.lua:3"].contains(error.place))
        #expect(error.traceback.last == "test.lua:5: in the main part")
    }

    @Test("A script that waits stops too, and says for which line it waited")
    func waiting() async throws {
        let host = ScriptedHost { _ in
            let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
            for await _ in stream {}  // until cancelled
            withExtendedLifetime(continuation) {}
            return .document([])
        }
        let outcome = try await run(
            "\nlocal ok = pcall(host.call, 'never')\nreturn ok", limits: Limits(time: .milliseconds(50)), for: host)
        guard case .stopped(.deadline, let error) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(error.place == "test.lua:2")
    }

    @Test("Cancelling the task stops a script in an endless loop")
    func cancellation() async throws {
        let started = Started()
        let task = Task {
            let host = ScriptedHost()
            return try await run("started() while true do pcall(error) end", for: host) { interpreter in
                interpreter.define("started", global: true) { call in
                    started.signal()
                    return call.returning()
                }
            }
        }
        await started.wait()
        task.cancel()
        guard case .stopped(.cancelled, _) = try await task.value else {
            Issue.record("not stopped")
            return
        }
    }

    @Test("A switch thrown beforehand lets nothing run")
    func beforehand() async throws {
        let stop = StopSwitch()
        stop.stop()
        let host = ScriptedHost()
        let interpreter = try makeInterpreter(stop: stop)
        try interpreter.load(Array("print('ran')".utf8), chunkName: "@test.lua")
        guard case .stopped(.cancelled, _) = await interpreter.run(for: host) else {
            Issue.record("not stopped")
            return
        }
        #expect(host.printed.isEmpty)
    }

    @Test("Stopping one script leaves the others on the same threads alone")
    func neighbours() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                let endless = index % 2 == 0
                group.addTask {
                    let source =
                        endless
                        ? "while true do end"
                        : "local n = 0 for i = 1, 2e6 do n = n + 1 if n % 500000 == 0 then host.call('e') end end return n"
                    let outcome = try await run(
                        source, limits: Limits(time: endless ? .milliseconds(5 + index) : .seconds(60)))
                    switch outcome {
                    case .stopped(.deadline, _): return endless
                    case .finished: return !endless
                    default: return false
                    }
                }
            }
            for try await asExpected in group { #expect(asExpected) }
        }
    }

    @Test("A script without trouble runs without a hook: nothing is left behind by the limits")
    func undisturbed() async throws {
        #expect(try await value(of: "local n = 0 for i = 1, 1e6 do n = n + i end return n") == "500000500000")
    }
}

/// Lets a test wait until a script has come somewhere.
private struct Started: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func signal() { continuation.yield() }

    func wait() async {
        for await _ in stream { return }
    }
}

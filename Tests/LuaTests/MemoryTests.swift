import Lua
import Testing

@Suite("Memory")
struct MemoryTests {
    private let limits = Limits(memory: 16 << 20, time: .seconds(20))

    @Test(
        "A script that takes more than its memory is stopped, whatever it catches",
        arguments: [
            "local t = {} for i = 1, 1e8 do t[i] = {} end",
            "local t = {} while true do pcall(function() for i = 1, 1e6 do t[#t + 1] = { i } end end) end",
            "local s = 'x' while true do s = s .. s end",
            "local s = 'x' while true do pcall(function() s = s .. s end) end",
            "local t = {} while true do t[#t + 1] = ('x'):rep(1e5) .. #t end",
            "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
            "local t = {} while true do t[#t + 1] = function() return t end end",
            "local t = {} for i = 1, 1e9 do t[i] = i end",
            "local t = {} for i = 1, 1e8 do t['k' .. i] = true end",
            "local t = { ('x'):rep(1e6) } while true do t[#t + 1] = table.concat(t) end",
            "local t = {} while true do t[#t + 1] = json.decode('[[],[],[],[],[],[],[],[]]') end",
        ])
    func stopped(_ source: String) async throws {
        let outcome = try await run(source, limits: limits)
        switch outcome {
        case .stopped(.memory, let error): #expect(error.place == "test.lua:1")
        case .failed(let error):
            // One block too large for the limit is refused instead.
            #expect(
                error.message.contains("memory") || error.message.contains("too large")
                    || error.message.contains("overflow"))
        default: Issue.record("\(outcome)")
        }
    }

    @Test("The limit holds: what a script held at its peak is little more")
    func peak() async throws {
        let interpreter = try makeInterpreter(limits: limits)
        try interpreter.load(Array("local t = {} for i = 1, 1e8 do t[i] = {} end".utf8), chunkName: "@test.lua")
        guard case .stopped(.memory, _) = await interpreter.run(for: ScriptedHost()) else {
            Issue.record("not stopped")
            return
        }
        #expect(interpreter.memoryPeak <= limits.memory * 2)
    }

    @Test("Garbage does not count against a script for good")
    func garbage() async throws {
        let source = "local n = 0 for i = 1, 3e5 do local t = { ('x'):rep(200) .. i } n = n + #t end return n"
        let interpreter = try makeInterpreter(limits: Limits(memory: 4 << 20, time: .seconds(20)))
        try interpreter.load(Array(source.utf8), chunkName: "@test.lua")
        let outcome = await interpreter.run(for: ScriptedHost())
        #expect(outcome == .finished(Array("300000".utf8)))
        #expect(interpreter.memoryPeak < 8 << 20)
    }

    @Test(
        "A string beyond the limit is refused before it is made",
        arguments: ["return ('x'):rep(1 << 31)", "return ('x'):rep(2e9, ',')", "return ('xx'):rep(1 << 62)"])
    func strings(_ source: String) async throws {
        let error = try await failure(of: source, limits: limits)
        #expect(error.message.contains("too large"))
        #expect(error.place == "test.lua:1")
    }

    @Test("A document larger than the script's memory stops the script while it is read")
    func documents() async throws {
        let item = #"{"title":"A title","ids":{"trakt":1}},"#
        let document = "[" + String(repeating: item, count: 400_000) + "{}]"
        let host = ScriptedHost { _ in .document(Array(document.utf8)) }
        let interpreter = try makeInterpreter(limits: limits)
        try interpreter.load(Array("return #host.call('large')".utf8), chunkName: "@test.lua")
        guard case .stopped(.memory, _) = await interpreter.run(for: host) else {
            Issue.record("not stopped")
            return
        }
        #expect(interpreter.memoryPeak < 40 << 20)
    }

    @Test("An error inside a coroutine costs no memory for good")
    func errorsInCoroutines() async throws {
        let source = """
            local held = ("x"):rep(6 << 20)
            for i = 1, 500 do
              local s = ("y"):rep(200000) .. i
              coroutine.resume(coroutine.create(function() error(s) end))
            end
            return #held
            """
        let outcome = try await run(source, limits: limits)
        #expect(outcome == .finished(Array("6291456".utf8)), "\(outcome)")
    }

    @Test("A JSON text longer than the script's memory is refused")
    func longJSON() async throws {
        let source = "local s, t = ('x'):rep(1 << 20), {} for i = 1, 1000 do t[i] = s end json.encode(t)"
        #expect(try await failure(of: source, limits: limits).message.contains("longer than the script's memory"))
    }

    @Test("Output beyond its limit is dropped and counted")
    func output() async throws {
        let host = ScriptedHost()
        let interpreter = try makeInterpreter(limits: Limits(output: 2 * (5 + Limits.lineCost)))
        try interpreter.load(Array("for i = 1, 4 do print('1234') end".utf8), chunkName: "@test.lua")
        _ = await interpreter.run(for: host)
        #expect(host.printed == ["1234", "1234"])
        #expect(interpreter.outputDropped == 10)
    }

    @Test("Lines with nothing in them are bounded too")
    func emptyLines() async throws {
        let host = ScriptedHost()
        let interpreter = try makeInterpreter(limits: Limits(output: 1000))
        try interpreter.load(Array("for i = 1, 100 do print() end".utf8), chunkName: "@test.lua")
        _ = await interpreter.run(for: host)
        #expect(host.printed.count == 9)
        #expect(interpreter.outputDropped == 91)
    }
}

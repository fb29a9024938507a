import Lua
import Testing

@Suite("What a script sees")
struct EnvironmentTests {
    @Test("The globals are those of the allow-list")
    func globals() async throws {
        let source = """
            local names = {}
            for name in pairs(_G) do names[#names + 1] = name end
            table.sort(names)
            return table.concat(names, " ")
            """
        let expected = """
            _G _VERSION assert collectgarbage coroutine debug error getmetatable ipairs json load math next os pairs \
            pcall print rawequal rawget rawlen rawset select setmetatable string table tonumber tostring type utf8 xpcall
            """
        #expect(try await value(of: source) == "\"\(expected)\"")
    }

    @Test(
        "Libraries hold what the documentation lists and nothing else",
        arguments: [
            ("os", "date difftime time"),
            ("debug", "traceback"),
            ("coroutine", "close create isyieldable resume running status wrap yield"),
            ("table", "concat insert move pack remove sort unpack"),
            (
                "string",
                "byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper"
            ),
            ("utf8", "char charpattern codepoint codes len offset"),
        ])
    func libraries(_ library: String, names: String) async throws {
        let source = """
            local names = {}
            for name in pairs(\(library)) do names[#names + 1] = name end
            table.sort(names)
            return table.concat(names, " ")
            """
        #expect(try await value(of: source) == "\"\(names)\"")
    }

    @Test(
        "A misspelt global is an error that names the nearest",
        arguments: [
            ("prnt('x')", "there is no 'prnt': did you mean 'print'?"),
            ("return strnig.rep('x', 2)", "there is no 'strnig': did you mean 'string'?"),
            ("return io", "there is no 'io': it was never assigned"),
        ])
    func misspelt(_ source: String, message: String) async throws {
        let error = try await failure(of: "\n" + source)
        #expect(error.message == message)
        #expect(error.place == "test.lua:2")
    }

    @Test("Globals of the script's own are its own")
    func assigned() async throws {
        #expect(try await value(of: "x = 1 function f() return x end return f()") == "1")
    }

    @Test("A global that was assigned nil is nil, and no misspelt one")
    func assignedNil() async throws {
        #expect(try await value(of: "x, y = 1 x = nil return x == nil and y == nil") == "true")
        #expect(try await failure(of: "_G[nil] = 1").message.contains("nil"))
    }

    @Test(
        "The libraries cannot be changed",
        arguments: [
            "string.rep = nil", "table.extra = 1", "os.time = function() end", "json.encode = 1",
            "getmetatable('').__index = {}", "rawset(getmetatable(string), '__index', {})",
            "setmetatable(string, {})", "setmetatable(_G, {})", "getmetatable(_G).__index = nil",
        ])
    func frozen(_ source: String) async throws {
        _ = try await failure(of: source)
    }

    @Test("A change that slips past the freeze changes nothing")
    func bypass() async throws {
        #expect(try await value(of: "rawset(string, 'rep', 1) return ('x'):rep(2)") == #""xx""#)
    }

    @Test("Bytecode is refused wherever text is loaded")
    func bytecode() async throws {
        #expect(
            try await value(of: "return select(2, load('\\27Lua'))")
                == #""attempt to load a binary chunk (mode is 't')""#)
        #expect(try await value(of: "return (load('return 1', 'x', 'b'))") == "null")
        #expect(try await value(of: "return rawget(string, 'dump')") == "null")
        let interpreter = try makeInterpreter()
        #expect(throws: ScriptError.self) {
            try interpreter.load([0x1B] + Array("Lua".utf8), chunkName: "@test.lua")
        }
    }

    @Test("load takes text, a name, an environment, and pieces from a function")
    func load() async throws {
        #expect(try await value(of: "return load('return x', 'c', 't', { x = 5 })()") == "5")
        #expect(
            try await value(
                of: "local n = 0 return load(function() n = n + 1 return ({ 'return ', '4', '2' })[n] end)()") == "42")
        #expect(
            try await value(of: "return select(2, load('x ='))")
                == #""[string \"x =\"]:1: unexpected symbol near <eof>""#)
    }

    @Test("A finalizer is refused")
    func finalizer() async throws {
        let error = try await failure(of: "setmetatable({}, { __gc = function() end })")
        #expect(error.message.contains("__gc"))
    }

    @Test("The clock is the run's own and stands still")
    func clock() async throws {
        #expect(
            try await value(of: "return { os.time(), os.date('!%Y-%m-%d %H:%M') }")
                == #"[1763892000,"2025-11-23 10:00"]"#)
    }

    @Test("Random numbers follow the seed")
    func random() async throws {
        let source = "local t = {} for i = 1, 5 do t[i] = math.random(1000) end return t"
        let first = try await value(of: source)
        #expect(try await value(of: source) == first)
        let reseeded = try await value(of: "math.randomseed() " + source)
        #expect(try await value(of: "math.randomseed() " + source) == reseeded)
    }

    @Test("The collector cannot be set")
    func collector() async throws {
        #expect(try await value(of: "return collectgarbage()") == "0")
        _ = try await failure(of: "collectgarbage('count')")
        _ = try await failure(of: "collectgarbage('generational')")
        _ = try await failure(of: "collectgarbage('stop')")
    }

    @Test("print writes its arguments as text, to the host")
    func printing() async throws {
        let host = ScriptedHost()
        _ = try await value(of: "print(1, nil, 'é', 2.5) print()", for: host)
        #expect(host.printed == ["1\tnil\té\t2.5", ""])
        let bytes = ScriptedHost()
        _ = try await value(of: #"print("caf\xe9")"#, for: bytes)
        #expect(bytes.printed == ["caf?"])
    }

    @Test("xpcall gives its handler the error, and debug.traceback there tells where the error was")
    func xpcall() async throws {
        let source = """
            local function deep()
              error("oh")
            end
            return { xpcall(deep, function(e) return debug.traceback(e) end) }
            """
        let result = try await value(of: source)
        #expect(result.hasPrefix(#"[false,"test.lua:2: oh\nstack traceback:\ntest.lua:2: in "#))
        #expect(result.hasSuffix(#"test.lua:4: in the main part"]"#))
        #expect(try await value(of: "return { xpcall(function(a, b) return b, a end, print, 1, 2) }") == "[true,2,1]")
        #expect(try await value(of: "return { xpcall(error, error, 'x') }") == #"[false,"x"]"#)
    }
}

@Suite("Errors")
struct ErrorTests {
    @Test(
        "An error of any kind is told in a sentence with its place",
        arguments: [
            ("error('oh')", "oh"),
            ("error('oh', 0)", "oh"),
            ("error()", "error was called without a message"),
            ("error(nil)", "error was called without a message"),
            ("error({ code = 5 })", #"the error is a table: {"code":5}"#),
            ("error({ message = 'said' })", "said"),
            ("error(setmetatable({}, { __tostring = function() return 'text' end }))", "text"),
            ("error(setmetatable({}, { __tostring = error }))", "the script failed and its error could not be told"),
            ("error(42)", "42"),
            (#"error("caf\xe9")"#, "caf?"),
            ("local t = nil; t.x = 1", "attempt to index a nil value (local 't')"),
            ("coroutine.yield()", "attempt to yield from outside a coroutine"),
        ])
    func sentence(_ source: String, message: String) async throws {
        let error = try await failure(of: "\n\n" + source)
        #expect(error.message == message)
        #expect(error.place == "test.lua:3")
    }

    @Test("A syntax error names its line")
    func syntax() async throws {
        let error = try await failure(of: "local x = 1\nif x then")
        #expect(error.place == "test.lua:2")
        #expect(error.message == "'end' expected near <eof>")
    }

    @Test("A traceback shows the functions of the script, through coroutines, innermost first")
    func traceback() async throws {
        let source = """
            local function inner()
              error("deep")
            end
            local function middle()
              coroutine.wrap(function() inner() end)()
            end
            middle()
            """
        let error = try await failure(of: source)
        #expect(error.place == "test.lua:2")
        #expect(error.traceback.count == 4)
        #expect(error.traceback.first?.hasPrefix("test.lua:2:") == true)
        #expect(error.traceback.last == "test.lua:7: in the main part")
    }

    @Test("A deep recursion's traceback is cut")
    func recursion() async throws {
        let error = try await failure(of: "local function f() f() return 1 end f()")
        #expect(error.message.contains("stack overflow"))
        #expect(error.traceback.count <= 26)
    }

    @Test("A call in tail position, whose line Lua forgets, still names the file")
    func tailCall() async throws {
        let refuse = try PreludeModule(
            name: "refuse", global: "refuse",
            source: Array("local host = ... return function() host.fail('no') end".utf8))
        let interpreter = try makeInterpreter(prelude: [refuse])
        try interpreter.load(Array("\nreturn refuse()".utf8), chunkName: "@test.lua")
        guard case .failed(let error) = await interpreter.run(for: ScriptedHost()) else {
            Issue.record("it did not fail")
            return
        }
        #expect(error.description == "test.lua: no")
    }

    @Test("An error object that the script made unfit for JSON is still told")
    func unfit() async throws {
        let host = ScriptedHost { _ in .failure(Array(#"{"kind":"gone","message":"gone"}"#.utf8)) }
        let error = try await failure(
            of: "local ok, e = pcall(host.call, 'x') e.retry = function() end error(e)", for: host)
        #expect(error.kind == "gone")
        #expect(error.message == "gone")
    }

    @Test("A chunk cannot pass for one of the program's own")
    func chunkNames() async throws {
        #expect(try await failure(of: "load('return 1', '=[trakt]')").message.contains("Moonreel's own"))
    }

    @Test("An empty script ends well")
    func empty() async throws {
        #expect(try await value(of: "") == "null")
    }

    @Test("A source text beyond its limit is refused")
    func size() async throws {
        let error = try await failure(
            of: "return 1 --" + String(repeating: "x", count: 2000), limits: Limits(source: 1000))
        #expect(error.message.contains("at most 1000"))
    }
}

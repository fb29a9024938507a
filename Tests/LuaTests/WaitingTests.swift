import Lua
import Testing

@Suite("Waiting for the host")
struct WaitingTests {
    @Test("A call looks blocking: it returns what the host answers")
    func call() async throws {
        let host = ScriptedHost()
        #expect(
            try await value(of: #"return host.call("echo", { a = 1, b = { "x" } })"#, for: host)
                == #"{"a":1,"b":["x"]}"#)
        #expect(host.asked.map(\.name) == ["echo"])
    }

    @Test("A refusal is raised as an error object with the host's fields")
    func refusal() async throws {
        let host = ScriptedHost { _ in .failure(Array(#"{"kind":"not_found","status":404,"message":"gone"}"#.utf8)) }
        let result = try await value(
            of: """
                local ok, err = pcall(host.call, "x")
                return { ok, err.kind, err.status, tostring(err) }
                """, for: host)
        #expect(result == #"[false,"not_found",404,"test.lua:1: gone"]"#)
        let error = try await failure(of: "local function deep()\n  host.call('x')\nend\ndeep()", for: host)
        #expect(error.place == "test.lua:2")
        #expect(error.message == "gone")
        #expect(error.kind == "not_found")
        #expect(error.traceback == ["test.lua:2: in function 'deep'", "test.lua:4: in the main part"])
    }

    @Test(
        "A wait passes through pcall, xpcall, metamethods, iterators and coroutines",
        arguments: [
            #"return select(2, pcall(function() return host.call("e", 5) end))"#,
            #"return select(2, xpcall(function() return host.call("e", 5) end, print))"#,
            #"return setmetatable({}, { __index = function(_, k) return host.call("e", 5) end }).x"#,
            #"return setmetatable({}, { __add = function(a, b) return host.call("e", b) end }) + 5"#,
            #"return setmetatable({}, { __concat = function(a, b) return host.call("e", b) end }) .. 5"#,
            #"return setmetatable({}, { __call = function(_, v) return host.call("e", v) end })(5)"#,
            #"for v in function(_, last) if not last then return host.call("e", 5) end end do return v end"#,
            #"return coroutine.wrap(function() return host.call("e", 5) end)()"#,
            #"return select(2, coroutine.resume(coroutine.create(function() return host.call("e", 5) end)))"#,
            #"return coroutine.wrap(function() return coroutine.wrap(function() return host.call("e", 5) end)() end)()"#,
            #"return coroutine.wrap(function() coroutine.yield(host.call("e", 5)) end)()"#,
            #"local ok, v = xpcall(error, function() return host.call("e", 5) end) return v"#,
            #"do local c <close> = setmetatable({}, { __close = function() x = host.call("e", 5) end }) end return x"#,
            #"return load("return host.call('e', 5)")()"#,
        ])
    func passes(_ source: String) async throws {
        #expect(try await value(of: source) == "5")
    }

    @Test(
        "Where Lua cannot be suspended the call is refused before anything is sent, and says where",
        arguments: [
            (#"table.sort({ 1, 2 }, function(a, b) host.call("e") return a < b end)"#, "sort"),
            (#"string.gsub("a", "a", function() host.call("e") end)"#, "gsub"),
            (#"tostring(setmetatable({}, { __tostring = function() host.call("e") end }))"#, "tostring"),
            (#"assert(load(function() host.call("e") end))"#, "load"),
            (#"table.sort({ 1, 2 }, function() coroutine.wrap(function() host.call("e") end)() end)"#, "coroutine"),
            (
                #"local co = coroutine.create(function() local c <close> = setmetatable({}, { __close = function() host.call("e") end }) coroutine.yield() end) coroutine.resume(co) error((select(2, coroutine.close(co))))"#,
                "__close"
            ),
        ])
    func refused(_ source: String, place: String) async throws {
        let host = ScriptedHost()
        let error = try await failure(of: source, for: host)
        #expect(error.message.contains("this call waits and cannot be made inside"))
        #expect(error.message.contains(place))
        #expect(host.asked.isEmpty)
    }

    /// Answers everything at once and keeps nothing of it.
    private func drive(_ source: String) throws -> Outcome {
        let interpreter = try makeInterpreter(limits: Limits(time: nil))
        try interpreter.load(Array(source.utf8), chunkName: "@test.lua")
        while true {
            guard case .ended(let outcome) = interpreter.resume() else {
                for message in interpreter.takeMessages() {
                    interpreter.deliver(.document(Array("null".utf8)), to: message.ticket)
                }
                continue
            }
            return outcome
        }
    }

    @Test(
        "What a run asks in all is bounded, in questions and in bytes",
        arguments: [("'x'", 1_000_000), ("('x'):rep(16000000)", 4)])
    func boundedQuestions(document: String, most: Int) throws {
        let outcome = try drive(
            """
            local document, asked = \(document), 0
            local function ask() while true do host.call("e", document) asked = asked + 1 end end
            local ok, problem = pcall(ask)
            return { ok, problem.kind, asked }
            """)
        #expect(outcome == .finished(Array(#"[false,"too_many_calls",\#(most)]"#.utf8)), "\(outcome)")
    }

    @Test("A script's own yields still go to the script's own resume while calls go to the host")
    func mixed() async throws {
        let source = """
            local seen = {}
            local co = coroutine.wrap(function(first)
              seen[#seen + 1] = first
              seen[#seen + 1] = host.call("e", "h1")
              local second = coroutine.yield("y1")
              seen[#seen + 1] = second
              seen[#seen + 1] = host.call("e", "h2")
              return "end"
            end)
            for _, argument in ipairs { "a", "b" } do
              local result = co(argument)
              seen[#seen + 1] = result
            end
            return seen
            """
        #expect(try await value(of: source) == #"["a","h1","y1","b","h2","end"]"#)
    }

    @Test("Messages started ahead are under way together, and are answered in any order")
    func started() async throws {
        let source = """
            local a, b = host.start("e", 1), host.start("e", 2)
            return { host.await(b), host.await(a) }
            """
        #expect(try await value(of: source) == "[2,1]")
    }

    @Test("A thousand coroutines wait at once, in one script")
    func thousand() async throws {
        let source = """
            local branches, sum = {}, 0
            for n = 1, 1000 do branches[n] = coroutine.create(function() local v = host.call("e", n) sum = sum + v end) end
            local parked = {}
            local function step(co)
              local state, tickets = host.step(co)
              if state == "parked" then parked[co] = tickets else parked[co] = nil; assert(state == "done", tickets) end
            end
            for _, co in ipairs(branches) do step(co) end
            while next(parked) do
              local all = {}
              for _, tickets in pairs(parked) do all[#all + 1] = tickets[1] end
              host.park(all)
              local again = {}
              for co in pairs(parked) do again[#again + 1] = co end
              for _, co in ipairs(again) do step(co) end
            end
            return sum
            """
        #expect(try await value(of: source) == "500500")
    }

    @Test("A parked coroutine cannot be resumed by another branch")
    func strangers() async throws {
        let source = """
            local co = coroutine.create(function() return host.call("e", 1) end)
            local outer = coroutine.create(function() return coroutine.resume(co) end)
            assert(host.step(outer) == "parked")
            return { coroutine.status(co), (select(2, coroutine.resume(co))) }
            """
        #expect(try await value(of: source) == #"["normal","cannot resume non-suspended coroutine"]"#)
    }

    @Test("A coroutine's status, running and isyieldable are as in the manual")
    func status() async throws {
        let source = """
            local result = { coroutine.isyieldable(), select(2, coroutine.running()) }
            local co
            co = coroutine.create(function()
              result[#result + 1] = coroutine.status(co)
              result[#result + 1] = coroutine.isyieldable()
              coroutine.yield()
            end)
            result[#result + 1] = coroutine.status(co)
            coroutine.resume(co)
            result[#result + 1] = coroutine.status(co)
            coroutine.resume(co)
            result[#result + 1] = coroutine.status(co)
            result[#result + 1] = select(2, coroutine.resume(co))
            return result
            """
        #expect(
            try await value(of: source)
                == #"[false,true,"suspended","running",true,"suspended","dead","cannot resume dead coroutine"]"#)
    }

    @Test("A host function can return, raise or suspend")
    func verdicts() async throws {
        let source = """
            local ok, err = pcall(fails)
            return { double(21), ok, tostring(err), later("x") }
            """
        let result = try await value(of: source) { interpreter in
            interpreter.define("double", global: true) { call in
                guard let n = call.integer(1) else { return call.raising("double takes an integer") }
                return call.returning(n * 2)
            }
            interpreter.define("fails", global: true) { $0.raising("no") }
            interpreter.define("later", global: true) { $0.suspending("echo", Array("\"late\"".utf8)) }
        }
        #expect(result == #"[42,false,"test.lua:1: no","late"]"#)
    }
}

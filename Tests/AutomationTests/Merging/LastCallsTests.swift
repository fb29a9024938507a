import Testing

@testable import Automation

@Suite("Where a rule asks for the last time")
struct LastCallsTests {
    /// The lines of the function that count, of a rule whose function begins in line 1.
    private func last(_ body: String, before: String = "", after: String = "") throws -> [Int] {
        let source = "\(before)return { run = function(options)\n\(body)\nend }\(after)"
        let calls = LastCalls(of: try ScriptFile(path: "rules/a.lua", source: Array(source.utf8)))
        return (1...30).filter { calls.contains("rules/a.lua:\($0)") }
    }

    @Test(
        "is where nothing that may ask follows",
        arguments: [
            ("trakt.watchlist:add(x)", [2]),
            ("return trakt.watchlist:add(x)", [2]),
            ("local a = trakt.watchlist:add(x)\nprint(a.added, #a.not_found)", [2]),
            ("print(trakt.watchlist:add(x))", [2]),
            ("local l = trakt.list('A')\nl:add {\n  1,\n}\nlog.info(('%d'):format(1))", [3, 4, 5]),
            ("trakt.list('A'):add(x)", [2]),
            ("if x then\n  list:add(x)\nelse\n  list:add(y)\nend\nprint('over')", [3, 5]),
            ("if x then\n  list:add(x)\n  return\nend\ntrakt.movies.get(1)", [3, 6]),
            ("for _, x in ipairs(y) do\n  if x then\n    list:add(x)\n    return\n  end\nend\nz()", [4, 8]),
            ("do\n  list:add(x)\nend\nfor k in pairs(y) do store[k] = nil end", [3]),
        ])
    func found(_ body: String, _ lines: [Int]) throws {
        #expect(try last(body) == lines)
    }

    @Test(
        "is nowhere that leaves a doubt",
        arguments: [
            "list:add(x)\nprint(#trakt.watchlist:items())\nprint(f())", "for _, x in ipairs(y) do\n  list:add(x)\nend",
            "list:add(x) other:add(y)", "print(list:add(x), other:add(y))", "list:add(f(x))",
            "local ok = pcall(function() list:add(x) end)", "while true do list:add(x) end",
            "list:add(x)\nprint(trakt.list('A').name)", "list:add(x)\ngoto a\n::a::",
        ])
    func doubtful(_ body: String) throws {
        #expect(try last(body).filter { $0 == 2 }.isEmpty)
    }

    @Test("is nowhere in a script that gives the names of what asks nothing another meaning, or that cannot be read")
    func others() throws {
        let body = "trakt.watchlist:add(x)\nprint('over')"
        #expect(try last(body) == [2])
        for before in ["local print = trakt.movies.get ", "print = f ", "function print() end ", "_G.print = f "] {
            #expect(try last(body, before: before).filter { $0 == 2 }.isEmpty, "\(before)")
        }
        #expect(try last("local x <close> = y\ntrakt.watchlist:add(x)").isEmpty)
        #expect(try last(body, after: "x").isEmpty)
        let calls = LastCalls(of: try ScriptFile(path: "a.lua", source: Array("trakt.watchlist:add(x)".utf8)))
        #expect(!calls.contains("a.lua:1"), "no rule")
    }

    @Test("is found in a rule that is a variable first, and only at its own file's places")
    func variable() throws {
        let source = """
            local rule = { name = "A" }
            function rule.run()
              trakt.watchlist:add(1)
            end
            return rule
            """
        let calls = LastCalls(of: try ScriptFile(path: "a.lua", source: Array(source.utf8)))
        #expect(calls.contains("a.lua:3"))
        for place in ["b.lua:3", "a.lua:2", "a.lua", "a.lua:x", "a.lua:3:4", nil] { #expect(!calls.contains(place)) }
    }

    @Test(
        "is not looked for in what is very deep or long, which would cost the host its stack or its time",
        arguments: [
            "f" + String(repeating: "()", count: 980), "x = a" + String(repeating: ".b", count: 980),
            "x = " + String(repeating: "a .. ", count: 180) + "a",
            String(repeating: "if x then ", count: 180) + "f()" + String(repeating: " end", count: 180),
            String(repeating: "if x then f() return else ", count: 90) + String(repeating: " end", count: 90),
            "x = " + String(repeating: "{", count: 180) + "f()" + String(repeating: "}", count: 180),
            String(repeating: "local f = function() return ", count: 90) + "g()" + String(repeating: " end", count: 90),
            String(repeating: "x = y\n", count: 60_000),
        ])
    func hostile(_ text: String) async throws {
        let source = Array("return { run = function() \(text)\nlist:add(x) end }".utf8)
        let script = try ScriptFile(path: "a.lua", source: source)
        let calls = await Task.detached { LastCalls(of: script) }.value
        if text.utf8.count > 1 << 18 { #expect((1...70_000).allSatisfy { !calls.contains("a.lua:\($0)") }) }
    }

    @Test("is told with whether the script may look at what a list's counts show")
    func looking() throws {
        func looks(_ text: String) throws -> Bool {
            LastCalls(of: try ScriptFile(path: "a.lua", source: Array("return { run = function() \(text) end }".utf8)))
                .looksAtLists
        }
        #expect(try !looks("trakt.list('A'):add(1)"))
        #expect(try looks("print(trakt.list('A').item_count)"))
        #expect(try looks("print(json.encode(trakt.list('A')))"))
    }
}

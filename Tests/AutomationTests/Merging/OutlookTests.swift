import Testing

@testable import Automation

@Suite("What a rule's text tells of what it will ask")
struct OutlookTests {
    /// The lines of the function that count, of a rule whose function begins in line 1.
    private func last(_ body: String, before: String = "", after: String = "") throws -> [Int] {
        let source = "\(before)return { run = function(options)\n\(body)\nend }\(after)"
        let outlook = Outlook(of: try ScriptFile(path: "rules/a.lua", source: Array(source.utf8)))
        return (1...30).filter { outlook.isLast(at: "rules/a.lua:\($0)") }
    }

    @Test(
        "An addition is the last where nothing that may ask follows",
        arguments: [
            ("trakt.watchlist:add(x)", [2]),
            ("return trakt.watchlist:add(x)", [2]),
            ("local a = trakt.watchlist:add(x)\nprint(a.added, #a.not_found)", [2]),
            ("print(trakt.watchlist:add(x))", [2]),
            ("local l = trakt.list('A')\nl:add {\n  1,\n}\nlog.info(('%d'):format(1))", [3, 4, 5]),
            ("trakt.list('A'):add(x)", [2]),
            ("if x then\n  list:add(x)\nelse\n  list:add(y)\nend\nprint('over')", [3, 5]),
            ("if x then\n  list:add(x)\n  return\nend\nlist:set(y)", [3, 6]),
            ("for _, x in ipairs(y) do\n  if x then\n    list:add(x)\n    return\n  end\nend\nz:add(x)", [4, 8]),
            ("do\n  list:add(x)\nend\nfor k in pairs(y) do store[k] = nil end", [3]),
        ])
    func found(_ body: String, _ lines: [Int]) throws {
        #expect(try last(body) == lines)
    }

    @Test(
        "It is nowhere that leaves a doubt",
        arguments: [
            "list:add(x)\nprint(#trakt.watchlist:items())\nprint(f())", "for _, x in ipairs(y) do\n  list:add(x)\nend",
            "list:add(x) other:add(y)", "print(list:add(x), other:add(y))", "list:add(f(x))",
            "local ok = pcall(function() list:add(x) end)", "while true do list:add(x) end",
            "list:add(x)\nprint(trakt.list('A').name)", "list:add(x)\ngoto a\n::a::",
            "list:remove(x)", "trakt.sync.watchlist.add { movies = x }", "trakt.movies.get(1)", "f(x)",
            "list:add(x)\nfor y in next_page do print(y) end", "if list:add(x).added > 0 then list:add(y) end",
            "if x then list:add(y) elseif f() then z() end", "print(list:add(x), trakt.list('B').name)",
            "print(trakt.list('B').name, list:add(x))", "while true do goto a end list:add(x)",
            "local f = function() end list:add(x) f()",
            "list:add(x)\nfor y in list:each() do print(y) end", "list:add(x)\nfor y in pairs(x), f do print(y) end",
            "list:add(x)\nprint(x:format())",
            "list:add(x)\nlocal function pairs() end\nfor y in pairs(x) do end",
            "list:add(x)\ntable.sort(x, f)", "list:add(x)\nprint(('x'):gsub('x', f))",
            "all { function() list:add(x) end }",
        ])
    func doubtful(_ body: String) throws {
        #expect(try last(body).filter { $0 == 2 }.isEmpty)
    }

    @Test("It is nowhere in a script that gives the names of what asks nothing another meaning, or that cannot be read")
    func others() throws {
        let body = "trakt.watchlist:add(x)\nprint('over')"
        #expect(try last(body) == [2])
        for before in [
            "local print = trakt.movies.get ", "print = f ", "function print() end ", "_G.print = f ",
            "setmetatable(x, y) ", "rawset(string, 'rep', f) ",
            "local function goes() goto on ::on:: end ", "local t = trakt ", "print(trakt['auth']) ", "\r ",
            "require('a') ", "load('print = f')() ", "local trakt = trakt ",
        ] {
            #expect(try last(body, before: before).filter { $0 == 2 }.isEmpty, "\(before)")
        }
        #expect(try last("local x <close> = y\ntrakt.watchlist:add(x)").isEmpty)
        #expect(try last(body, after: "x").isEmpty)
        let outlook = Outlook(of: try ScriptFile(path: "a.lua", source: Array("trakt.watchlist:add(x)".utf8)))
        #expect(!outlook.isLast(at: "a.lua:1"), "no rule")
    }

    @Test(
        "It is nowhere in a rule of which something else is done than that it is returned",
        arguments: [
            "rule.run()", "local former = rule.run rule.run = function() former() end", "rule = other",
            "local rule = {}",
            "function rule.run() end", "function rule:stop() end", "do function rule.stop() end end", "f(rule)",
        ])
    func used(_ more: String) throws {
        let source = """
            local rule = { name = 'A' }
            function rule.run()
              trakt.watchlist:add(1)
            end
            \(more)
            return rule
            """
        let outlook = Outlook(of: try ScriptFile(path: "a.lua", source: Array(source.utf8)))
        #expect(!outlook.isLast(at: "a.lua:3"))
    }

    @Test("It is told by the bytes of the file's name", arguments: ["rules/é.lua", "e\u{301}/a.lua", "😀/ünïcode.lua"])
    func bytes(_ path: String) throws {
        let text = "return { run = function()\n\ntrakt.watchlist:add(1) end }"
        let outlook = Outlook(of: try ScriptFile(path: path, source: Array(text.utf8)))
        #expect((1...99).filter { outlook.isLast(at: "\(path):\($0)") } == [3])
        #expect(!outlook.isLast(at: "rules/e\u{301}.lua:3") && !outlook.isLast(at: "\u{e9}/a.lua:3"))
    }

    @Test("A script that may ask other hosts, or sign out, or whose text does not tell, goes elsewhere")
    func elsewhere() throws {
        func goes(_ text: String) throws -> Bool {
            let source = "return { run = function() \(text) end }"
            return Outlook(of: try ScriptFile(path: "a.lua", source: Array(source.utf8))).goesElsewhere
        }
        for text in ["http.get('x')", "local h = http", "trakt.auth.revoke()", "local t = trakt", "load('x')()", "x x"]
        {
            #expect(try goes(text), "\(text)")
        }
        #expect(try !goes("trakt.list('A'):add(1) notify('over')"))
    }

    @Test("It is found in a rule that is a variable first, and only at its own file's places")
    func variable() throws {
        let source = """
            local rule = { name = "A" }
            function rule.run()
              trakt.watchlist:add(1)
            end
            return rule
            """
        let outlook = Outlook(of: try ScriptFile(path: "a.lua", source: Array(source.utf8)))
        #expect(outlook.isLast(at: "a.lua:3"))
        for place in ["b.lua:3", "a.lua:2", "a.lua", "a.lua:x", "a.lua:3:4", nil] {
            #expect(!outlook.isLast(at: place))
        }
    }

    @Test(
        "Nothing is looked for in what is very deep or long, which would cost the host its stack or its time",
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
        let outlook = await Task.detached { Outlook(of: script) }.value
        if text.utf8.count > 1 << 18 {
            #expect((1...70_000).allSatisfy { !outlook.isLast(at: "a.lua:\($0)") } && outlook.looksAtLists)
        }
    }

    private func looks(_ text: String) throws -> Bool {
        let source = "return { run = function() \(text) end }"
        return Outlook(of: try ScriptFile(path: "a.lua", source: Array(source.utf8))).looksAtLists
    }

    @Test(
        "A script that only uses lists, or looks at what they are called, does not look at what they are like",
        arguments: [
            "trakt.list('A'):add(1)", "local l = trakt.list('A') l:add(1) print(l.name, l.ids.trakt)",
            "trakt.list('A')",
            "local l l = trakt.list('A') if l then l:add(1) end", "local l = trakt.list('A') if not l then return end",
            "local l = trakt.list('A') if l == nil then return end",
            "for _, x in ipairs(y) do trakt.list(x):add(1) end",
            "trakt.watchlist:add(1)", "(trakt.list('A')):add(1)",
        ])
    func uses(_ text: String) throws {
        #expect(try !looks(text))
    }

    @Test(
        "A script that could look at what a list is like is taken to do so",
        arguments: [
            "print(trakt.list('A').item_count)", "local l = trakt.list('A') print(l.item_count)",
            "local l = trakt.list('A') local m = l print(m.item_count)", "print(json.encode(trakt.list('A')))",
            "local l = trakt.list('A') print(l['item_' .. 'count'])", "local l = trakt.list('A') return l",
            "local l = trakt.list('A') for k, v in pairs(l) do print(k, v) end", "local f = trakt.list f('A'):add(1)",
            "local t = trakt t.list('A'):add(1)", "print(trakt['list']('A'))", "local l = trakt.list('A') f(l)",
            "local t = { trakt.list('A') }", "local a, l = 1, trakt.list('A') print(#l)",
            "local l = trakt.list('A') or x",
            "_G.x = 1", "trakt = f", "trakt:list('A')",
        ])
    func looksAt(_ text: String) throws {
        #expect(try looks(text))
    }
}

import LuaSyntax
import REPL
import Testing

@Suite("Locals that stay for later inputs")
struct PersistentLocalsTests {
    @Test(
        "The outermost locals become globals, in the places where they were",
        arguments: [
            ("local x = 1", "      x = 1"),
            ("local x = x", "      x = x"),
            ("local a, b = f()", "      a, b = f()"),
            ("local function f(n) return n and f(n - 1) end", "      function f(n) return n and f(n - 1) end"),
            ("local print = p", "      print = p"),
            ("local x = 1 do local x = 2 end", "      x = 1 do local x = 2 end"),
            ("local x = 1\nfor x = 1, 2 do local y = x end", "      x = 1\nfor x = 1, 2 do local y = x end"),
            ("print(x) local x = 1", "print(x)       x = 1"),
            ("local t = {} function t.f() return t end", "      t = {} function t.f() return t end"),
            ("local ok, e = f() local v, e = g()", "      ok, e = f()       v, e = g()"),
            (
                "local x = 1 local x = 2 local f = function() return x end",
                "      x = 1       x = 2       f = function() return x end"
            ),
            ("local é = 1", "local é = 1"), ("f(", "f("), ("x = 1", "x = 1"), ("1 + 1", "1 + 1"),
        ])
    func spread(_ text: String, _ expected: String) { #expect(PersistentLocals.spread(text) == expected) }

    @Test(
        "A local without a value is nil, and no line moves",
        arguments: [
            ("local y", "  y=nil"), ("local a, b", "  a, b=nil"), ("local y; f(y)", "  y=nil; f(y)"),
            ("local y -- why\n(f or g)()", "  y=nil -- why\n(f or g)()"),
            ("local a, -- one\n  b\nerror()", "  a, -- one\n  b=nil\nerror()"), ("local\ny", " \ny=nil"),
        ])
    func withoutValue(_ text: String, _ expected: String) { #expect(PersistentLocals.spread(text) == expected) }

    @Test(
        "What would do something else as a global stays a local",
        arguments: [
            "local x <const> = 1", "local f <close> = g()", "local a, b <const> = 1, 2", "local x, x = 1, 2",
            "::again:: local x = f() if x then goto again end", "local _ENV = {} local x = 1",
            "local print = function(...) print('>', ...) end", "local function f() return x end local x = f",
            "local x = 1 local x <const> = 2", "local a, x = 1 local f = function() return x end local x = 2 return a",
            "do local x = 1 end",
        ])
    func staysLocal(_ text: String) {
        // In the fourth from the end, f is spread; x is not.
        let locals = PersistentLocals(of: text)
        for name in ["x", "a", "b", "print", "_ENV"] { #expect(!locals.names.contains(name)) }
        #expect(locals.names.contains("f") == (locals.text != text))
    }

    @Test("A variable that a function holds on to is not the later one of its name")
    func held() {
        let locals = PersistentLocals(of: "local x=1 local function g() return x end local x=2 return g()")
        #expect(locals.text == "local x=1       function g() return x end local x=2 return g()")
        #expect(locals.names == ["g"])
        #expect(locals.remaining == ["x"])
    }

    @Test("Names of one statement stay together, and so do all statements of a name")
    func together() {
        let text = "local a <const>, b = 1 local b, c = 2 local c = 3 local d = 4"
        let locals = PersistentLocals(of: text)
        #expect(locals.text == "local a <const>, b = 1 local b, c = 2 local c = 3       d = 4")
        #expect(locals.remaining == ["a", "b", "c"])
    }

    @Test("What was right is right, as long, and has its lines where they were", arguments: 0..<300 as Range<Int>)
    func shape(seed: Int) {
        let pieces = [
            "local x", "local x, y", "local x = 1", "local x, y = y", "local function x() return y end", "x = y",
            "local y = function() return x, y end", "local y <const> = 1", "do local x = y end", "local\nx\n,\ny",
            "(x or y)()", "f 'é' -- ü\n",
        ]
        var (text, rest) = ("", seed &* 7919 &+ seed / 12 &* 104_729)
        for _ in 0..<5 {
            text += pieces[rest % pieces.count] + (rest % 5 == 0 ? "; " : "\n")
            rest = rest / pieces.count &+ seed &* 31
        }
        let spread = PersistentLocals.spread(text)
        #expect(Chunk(parsing: Array(text.utf8)).errors.isEmpty == Chunk(parsing: Array(spread.utf8)).errors.isEmpty)
        #expect(spread.utf8.count == text.utf8.count)
        let lines = { (text: String) in text.utf8.enumerated().count { $0.element == UInt8(ascii: "\n") } }
        #expect(lines(spread) == lines(text), "seed \(seed): \(text)\nbecame\n\(spread)")
    }
}

import LuaSyntax
import REPL
import Testing

@Suite("What was typed, as a script")
struct TranscriptTests {
    /// An input as a test types it: with its values, true for each that is not nil.
    struct Input: Sendable, CustomTestStringConvertible {
        let text: String
        let values: [Bool]
        var file: String?

        init(_ text: String, _ values: Bool...) {
            self.text = text
            self.values = values
        }

        var testDescription: String { text }
    }

    private func script(_ inputs: [Input]) -> String {
        var transcript = Transcript()
        for (place, input) in inputs.enumerated() {
            transcript.keep(input.text, from: input.file, number: place + 1, values: input.values)
        }
        return transcript.script
    }

    private func expect(
        _ inputs: [Input], _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let script = script(inputs)
        #expect(script == lines.joined(separator: "\n") + "\n", sourceLocation: sourceLocation)
        #expect(Chunk(parsing: Array(script.utf8)).errors.isEmpty, sourceLocation: sourceLocation)
    }

    @Test(
        "What printed its value prints it in the script, with its comments around it",
        arguments: [
            (Input("1 + 1", true), ["print(1 + 1)"]),
            (Input("3+3 -- six", true), ["print(3+3) -- six"]),
            (Input("-- six\n3+3; -- so", true), ["-- six", "print(3+3) -- so"]),
            (Input("--[[ six ]] 3+3;", true), ["--[[ six ]] print(3+3)"]),
            (Input("1, nil", true, false), ["print(1, nil)"]),
            (Input("nil, 1", false, true), ["print(nil, 1)"]),
            (Input("f()", true), ["print(f())"]),
            (Input("f {\n  a = 1, -- one\n}", true), ["print(f {", "  a = 1, -- one", "})"]),
            (Input("[[a\n  b]]", true), ["print([[a", "  b]])"]),
            (Input("return 7", true), ["print(7)"]),
            (Input("return 7, 8; -- two", true, true), ["print(7, 8) -- two"]),
            (Input("x = 1 return x", true), ["x = 1 print(x)"]),
            (Input("return -- why\n(7)", true), ["-- why", "print((7))"]),
            (
                Input("if x then return 1 end", true),
                ["print((function(...)", "if x then return 1 end", "end)())"]
            ),
        ])
    func values(_ input: Input, _ lines: [String]) { expect([input], lines) }

    @Test(
        "What printed nothing prints nothing in the script",
        arguments: [
            (Input("x = 2"), ["x = 2"]), (Input("f()"), ["f()"]), (Input("f()", false), ["f()"]),
            (Input("(f or g)()"), [";(f or g)()"]), (Input("t:sort() -- now"), ["t:sort() -- now"]),
            (Input("(f())", false), ["do local _ = (f()) end"]), (Input("x.y", false), ["do local _ = x.y end"]),
            (Input("x and f()", false), ["do local _ = x and f() end"]), (Input("-- a note"), ["-- a note"]),
            (Input("return"), [""]), (Input("return f()"), ["f()"]), (Input("x = 1; return;"), ["x = 1; "]),
            (
                Input("if x then return end y = 1"),
                [";(function(...)", "if x then return end y = 1", "end)()"]
            ),
        ])
    func nothing(_ input: Input, _ lines: [String]) { expect([input], lines) }

    @Test("A value that a later input names is kept, whatever statements stand between")
    func latest() {
        expect([Input("1+1", true), Input("x=2"), Input("_+1", true)], ["_ = 1+1", "print(_)", "x=2", "print(_+1)"])
        expect(
            [Input("1+1", true), Input("f()", false), Input("_ + _1", true)],
            ["_1 = 1+1", "_ = _1", "print(_1)", "f()", "print(_ + _1)"])
        expect([Input("1+1", true), Input("2", true), Input("y = _")], ["print(1+1)", "_ = 2", "print(_)", "y = _"])
        expect(
            [Input("1", true), Input("_ + 1", true), Input("_ + 1", true)],
            [
                "_ = 1", "print(_)", "_ = _ + 1", "print(_)", "print(_ + 1)",
            ])
        expect([Input("x=2"), Input("y = 3")], ["x=2", "y = 3"])
    }

    @Test("A call of several values prints them all where its first is kept")
    func several() {
        expect(
            [Input("f() -- two", true, true), Input("_1", true)],
            ["print((function(...) _1 = ... return ... end)(f())) -- two", "print(_1)"])
        expect([Input("f()", true), Input("_1", true)], ["_1 = f()", "print(_1)", "print(_1)"])
        expect(
            [Input("1, 2", true, true), Input("_1 + _", true)],
            ["print((function(...) _1 = ... _ = _1 return ... end)(1, 2))", "print(_1 + _)"])
        expect([Input("return 7 -- so", true), Input("_1", true)], ["_1 = 7 -- so", "print(_1)", "print(_1)"])
    }

    @Test("A name of the program's own is no value: in a loop, in a text, in a function's parameters")
    func ownNames() {
        expect(
            [Input("1", true), Input("for _, x in pairs(t) do f(x) end"), Input("'_1'", true)],
            ["print(1)", "for _, x in pairs(t) do f(x) end", "print('_1')"])
    }

    @Test("Where a function names the latest value, or an input assigns it, every value is kept")
    func latestLater() {
        expect(
            [Input("function f() return _ end"), Input("1", true), Input("2", true), Input("f()", true)],
            ["function f() return _ end", "_ = 1", "print(_)", "_ = 2", "print(_)", "_ = f()", "print(_)"])
        expect(
            [Input("1", true), Input("_ = 5"), Input("_", true)],
            [
                "_ = 1", "print(_)", "_ = 5", "_ = _", "print(_)",
            ])
    }

    @Test("A local stays as it was typed where the script's later lines see what the session's saw")
    func locals() {
        expect(
            [Input("local x = 1"), Input("local function f() return x end"), Input("f()", true)],
            ["local x = 1", "local function f() return x end", "print(f())"])
        // The session has one x, which f sees change.
        expect(
            [Input("local x = 1"), Input("function f() return x end"), Input("local x = 2"), Input("f()", true)],
            ["local x = 1", "function f() return x end", "x = 2", "print(f())"])
        expect(
            [Input("function f() return x end"), Input("local x, y = 2")], ["function f() return x end", "x, y = 2"])
        expect([Input("local x = 1"), Input("_G.x", true)], ["x = 1", "print(_G.x)"])
        expect([Input("local x = 1 return x", true)], ["local x = 1 print(x)"])
        expect([Input("local y"), Input("local y")], ["local y", "y=nil"])
    }

    @Test("What the session had no more is out of sight in the script")
    func blocks() {
        expect([Input("local x <const> = 1"), Input("y = 2")], ["local x <const> = 1", "y = 2"])
        expect([Input("local x <const> = 1"), Input("x = 2")], ["do", "local x <const> = 1", "end", "x = 2"])
        expect([Input("local x <close> = f()")], ["do", "local x <close> = f()", "end"])
        expect([Input("::a:: f()"), Input("::a:: f()")], ["do", "::a:: f()", "end", "do", "::a:: f()", "end"])
        expect(
            [Input("local _ <const> = 1"), Input("2", true), Input("f(_)")],
            [
                "do", "local _ <const> = 1", "end", "_ = 2", "print(_)", "f(_)",
            ])
        expect(
            [Input("function f() return _ end"), Input("local _ <const> = 1"), Input("2", true), Input("f()", true)],
            [
                "function f() return _ end", "do", "local _ <const> = 1", "end", "_ = 2", "print(_)", "_ = f()",
                "print(_)",
            ])
        expect([Input("_ENV = {}")], ["do local _ENV = _ENV", "_ENV = {}", "end"])
    }

    @Test("An input that begins with a bracket is no call of what the one before ends with")
    func brackets() {
        expect([Input("x = f"), Input("(g or h)()")], ["x = f", ";(g or h)()"])
        expect([Input("x = f"), Input("(g).x = 1")], ["x = f", ";(g).x = 1"])
        expect([Input("x = f"), Input("(g or h)() return x", true)], ["x = f", ";(g or h)() print(x)"])
        expect([Input("x = f"), Input("return (g or h)()")], ["x = f", ";(g or h)()"])
    }

    @Test("A local of an input's own is not taken for the value that the session keeps")
    func hiddenNames() {
        expect(
            [Input("local _1 <const> = f() return 2", true), Input("_1", true)],
            [
                "do", "_1 = (function(...)", "local _1 <const> = f() return 2", "end)()", "print(_1)", "end",
                "print(_1)",
            ])
        expect(
            [Input("local print <const> = f return 2", true)],
            [
                "print((function(...)", "local print <const> = f return 2", "end)())",
            ])
        // In a function a local would be gone afterwards, and here it is not.
        expect(
            [Input("local x = 1 if x then return x end", true), Input("x", true)],
            [
                "print((function(...)", "x = 1 if x then return x end", "end)())", "print(x)",
            ])
    }

    @Test("More locals than a script may have become globals, as they are in the session")
    func manyLocals() {
        let script = script((1...250).map { Input("local x\($0) = \($0)") } + [Input("x1 + x250", true)])
        #expect(Chunk(parsing: Array(script.utf8)).errors.isEmpty)
        #expect(script.contains("\nx250 = 250\n") && !script.contains("local"))
    }

    @Test("What cannot be put into a script is told in a comment")
    func comments() {
        expect([Input("f()\r\ng(", true)], ["-- Input 1 worked, but cannot be put into a script:", "-- f()", "-- g("])
        var file = Input("x = 1", true)
        file.file = "lib\n.lua"
        expect(
            [Input("1", true), file, Input("_", true)],
            [
                "print(1)", "-- lib", "-- .lua was loaded here, which is no part of this script.", "print(_)",
            ])
        var transcript = Transcript()
        transcript.keep("x = 1", from: "lib.lua", number: 1, values: [])
        #expect(transcript.isEmpty)
    }

    @Test("Whatever was typed, the script can be read, and has every input once", arguments: 0..<400 as Range<UInt64>)
    func nothingIsLost(seed: UInt64) {
        var typist = Typist(seed: seed)
        let inputs = (1...12).map { typist.input(marked: "m\($0)m") }
        let script = script(inputs)
        let errors = Chunk(parsing: Array(script.utf8)).errors
        #expect(errors.isEmpty, "seed \(seed):\n\(script)")
        for mark in 1...12 {
            let count = script.components(of: "m\(mark)m")
            #expect(count == 1, "seed \(seed), input \(mark): \(inputs[mark - 1].text)\nbecame\n\(script)")
        }
        #expect(!script.contains("cannot be put"), "seed \(seed):\n\(script)")
    }
}

/// Types inputs of all kinds by chance.
private struct Typist {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }

    private mutating func name() -> String { one(of: ["x", "y", "f", "_", "_1", "_2", "_5", "t"]) }

    private mutating func expression(_ mark: String) -> String {
        one(of: [
            "'\(mark)'", "f('\(mark)')", "(f)('\(mark)')", "\(name()) + #'\(mark)'", "[==[\(mark)\n]==]",
            "{ '\(mark)', -- \(name())\n }", "(\(name()) or '\(mark)')", "t:f '\(mark)'",
            "function() return \(name()), '\(mark)' end",
        ])
    }

    private mutating func statement(_ mark: String) -> String {
        let value = expression(mark)
        return one(of: [
            "\(name()) = \(value)", "local \(name()) = \(value)", "local \(name()), z = \(value)",
            "local \(name()) <const> = \(value)", "local \(name()) <close> = \(value)", "local \(name()) -- \(mark)",
            "local function \(name())() return \(value) end", "function \(name())() return \(value) end",
            "if \(name()) then return \(value) end", "::a:: \(name()) = \(value)", "(f or t).x = \(value)",
            "local x = 1 local g = function() return x end local x = \(value)", "f('\(mark)')",
        ])
    }

    mutating func input(marked mark: String) -> TranscriptTests.Input {
        let before = one(of: ["", "", "-- so\n", "--[[ so ]] ", " "])
        let after = one(of: ["", "", " -- so", ";", "; --[[ so ]]"])
        let values = (0..<below(3)).map { _ in below(4) > 0 }
        switch below(5) {
        case 0, 1: return TranscriptTests.Input(before + expression(mark) + after, values)
        case 2: return TranscriptTests.Input(before + "return \(expression(mark))" + after, values)
        case 3:
            return TranscriptTests.Input(
                before + "local \(name()) = \(name()) return \(expression(mark))" + after, values)
        default: return TranscriptTests.Input(before + statement(mark) + after, [])
        }
    }
}

extension TranscriptTests.Input {
    fileprivate init(_ text: String, _ values: [Bool]) {
        self.text = text
        self.values = values
    }
}

extension String {
    /// How often a text is in this one.
    fileprivate func components(of text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}

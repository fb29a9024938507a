import REPL
import Testing

@Suite("The lines of an input")
struct LineTests {
    private let assistance = Assistance(StagedKnowledge())

    @Test(
        "An input ends where it is whole as a value or as statements, or where no line can mend it",
        arguments: [
            ("1 + 1", true), ("1 +", false), ("x", true), ("x.y", true), ("x = ", false), ("f(1,", false),
            ("f(1, 2)", true),
            ("for k = 1, 3 do", false), ("for k = 1, 3 do print(k) end", true), ("if x then", false),
            ("{ a = 1,", false),
            ("return 1", true), ("local x", true), ("x = [[a", false), ("x = 'half", true), ("-- note", true),
            ("1, 2", true),
            ("x y", true), (")", true), ("", true), ("  ", true), (":save x.lua", true), ("trakt.search.text {", false),
            ("function f()\n  return 1", false), ("function f()\n  return 1\nend", true), ("x = 'a\\\nb'", true),
            ("::label::", true),
            ("local t <close> = ", false), ("a = 1 b =", false), ("x:", false), ("not", false), ("--[[ open", false),
        ])
    func complete(_ text: String, _ expected: Bool) {
        #expect(assistance.isComplete(text) == expected)
    }

    @Test(
        "The next line stands two blanks further in for each open block and bracket",
        arguments: [
            ("x = 1", 0), ("for k = 1, 3 do", 2), ("f({", 4), ("if x then\n  y()\nelse", 2),
            ("if x then\nelseif y then", 2),
            ("repeat", 2), ("f(function(x)", 4), ("f(function(x)\nend)", 0), ("end end", 0), ("x = [[\n{", 0),
            ("-- do", 0),
            ("trakt.search.text {", 2), ("while x do if y then", 4),
        ])
    func indentation(_ text: String, _ blanks: Int) {
        #expect(assistance.indentation(after: text) == String(repeating: " ", count: blanks))
    }
}

import LuaSyntax
import Testing

@Suite("The parser")
struct ParserTests {
    private func errors(_ source: String) -> [String] {
        let bytes = Array(source.utf8)
        let lines = SourceLines(bytes)
        return Chunk(parsing: bytes).errors.map { error in
            let place = lines.place(of: error.range.start)
            return "\(place.line):\(place.column): \(error.sentence)"
        }
    }

    @Test("says where something is missing and what")
    func sentences() {
        #expect(errors("if x the\n  f()\nend") == ["1:6: expected 'then', found 'the'"])
        #expect(
            errors("while x do\n  f()\n")
                == ["3:1: expected 'end' to close 'while' in line 1, found the end of the script"])
        #expect(errors("f(1, 2\ng()") == ["2:1: expected ')' to close '(' in line 1, found 'g'"])
        #expect(errors("x = 'half\ny = 1") == ["1:5: this text has no closing '"])
        #expect(errors("x != 1") == ["1:3: '!' means nothing in Lua"])
        #expect(errors("end") == ["1:1: 'end' has no beginning: there is nothing open that it could end"])
        #expect(errors("break") == ["1:1: 'break' is in no loop that it could end"])
        #expect(errors("goto away") == ["1:6: there is no label 'away' that this could go to"])
        #expect(errors("local x <const> = 1\nx = 2") == ["2:1: 'x' is declared <const> and cannot be assigned"])
    }

    @Test("tells of several errors at once")
    func several() {
        #expect(
            errors("local = 1\nx = = 2\nfor i do end\nprint('fine')\ny = }")
                == [
                    "1:7: expected a variable's name, found '='", "2:5: expected an expression, found '='",
                    "3:7: expected '=' or 'in', found 'do'", "5:5: expected an expression, found '}'",
                ])
    }

    @Test(
        "tells what is unfinished from what is wrong",
        arguments: [
            ("if x then", true), ("f(1,", true), ("x =", true), ("x = [[a", true), ("--[[ a", true), ("x = 'a\\", true),
            ("local function f()", true), ("return {", true), ("x = a.", true), ("x = a:b", true), ("repeat", true),
            ("", false), ("x = 1", false), ("x = 'a", false), ("if if", false), (")", false), ("end", false),
            ("x = = ", false), ("f(1,)", false),
        ])
    func incomplete(_ source: String, _ isIncomplete: Bool) {
        #expect(Chunk(parsing: Array(source.utf8)).isIncomplete == isIncomplete)
    }

    @Test(
        "refuses what is nested so deeply that it could overflow the stack",
        arguments: [
            "(", "{", "x = -", "a[", "f(", "do ", "if x then ", "function f() ", "local x = function() return ",
        ])
    func deep(_ opening: String) {
        let source = (opening.hasPrefix("do") || opening.hasPrefix("if") || opening.hasPrefix("f") ? "" : "x = ")
        let chunk = Chunk(parsing: Array((source + String(repeating: opening, count: 100_000)).utf8))
        #expect(!chunk.errors.isEmpty)
        #expect(!chunk.isIncomplete)
    }

    @Test(
        "refuses chains so long that who walks through the tree could overflow the stack",
        arguments: [".a", "+1", "()", ":b()"])
    func long(_ link: String) {
        let chunk = Chunk(parsing: Array(("x = a" + String(repeating: link, count: 200_000)).utf8))
        #expect(chunk.errors.map(\.sentence) == ["this is too long a chain to be checked: it has more than 1000 links"])
        #expect(Chunk(parsing: Array(("x = a" + String(repeating: link, count: 900)).utf8)).errors.isEmpty)
    }

    @Test("gives every node its place")
    func ranges() throws {
        let source = "local s = trakt.search.text:each { query = 'x' }"
        let chunk = Chunk(parsing: Array(source.utf8))
        guard case .local(_, let values) = try #require(chunk.block.statements.first).kind,
            case .methodCall(let base, let method, let arguments) = values[0].kind
        else { return #expect(Bool(false)) }
        let lines = SourceLines(Array(source.utf8))
        #expect(lines.text(base.range) == "trakt.search.text" && lines.text(method.range) == "each")
        #expect(lines.text(arguments.range) == "{ query = 'x' }")
    }
}

@Suite("Scopes")
struct ScopesTests {
    @Test("tell locals, captured variables and globals apart")
    func meanings() {
        let chunk = Chunk(parsing: Array("local a = b\nfunction f(c) a = c; d = a end\nlocal a = a".utf8))
        #expect(chunk.scopes.variables.map(\.name.text) == ["a", "c", "a"])
        #expect(chunk.scopes.globals.map(\.name.text) == ["b", "f", "d"])
        #expect(chunk.scopes.globals.map(\.isWrite) == [false, true, true])
        let first = chunk.scopes.variables[0]
        #expect(first.reads.count == 2 && first.writes.count == 1 && first.isCaptured)
    }

    @Test("tell which variables can be named at a place")
    func visible() {
        let source = "local a\ndo local b\nlocal function c(d) end end\nlocal e"
        let chunk = Chunk(parsing: Array(source.utf8))
        let inside = source.utf8.count - "end end\nlocal e".utf8.count
        #expect(chunk.scopes.variables(visibleAt: inside).map(\.name.text) == ["d", "c", "b", "a"])
        #expect(chunk.scopes.variables(visibleAt: source.utf8.count).map(\.name.text) == ["e", "a"])
    }

    @Test("leave globals alone where the script has an environment of its own")
    func environment() {
        #expect(Chunk(parsing: Array("local _ENV = {}\nx = y".utf8)).scopes.globals.isEmpty)
    }
}

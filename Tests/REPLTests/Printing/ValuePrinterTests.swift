import REPL
import Testing

@Suite("Values on a terminal")
struct ValuePrinterTests {
    @Test(
        "What fits on a line is Lua's source and can be typed again",
        arguments: [
            ("nil", "nil"), ("12", "12"), ("1e100", "1e+100"), ("0.1", "0.1"), ("3.0", "3.0"), ("1/0", "math.huge"),
            ("-1/0", "-math.huge"), ("0/0", "0/0"), (#""a\"b\\c\n\t""#, #""a\"b\\c\n\t""#),
            ("'größe 🎬'", #""größe 🎬""#),
            (#""\27[31m\0\xff""#, #""\x1b[31m\x00\xff""#), (#""\u{202E}\u{9b}""#, #""\u{202e}\u{9b}""#),
            ("{}", "{}"), ("{ 1, 2, x = 3 }", "{ 1, 2, x = 3 }"),
            (
                "{ ['end'] = 1, ['a b'] = 2, [1.5] = true, [false] = 0 }",
                #"{ [1.5] = true, ["a b"] = 2, ["end"] = 1, [false] = 0 }"#
            ),
            ("{ title = 'Heat', tags = { 'crime', {} } }", #"{ tags = { "crime", {} }, title = "Heat" }"#),
            ("print", "<function>"), ("{ f = print, n = json.null }", "{ f = <function>, n = json.null }"),
            ("trakt.watchlist", "trakt.watchlist"), ("{ at = time.date(2026, 3, 4) }", "{ at = <2026-03-04> }"),
        ])
    func flat(_ value: String, _ expected: String) async throws {
        #expect(try await shown("return \(value)") == expected)
    }

    @Test("What does not fit is indented, what fits in it stays on its line")
    func indented() async throws {
        let value = """
            return { name = 'a name that is quite long', inner = { 1, 2, deeper = { 'some text', 'more of it' } },
              empty = {}, flag = true }
            """
        #expect(
            try await shown(value, width: 50) == """
                {
                  empty = {},
                  flag = true,
                  inner = {
                    1,
                    2,
                    deeper = { "some text", "more of it" },
                  },
                  name = "a name that is quite long",
                }
                """)
    }

    @Test("Many short values share lines")
    func packed() async throws {
        let numbers = "local t = {} for k = 1, 30 do t[k] = k * 100 end return t"
        #expect(
            try await shown(numbers, width: 40) == """
                {
                  100, 200, 300, 400, 500, 600, 700,
                  800, 900, 1000, 1100, 1200, 1300,
                  1400, 1500, 1600, 1700, 1800, 1900,
                  2000, 2100, 2200, 2300, 2400, 2500,
                  2600, 2700, 2800, 2900, 3000,
                }
                """)
    }

    @Test("No value takes more lines than it may, and what was left out is counted", arguments: [4, 5, 7, 10, 40])
    func height(_ height: Int) async throws {
        let sources = [
            "local t = {} for k = 1, 500 do t[k] = { k, name = ('x'):rep(30), inner = { ('y'):rep(50) } } end return t",
            "local t = {} for k = 1, 500 do t[k] = k end return t",
            "local t = {} for k = 1, 500 do t['name' .. k] = { ('y'):rep(50), ('y'):rep(50) } end return t",
            "local t = {} for k = 1, 500 do t[k] = { title = 'T', ids = { trakt = k } } end return t",
        ]
        for source in sources {
            let lines = try await shown(source, width: 60, height: height).split(separator: "\n")
            #expect(lines.count <= height)
            #expect(lines.contains { $0.contains("more") }, "\(lines)")
        }
        let counted = try await shown(sources[2], width: 60, height: 40).split(separator: "\n")
        #expect(counted.suffix(2).first?.contains("more") == true)
    }

    @Test("A string that is cut says how much is missing", arguments: [12, 24, 60])
    func cutString(_ width: Int) async throws {
        let value = LuaValue.table(LuaTable(items: [.string(LuaString(String(repeating: "wort ", count: 100)))]))
        let lines = ValuePrinter(width: width).lines(of: value).map(\.text)
        #expect(lines.joined().contains("more"))
        #expect(lines.allSatisfy { $0.count <= width })
    }

    @Test("The documentation of an endpoint is shown whole")
    func documentation() async throws {
        let text = try await shown("return trakt.search.text", width: 120)
        #expect(text.hasPrefix("trakt.search.text\nGET /search/{type}\n"))
        #expect(text.contains("Example:"))
    }

    @Test("A terminal is never given anything to obey")
    func harmless() async throws {
        let value = #"return { { title = "a\27[2Jb\u{202E}c\r\nd", ids = { trakt = 1 } } }"#
        let text = try await shown(value)
        #expect(
            !text.unicodeScalars.contains { ($0.value < 32 && $0 != "\n") || $0.value == 0x202E || $0.value == 0x9B })
        #expect(text.contains("a␛[2Jb"))
    }
}

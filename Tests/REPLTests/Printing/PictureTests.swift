import REPL
import Testing

@Suite("Pictures of values")
struct PictureTests {
    @Test(
        "Every sort of value arrives as what it is",
        arguments: [
            ("return nil", LuaValue.nil), ("return true", .boolean(true)), ("return 7", .integer(7)),
            ("return 7.0", .number(7)), ("return 1/0", .number(.infinity)), ("return -1/0", .number(-.infinity)),
            ("return math.mininteger", .integer(.min)), ("return 'größe'", .string(LuaString("größe"))),
            (#"return "a\0b\xff""#, .string(LuaString([0x61, 0, 0x62, 0xFF]))), ("return print", .function),
            ("return coroutine.create(print)", .other("thread")), ("return json.null", .other("json.null")),
            ("return {}", .table(LuaTable())), ("return time.date(2026, 3, 4)", .text(LuaString("2026-03-04"))),
            ("return trakt.watchlist", .text(LuaString("trakt.watchlist"))),
        ])
    func sorts(_ source: String, _ expected: LuaValue) async throws {
        #expect(try await picture(of: source) == expected)
    }

    @Test("Not a number arrives as that")
    func notANumber() async throws {
        guard case .number(let number) = try await picture(of: "return 0/0") else {
            Issue.record("no number")
            return
        }
        #expect(number.isNaN)
    }

    @Test("Positions are items, whatever has another key a member: numbers, then names in order")
    func order() async throws {
        let table = try await picture(of: "return { 'a', 'b', z = 1, [10] = 2, a = 3, [2.5] = 4, [-1] = 5 }").table
        #expect(table?.items == [.string(LuaString("a")), .string(LuaString("b"))])
        #expect(
            table?.members.map(\.key) == [
                .integer(10), .integer(-1), .number(2.5), .string(LuaString("a")), .string(LuaString("z")),
            ])
    }

    @Test("What stands behind a hole is a member under its position")
    func holes() async throws {
        let table = try await picture(of: "return { 1, nil, 3 }").table
        #expect(table?.items == [.integer(1)])
        #expect(table?.members == [LuaTable.Member(.integer(3), .integer(3))])
    }

    @Test("A large table is looked at up to the bounds, and the rest is counted")
    func bounds() async throws {
        let many = "local t = {} for k = 1, 100000 do t[k] = k end for k = 1, 500 do t['n' .. k] = k end return t"
        let table = try await picture(of: many).table
        #expect(table?.items.count == 200)
        #expect(table?.omittedItems == 99_800)
        #expect(table?.members.count == 200)
        #expect(table?.omittedMembers == 300)
    }

    @Test("All values together have a bound: where it is reached, tables end")
    func nodes() async throws {
        let wide = "local t = {} for k = 1, 100 do t[k] = {} for n = 1, 100 do t[k][n] = n end end return t"
        let table = try await picture(of: wide, within: "{ nodes = 250 }").table
        #expect(table?.items.count == 3)
        #expect(table?.omittedItems == 97)
        #expect(table?.items.last?.table?.omittedItems == 54)
    }

    @Test("A table within itself and one that lies too deep are told, not followed")
    func cyclesAndDepth() async throws {
        let cycle = try await picture(of: "local t = { n = 1 } t.inner = { t } return t").table
        #expect(cycle?["inner"]?.table?.items == [.cycle])
        let twice = try await picture(of: "local t = { 1 } return { t, t }").table
        #expect(twice?.items == [.table(LuaTable(items: [.integer(1)])), .table(LuaTable(items: [.integer(1)]))])
        let deep = try await picture(of: "return { { { 1 }, {} } }", within: "{ depth = 2 }").table
        #expect(deep?.items.first?.table?.items == [.deep, .table(LuaTable())])
    }

    @Test("A long string is cut between characters, and the bytes left out are counted")
    func longStrings() async throws {
        let long = try await picture(of: "return ('ä'):rep(3000)")
        #expect(long == .string(LuaString(String(repeating: "ä", count: 2000), omittedBytes: 2000)))
        let odd = try await picture(of: "return 'a' .. ('ä'):rep(3000)")
        #expect(odd == .string(LuaString("a" + String(repeating: "ä", count: 1999), omittedBytes: 2002)))
        let raw = try await picture(of: #"return ("\xff"):rep(3000)"#)
        #expect(raw == .string(LuaString([UInt8](repeating: 0xFF, count: 2000), omittedBytes: 1000)))
    }

    @Test("Of a script's own metatables nothing runs but __tostring, and an error in that does no harm")
    func metatables() async throws {
        let traps = """
            local function trap() error("ran") end
            return setmetatable({ 1, a = 2 }, {
              __index = trap, __len = trap, __pairs = trap, __eq = trap, __name = "thing", __tostring = %@ })
            """
        let failing = try await picture(of: traps.replacing("%@", with: "trap")).table
        #expect(failing?.items == [.integer(1)])
        #expect(failing?["a"] == .integer(2))
        let named = try await picture(of: traps.replacing("%@", with: "nil")).table
        #expect(named?.label == "thing")
        #expect(named?.items == [.integer(1)])
        #expect(
            try await picture(of: traps.replacing("%@", with: "function() return 'me' end")) == .text(LuaString("me")))
        let waiting = traps.replacing("%@", with: "function() return trakt.search.text { query = 'x' } end")
        #expect(try await picture(of: waiting).table?.items == [.integer(1)])
    }

    @Test("What a library holds is shown, though scripts see it through a proxy")
    func libraries() async throws {
        let table = try await picture(of: "return time").table
        #expect(table?.label == "time")
        #expect(table?.members.map(\.key.text) == ["date", "now", "parse", "today"])
    }

    @Test("What an array of Trakt's knows beside its items comes along")
    func facts() async throws {
        let source = "return json.array({ 1 }, { item_count = 107, complete = false, page = 2, other = 3 })"
        let table = try await picture(of: source).table
        #expect(table?.facts == ["item_count": .integer(107), "complete": .boolean(false), "page": .integer(2)])
    }

    @Test("An error that was caught keeps its fields")
    func errors() async throws {
        let table = try await picture(
            of: "local ok, problem = pcall(function() return trakt.nothing end) return problem"
        ).table
        #expect(table?.label == "error")
        #expect(table?["kind"]?.text == "unknown_name")
    }
}

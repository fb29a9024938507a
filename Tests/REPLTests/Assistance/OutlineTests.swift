import LineEditing
import REPL
import Testing
import Trakt

@Suite("Outlines of values")
struct OutlineTests {
    /// What stands at a path below a value that a script makes.
    private func outline(of source: String, at path: [PathStep] = []) async throws -> LiveValue? {
        let script = """
            local function value() \(source) end
            return host.load('outline')(value(), json.decode [==[\(path.wire.encodedText)]==])
            """
        return LiveValue(wire: try await value(of: script))
    }

    @Test("A table's names come with their values, in order, the long ones cut")
    func names() async throws {
        let table = try await outline(
            of:
                "return { 7, title = 'Heat', year = 1995, f = print, t = {}, long = ('x'):rep(50), bad = '\\27[2J', [2.5] = 1 }"
        )
        #expect(
            table
                == LiveValue(
                    members: [
                        .init("bad", note: "string"), .init("f", note: "function"),
                        .init("long", note: "\"\(String(repeating: "x", count: 27))\"…"), .init("t", note: "table"),
                        .init("title", note: "\"Heat\""), .init("year", note: "1995"),
                    ]))
    }

    @Test("A path leads through names and positions, and to nothing where nothing is")
    func paths() async throws {
        let hits = "return { hits = { { movie = { title = 'Heat' } } } }"
        let path: [PathStep] = [.name("hits"), .position(1), .name("movie")]
        #expect(try await outline(of: hits, at: path)?.members == [.init("title", note: "\"Heat\"")])
        #expect(try await outline(of: hits, at: [.name("hits"), .position(2)]) == nil)
        #expect(try await outline(of: hits, at: path + [.name("title"), .name("x")]) == nil)
    }

    @Test(
        "The program's own values are told apart",
        arguments: [
            ("'x'", LiveValue.Kind.string), ("time.now()", .instant), ("time.today()", .date),
            ("trakt.watchlist", .set),
            ("trakt.search.text", .endpoint), ("{}", .other), ("print", .other),
        ])
    func kinds(_ source: String, _ expected: LiveValue.Kind) async throws {
        #expect(try await outline(of: "return \(source)")?.kind == expected)
    }

    @Test("Libraries and points in time show their names, an array of Trakt's what it knows of itself")
    func proxies() async throws {
        let time = try await outline(of: "return { time = time }", at: [.name("time")])
        #expect(time?.members.map(\.text) == ["date", "now", "parse", "today"])
        #expect(try await outline(of: "return { s = string }", at: [.name("s"), .name("format")])?.kind == .other)
        #expect(try await outline(of: "return time.today()")?.members.map(\.text) == ["day", "month", "year"])
        let array = try await outline(of: "return json.array({ 1 }, { item_count = 3, complete = false })")
        #expect(array?.members == [.init("complete", note: "false"), .init("item_count", note: "3")])
    }

    @Test("Nothing of a script's metatables runs")
    func metatables() async throws {
        let trap = """
            local function trap() error("ran") end
            return { t = setmetatable({ a = 1 }, { __index = trap, __pairs = trap, __tostring = trap, __len = trap, __eq = trap }) }
            """
        #expect(try await outline(of: trap, at: [.name("t")])?.members == [.init("a", note: "1")])
        #expect(try await outline(of: trap, at: [.name("t"), .name("b")]) == nil)
    }
}

@Suite("What completion says of the program's own values")
struct KnownNamesTests {
    private let assistance = Assistance(StagedKnowledge())

    private func names(_ text: String) async -> [String] {
        await assistance.completions(in: text, at: text.count).candidates.map(\.text)
    }

    @Test("trakt has exactly the names that completion offers, in each of its groups")
    func trakt() async throws {
        for group in ["trakt", "trakt.auth", "trakt.search", "trakt.sync", "trakt.sync.watchlist"] {
            let there = try await value(
                of:
                    "local names = json.array {} for name in pairs(\(group)) do names[#names + 1] = name end return names"
            )
            #expect(there.array?.compactMap(\.string) == (await names(group + ".")), "\(group)")
        }
    }

    @Test(
        "Every method that is offered is one",
        arguments: [
            ("trakt.watchlist:", "trakt.watchlist"), ("trakt.history:", "trakt.history"),
            ("trakt.ratings:", "trakt.ratings"),
            ("trakt.collection:", "trakt.collection"), ("trakt.favorites:", "trakt.favorites"),
            ("trakt.search.text:", "trakt.search.text"),
            ("inbox:", "trakt.watchlist"),
            ("today:", "time.today()"),
        ])
    func methods(_ text: String, _ source: String) async throws {
        let names = await names(text)
        #expect(!names.isEmpty)
        let list = JSONValue.array(names.map { .string($0) }).encodedText
        let missing = try await value(
            of: """
                local missing, value = json.array {}, \(source)
                for _, name in ipairs(json.decode [==[\(list)]==]) do
                  local is_there, method = pcall(function() return value[name] end)
                  if not is_there or type(method) ~= "function" then missing[#missing + 1] = name end
                end
                return missing
                """)
        #expect(missing == [])
    }

    @Test("Every global that a script has is offered, and every one that is offered is there")
    func globals() async throws {
        let there = try await value(
            of: "local names = json.array {} for name in pairs(_G) do names[#names + 1] = name end return names")
        let offered = Set(await names(""))
        let hidden: Set = ["_G", "_VERSION", "host"]
        for name in there.array?.compactMap(\.string) ?? [] where !hidden.contains(name) {
            #expect(offered.contains(name), "\(name)")
        }
        let usable = try await value(
            of:
                "for _, name in ipairs { 'trakt', 'time', 'json', 'store', 'log', 'notify', 'http', 'all', 'require' } do assert(_G[name] ~= nil) end return true"
        )
        #expect(usable == true)
    }

    @Test("Every section of what is hidden that is offered is one")
    func sections() async throws {
        let sections = await names("trakt.hidden(\"")
        #expect(sections.contains("calendar"))
        let list = JSONValue.array(sections.map { .string($0) }).encodedText
        let sets = try await value(
            of: "for _, name in ipairs(json.decode '\(list)') do trakt.hidden(name) end return true")
        #expect(sets == true)
    }
}

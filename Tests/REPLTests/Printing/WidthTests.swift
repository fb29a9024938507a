import Foundation
import Lua
import REPL
import TestSupport
import Testing
import Trakt

@testable import LineEditing

@Suite("Any width")
struct WidthTests {
    private static let seeds: [UInt64] = {
        let asked = ProcessInfo.processInfo.environment["MOONREEL_TEST_SEED"].flatMap(UInt64.init)
        return asked.map { [$0] } ?? (0..<60).map { _ in UInt64.random(in: 0...UInt64.max) }
    }()

    @Test("No line is ever wider than the terminal, whatever the value", arguments: seeds)
    func values(_ seed: UInt64) {
        var values = RandomValues(seed: seed)
        for _ in 0..<12 {
            let value = values.value(depth: 3)
            for width in [1, 2, 3, 7, 10, 13, 20, Int.random(in: 1...120, using: &values.chance)] {
                for line in ValuePrinter(width: width, height: 12).lines(of: value) {
                    #expect(line.width <= width, "seed \(seed), width \(width): \(line.text)")
                }
            }
        }
    }

    @Test("Nor is a line of an error", arguments: [1, 2, 3, 5, 10, 19, 40])
    func errors(_ width: Int) {
        let document: JSONValue = [
            "kind": "out_of_range", "endpoint": "calendars.my_shows", "where": "a-script-with-a-name.lua:3",
            "message": "days takes \u{1B}\u{1B}\u{1B}\u{1B} 進撃の巨人, not 99.",
            "traceback": "input 3:1: in local 'f'\ninput 3:5: in function 'g'",
        ]
        let lines = ErrorPrinter(width: width).lines(of: ScriptError(document: document.encoded))
        for line in lines { #expect(line.width <= width, "\(line.text)") }
    }

    @Test("A table on a narrow terminal has what fits of the titles, and how many are left")
    func narrowTable() {
        let rows = (1...72).map { number in
            LuaValue.table(
                LuaTable(members: [
                    .init(.string(LuaString("title")), .string(LuaString("The Wizard of Oz \(number)"))),
                    .init(.string(LuaString("year")), .integer(1939)),
                ]))
        }
        let lines = ValuePrinter(width: 10, height: 5).lines(of: .table(LuaTable(items: rows))).map(\.text)
        #expect(lines.prefix(4) == ["title", "The Wizar…", "The Wizar…", "The Wizar…"])
        #expect(lines.dropFirst(4).prefix(2) == ["… and 69", "more · 1"])
    }

    @Test("A long string goes on in further lines, and nothing of it is lost")
    func longString() {
        let text = String(repeating: "abc 進 ", count: 12)
        let lines = ValuePrinter(width: 9).lines(of: .string(LuaString(text))).map(\.text)
        #expect(lines.joined() == "\"\(text)\"")
    }
}

/// Values of every sort by chance, the same for the same seed.
private struct RandomValues {
    var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed) }

    private static let pieces = [
        "a", "Wort", " ", "\n", "\t", "\u{1B}[2J", "\u{7F}", "\u{9B}", "進撃", "🎬", "👨‍👩‍👧", "🇩🇪", "é", "\u{301}", "❤️",
        "\u{202E}",
        "\"", "\\", "2026-03-01T20:00:00.000Z", "\r\n", "\u{2028}", "\u{200B}", "long-word-without-any-blank",
    ]
    private static let names = [
        "title", "name", "username", "year", "ids", "season", "number", "trakt", "slug", "comment", "notes", "rating",
        "watched_at", "progress", "message", "where", "kind", "id", "cast", "end", "first name", "進撃", "genres",
    ]

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &chance) }

    private mutating func string() -> LuaString {
        let omitted = below(5) == 0 ? below(100_000) : 0
        if below(8) == 0 {
            return LuaString((0..<below(40)).map { _ in UInt8(below(256)) }, omittedBytes: omitted)
        }
        let length = below(6) == 0 ? 120 : 6
        let text = (0..<below(length)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined()
        return LuaString(text, omittedBytes: omitted)
    }

    private mutating func scalar() -> LuaValue {
        switch below(10) {
        case 0: .nil
        case 1: .boolean(below(2) == 0)
        case 2: .integer(Int64(truncatingIfNeeded: chance.next()))
        case 3: .number(Double(bitPattern: chance.next()))
        case 4: .text(string())
        case 5: [.function, .other("json.null"), .other("thread\u{1B}"), .cycle, .deep][below(5)]
        default: .string(string())
        }
    }

    mutating func value(depth: Int) -> LuaValue {
        guard depth > 0, below(5) > 0 else { return scalar() }
        switch below(6) {
        case 0: return .table(LuaTable(items: (0..<below(30)).map { _ in scalar() }))
        case 1: return .table(LuaTable(items: (0..<below(20)).map { _ in .table(movie()) }))
        case 2: return .table(movie())
        case 3: return .table(records())
        default: return .table(table(depth: depth))
        }
    }

    private mutating func name() -> LuaValue {
        below(6) == 0 ? scalar() : .string(LuaString(Self.names[below(Self.names.count)]))
    }

    private mutating func table(depth: Int) -> LuaTable {
        var table = LuaTable(
            items: (0..<below(6)).map { _ in value(depth: depth - 1) },
            members: (0..<below(8)).map { _ in LuaTable.Member(name(), value(depth: depth - 1)) })
        if below(3) == 0 { table.omittedItems = below(1000) }
        if below(3) == 0 { table.omittedMembers = below(1000) }
        table.label = [nil, nil, nil, "error", "thing\u{1B}[2J", "a type with a name"][below(6)]
        if below(3) == 0 {
            table.facts = ["item_count": .integer(240), "page": .integer(2), "page_count": .integer(10)]
        }
        return table
    }

    private mutating func movie() -> LuaTable {
        let facts = (0..<below(5)).map { _ in LuaTable.Member(name(), scalar()) }
        let ids = LuaTable(members: [.init(.string(LuaString("trakt")), .integer(Int64(below(100_000))))])
        return LuaTable(
            members: [
                .init(.string(LuaString("title")), .string(string())), .init(.string(LuaString("ids")), .table(ids)),
                .init(.string(LuaString("year")), .integer(1939)),
            ] + facts)
    }

    private mutating func records() -> LuaTable {
        let columns = (0..<1 + below(5)).map { _ in name() }
        let rows = (0..<2 + below(30)).map { _ in
            LuaValue.table(LuaTable(members: columns.map { LuaTable.Member($0, scalar()) }))
        }
        var table = LuaTable(items: rows)
        if below(2) == 0 { table.facts = ["item_count": .integer(4000), "complete": .boolean(false)] }
        return below(2) == 0 ? table : LuaTable(members: [LuaTable.Member(name(), .table(table))])
    }
}

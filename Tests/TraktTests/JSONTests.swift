import Foundation
import Testing
import Wording

@testable import Trakt

@Suite("JSON")
struct JSONTests {
    @Test("keeps integers of 64 bits, numbers, text and empty arrays")
    func roundTrip() throws {
        let text = #"{"a":[],"b":{},"big":9223372036854775807,"n":null,"pi":3.5,"s":"\u00e9\ud83d\ude00\n\"","t":true}"#
        let value = try JSONValue(parsing: text)
        #expect(value["big"] == .integer(.max))
        #expect(value["pi"] == 3.5)
        #expect(value["s"] == .string("é😀\n\""))
        #expect(value["a"] == .array([]) && value["b"] == .object([:]))
        #expect(try JSONValue(parsing: value.encoded) == value)
        #expect(
            value.encodedText == #"{"a":[],"b":{},"big":9223372036854775807,"n":null,"pi":3.5,"s":"é😀\n\"","t":true}"#)
        #expect(try JSONValue(parsing: "9223372036854775808") == .number(9_223_372_036_854_775_808))
        #expect(try JSONValue(parsing: "-0.5e1") == .number(-5))
    }

    @Test(
        "refuses what is no JSON",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":}", "01", "1.", "tru", "\"a", "[1]x", "nul", "'a'", "{a:1}", "\"\\x\"", "-",
        ])
    func refuses(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    }

    @Test("does not fall over deep nesting")
    func deep() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    }

    @Test("reads a page of 10,000 items")
    func large() throws {
        let item =
            #"{"rank":1,"id":101,"listed_at":"2026-09-01T09:10:11.000Z","movie":{"title":"X","ids":{"trakt":12}}}"#
        let text = "[" + Array(repeating: item, count: 10_000).joined(separator: ",") + "]"
        let bytes = Array(text.utf8)
        #expect(try JSONValue(parsing: bytes).array?.count == 10_000)
    }

    @Test(
        "is outlined without being read",
        arguments: [
            ("[]", JSONOutline.Kind.array, 0, true), ("[ ]", .array, 0, true), ("[1]", .array, 1, true),
            (#"[{"a":[1,2]},{"b":"],["}]"#, .array, 2, true), (#"["a\"]",2,[]]"#, .array, 3, true),
            ("{}", .object, 0, true), (#"{"a":1,"b":{"c":2,"d":3}}"#, .object, 2, true), ("[[]]", .array, 1, true),
            ("[1,2", .array, 2, false), (#"[{"a":"x"#, .array, 1, false), ("[1] x", .array, 1, false),
            ("  \n[1]\n", .array, 1, true), ("[[1,2],[3", .array, 2, false), (#"["a\"#, .array, 1, false),
        ])
    func outline(_ text: String, kind: JSONOutline.Kind, count: Int, isWhole: Bool) throws {
        let outline = try #require(JSONOutline(of: Array(text.utf8)))
        #expect(outline.kind == kind && outline.count == count && outline.isWhole == isWhole)
        #expect(JSONOutline(of: [0x20, 0x0A]) == nil)
    }

    @Test(
        "is outlined by what it takes to be read, which strings do not add to",
        arguments: [
            ("1", 1), ("[]", 2), ("[1,2,3]", 4), ("[[],[]]", 5), (#"{"a":0}"#, 8), (#"[{"a":0},{"a":0}]"#, 17),
            (#"["[{:,\"[{:,"]"#, 2),
        ])
    func weight(_ text: String, weight: Int) throws {
        #expect(try #require(JSONOutline(of: Array(text.utf8))).weight == weight)
    }
}

@Suite("Days and moments")
struct DayTests {
    @Test("are those of the calendar")
    func days() {
        #expect(Day("2024-02-29")?.description == "2024-02-29")
        for text in [
            "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "+026-01-01", "2026-11-31", "",
        ] {
            #expect(Day(text) == nil)
        }
        #expect(Day("2000-02-29") != nil)
    }

    @Test("follow from instants")
    func instants() {
        let expected: [(Double, String)] = [
            (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
            (951_782_400, "2000-02-29"), (1_795_478_399, "2026-11-23"),
        ]
        for (seconds, text) in expected {
            #expect(Day(at: .init(timeIntervalSince1970: seconds)).description == text)
        }
    }

    @Test("are read with any offset, seconds and fraction being optional")
    func moments() {
        #expect(Moment("2014-09-01T09:10:11.000Z")?.text == "2014-09-01T09:10:11.000Z")
        #expect(Moment("2014-09-01")?.text == "2014-09-01T00:00:00.000Z")
        #expect(Moment("2014-09-01T09:10")?.text == "2014-09-01T09:10Z")
        #expect(Moment("2014-09-01T09:10:11+02:00")?.text == "2014-09-01T09:10:11+02:00")
        #expect(Moment("2014-09-01T09:10:11Z")?.hourText == "2014-09-01T09:00:00Z")
        for text in [
            "2014-09-01T", "2014-09-01T25:00:00Z", "2014-09-01T09", "2014-09-01T09:10:11+2", "2014-09-01 09:10",
        ] {
            #expect(Moment(text) == nil)
        }
    }

    @Test("are the same instant however they are written")
    func spellings() {
        let texts = [
            "2014-09-01T09:10:00.000Z", "2014-09-01T09:10:00Z", "2014-09-01T09:10Z", "2014-09-01T09:10",
            "2014-09-01T11:10+02:00", "2014-09-01T11:10:00+0200", "2014-09-01T06:40:00.0-02:30",
        ]
        for text in texts { #expect(Date(trakt: text) == Date(timeIntervalSince1970: 1_409_562_600), "\(text)") }
        #expect(Date(trakt: "2014-09-01") == Date(timeIntervalSince1970: 1_409_529_600))
        #expect(Date(trakt: "noon") == nil)
    }
}

@Suite("Spelling")
struct SpellingTests {
    @Test("finds the nearest word and no far one")
    func nearest() {
        #expect(Spelling.nearest(to: "qurey", among: ["query", "years"]) == "query")
        #expect(Spelling.nearest(to: "Genre", among: ["query", "genres"]) == "genres")
        #expect(Spelling.nearest(to: "wibble", among: ["query", "genres"]) == nil)
        #expect(Spelling.distance("ab", "ba") == 1)
        #expect(Spelling.distance("kitten", "sitting") == 3)
        #expect(Spelling.distance("", "abc") == 3)
    }
}

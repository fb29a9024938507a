import LineEditing
import REPL
import TestSupport
import Testing

@Suite("Colours of an input")
struct ColourTests {
    /// The coloured parts with their styles.
    private func parts(_ text: String) -> [String] {
        let characters = Array(text)
        return Assistance(StagedKnowledge()).styles(of: text).map { "\(String(characters[$0.range])):\($0.style)" }
    }

    @Test(
        "Every part of Lua looks like what it is",
        arguments: [
            ("local x = 12 -- note", ["local:keyword", "12:number", "-- note:comment"]),
            ("print('größe 🎬', [[a]])", ["print:function", "'größe 🎬':string", "[[a]]:string"]),
            ("f{ a = 1, b.c = 2 }", ["f:function", "a:key", "1:number", "2:number"]),
            (
                "trakt.search.text { type = 'x' }",
                ["trakt:function", "search:function", "text:function", "type:key", "'x':string"]
            ),
            ("trakt.watchlist:add(x)", ["trakt:function", "watchlist:function", "add:function"]),
            ("trakt.serch.text {}", ["trakt:function", "serch:problem"]), ("trakt.ser", ["trakt:function"]),
            ("x = 3x", ["3x:problem"]), ("x = 'half", ["'half:string"]), ("x = 'a\\q'", ["'a\\q':problem"]),
            ("x = ?", ["?:problem"]), ("require 'dates'", ["require:function", "'dates':string"]),
            ("", []), ("e\u{301} = 1", ["e\u{301}:problem", "1:number"]),
        ])
    func lua(_ text: String, _ expected: [String]) {
        #expect(parts(text) == expected)
    }

    @Test(
        "A command that there is looks different from one that there is not",
        arguments: [
            (":save rules/x.lua", [":save:keyword", "rules/x.lua:string"]), (":sav", [":sav:problem"]),
            (":time 1 + x", [":time:keyword", "1:number"]),
        ])
    func commands(_ text: String, _ expected: [String]) {
        #expect(parts(text) == expected)
    }

    @Test("Parts lie within the text, in order, and none in another, whatever the text")
    func arbitrary() {
        let pieces = [
            "local ", "'", "\"", "[[", "]]", "--", "\n", "e\u{301}", "🎬", "0x", "\\", "trakt.", ":", "{", "é", "\r\n",
            " ",
        ]
        var generator = SeededChance(7)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 1...9, using: &generator)).compactMap { _ in
                pieces.randomElement(using: &generator)
            }
            .joined()
            var end = 0
            for part in Assistance(StagedKnowledge()).styles(of: text) {
                #expect(
                    part.range.lowerBound >= end && part.range.upperBound <= text.count, "\(text.debugDescription)")
                end = part.range.upperBound
            }
        }
    }
}

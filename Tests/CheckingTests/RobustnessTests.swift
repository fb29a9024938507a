import Checking
import Foundation
import LuaSyntax
import Scheduling
import TestSupport
import Testing

@Suite("Any text can be checked")
struct RobustnessTests {
    @Test("scripts in which tokens were dropped, doubled or swapped: every finding has a place in the text")
    func mutated() throws {
        var chance = SeededChance(5)
        let sources = try (ShippedScriptTests.rules + Self.corpus).map { Array(try Data(contentsOf: $0)) }
        for _ in 0..<600 {
            let source = chance.mutated(chance.one(of: sources))
            let report = ScriptReport(checking: source, path: "test.lua", zone: .utc, now: someTime)
            for finding in report.findings {
                #expect(0 <= finding.range.start && finding.range.start <= finding.range.end)
                #expect(finding.range.end <= source.count && finding.place.line <= report.lines.count)
            }
        }
    }

    @Test(
        "deep and long ones, in time",
        arguments: [
            "x = a" + String(repeating: ".b", count: 990), "x = trakt" + String(repeating: ".shows", count: 990),
            "f" + String(repeating: "()", count: 990), String(repeating: "if x then ", count: 190),
            String(repeating: "local f = function() return ", count: 95) + "1" + String(repeating: " end", count: 95),
            "x = " + String(repeating: "{", count: 190) + "1" + String(repeating: "}", count: 190),
            String(repeating: "x = y\n", count: 5_000),
            String(repeating: "-- moonreel: allow loop-write\n", count: 5_000),
            "for i = 1, 2 do " + String(repeating: "trakt.shows.get('x') ", count: 2_000) + "end",
            "local a0 = {1}\n"
                + (1..<150).map { "local a\($0) = { a\($0 - 1), a\($0 - 1) }\n" }.joined() + "trakt.shows.get(a149)",
            "local function f0() trakt.watchlist:items() end\n"
                + (1..<60).map { "local function f\($0)() \(String(repeating: "f\($0 - 1)() ", count: 50)) end\n" }
                .joined()
                + "return { run = f59 }",
        ])
    func hostile(_ source: String) {
        let clock = ContinuousClock()
        let time = clock.measure { #expect(check(source).findings.count <= 200) }
        // Far more than it takes, and far less than what grows without bounds.
        #expect(time < .seconds(300), "\(time): \(source.prefix(60))")
    }

    private static let corpus: [URL] = CorpusTests.scripts.map {
        testFolder.appending(path: "Corpus").appending(path: $0)
    }
}

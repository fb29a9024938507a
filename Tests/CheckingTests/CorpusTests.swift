import Checking
import Foundation
import LuaSyntax
import Scheduling
import Testing

let testFolder = URL(filePath: #filePath).deletingLastPathComponent()
let projectFolder = testFolder.deletingLastPathComponent().deletingLastPathComponent()

/// The 23rd of November 2026 at 10:00 in UTC.
let someTime = Date(timeIntervalSince1970: 1_795_428_000)

func check(_ source: String, path: String = "test.lua") -> ScriptReport {
    ScriptReport(checking: Array(source.utf8), path: path, zone: .utc, now: someTime)
}

@Suite("Scripts with mistakes")
struct CorpusTests {
    static let scripts: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(
            at: testFolder.appending(path: "Corpus"), includingPropertiesForKeys: nil)
        return (files ?? []).map(\.lastPathComponent).filter { $0.hasSuffix(".lua") }.sorted()
    }()

    private static func text(of script: String) throws -> String {
        try String(contentsOf: testFolder.appending(path: "Corpus").appending(path: script), encoding: .utf8)
    }

    /// What a script says is to be found in it: `line code`, from the comments `--> code`.
    private static func expectations(in text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { place, line -> [String] in
            guard let mark = line.range(of: "--> ") else { return [] }
            return line[mark.upperBound...].split(separator: " ").map { "\(place + 1) \($0)" }
        }
    }

    @Test("All mistakes are found, and nothing else", arguments: scripts)
    func findings(_ script: String) throws {
        let text = try Self.text(of: script)
        let found = check(text, path: script).findings
        let expected = Self.expectations(in: text)
        #expect(
            found.map { "\($0.place.line) \($0.code.rawValue)" }.sorted() == expected.sorted(),
            "\(found.map { "\($0.place.line):\($0.place.column) \($0.message) [\($0.code.rawValue)]" })")
    }

    @Test("There is a script for each check", arguments: CheckCode.allCases)
    func complete(_ code: CheckCode) throws {
        let codes = try Self.scripts.flatMap { Self.expectations(in: try Self.text(of: $0)) }
        #expect(codes.contains { $0.hasSuffix(" \(code.rawValue)") })
    }

    @Test(
        "The guide tells of each check, with an example in which it is found and one in which nothing is",
        arguments: CheckCode.allCases)
    func documented(_ code: CheckCode) throws {
        let page = projectFolder.appending(path: "Sources/TraktLua/Documentation.docc/Checks.md")
        let sections = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n### ")
        let section = try #require(sections.first { $0.hasPrefix("\(code.rawValue)\n") })
        let blocks = section.components(separatedBy: "```")
        let bad = try #require(blocks.first { $0.hasPrefix("lua no-run bad\n") || $0.hasPrefix("text bad\n") })
        let good = try #require(blocks.first { $0.hasPrefix("lua no-run good\n") })
        // Without the line that names the kind of block; what the examples use of others is declared before.
        let given = "local x, ids = ...\nprint(x, ids)\n"
        let found = check(given + bad.drop { $0 != "\n" }).findings.map(\.code)
        #expect(Set(found) == [code], "\(bad): \(found)")
        let rest = check(given + good.drop { $0 != "\n" }).findings.map(\.message)
        #expect(rest == [], "\(good)")
    }
}

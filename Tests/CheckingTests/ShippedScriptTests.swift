import Checking
import Foundation
import LuaSyntax
import Testing

@Suite("Scripts that are right")
struct ShippedScriptTests {
    static let rules: [URL] = {
        let files = try? FileManager.default.contentsOfDirectory(
            at: projectFolder.appending(path: "scripts/rules"), includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "lua" }.sorted { $0.path < $1.path }
    }()

    @Test("Nothing is found in the shipped rules", arguments: rules)
    func shipped(_ rule: URL) throws {
        let report = check(try String(contentsOf: rule, encoding: .utf8), path: rule.lastPathComponent)
        #expect(report.findings.map { "\($0.place.line): \($0.message) [\($0.code.rawValue)]" } == [])
        let outlook = try #require(report.outlook)
        #expect(outlook.next.count == 5 && outlook.schedule != nil && outlook.name != nil)
        #expect(Self.rules.count >= 5)
    }

    /// The blocks of Lua in the guide, with the page and line where they begin.
    static let blocks: [(page: String, line: Int, text: String)] = {
        let guide = projectFolder.appending(path: "Sources/TraktLua/Documentation.docc")
        let pages = (try? FileManager.default.contentsOfDirectory(atPath: guide.path)) ?? []
        return pages.filter { $0.hasSuffix(".md") && $0 != "Checks.md" }.sorted().flatMap { page in
            blocks(in: (try? String(contentsOf: guide.appending(path: page), encoding: .utf8)) ?? "", of: page)
        }
    }()

    private static func blocks(in text: String, of page: String) -> [(page: String, line: Int, text: String)] {
        var blocks: [(page: String, line: Int, text: String)] = []
        var lines: [Substring]?
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let text = lines { blocks.append((page, place + 1 - text.count, text.joined(separator: "\n"))) }
                lines = lines == nil && line.hasPrefix("```lua") ? [] : nil
            } else {
                lines?.append(line)
            }
        }
        return blocks
    }

    @Test("No error is found in the guide's scripts")
    func guide() {
        #expect(Self.blocks.count > 50)
        for block in Self.blocks {
            let errors = check(block.text).findings.filter { $0.severity == .error }
            #expect(
                errors.isEmpty,
                "\(block.page):\(block.line): \(errors.map { "\($0.place.line): \($0.message) [\($0.code.rawValue)]" })"
            )
        }
    }
}

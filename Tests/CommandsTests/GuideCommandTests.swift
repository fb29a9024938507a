import Foundation
import Testing

@Suite("The commands in the script writer's guide")
struct GuideCommandTests {
    /// Every line of shell in the guide that calls the program, with the page it is on.
    private static let lines: [(page: String, words: [Substring])] = {
        let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/TraktLua/Documentation.docc")
        let pages = (try? FileManager.default.contentsOfDirectory(atPath: guide.path)) ?? []
        return pages.sorted().flatMap { page in
            let text = (try? String(contentsOf: guide.appending(path: page), encoding: .utf8)) ?? ""
            // Behind an odd number of fences is the inside of a block.
            let blocks = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
            return blocks.flatMap { $0.element.split(separator: "\n") }
                .filter { $0.hasPrefix("moonreel ") }
                .map { (page, $0.split(separator: " ")) }
        }
    }()

    @Test("Every command and every option is one that the program has")
    func commands() async throws {
        #expect(Self.lines.count >= 5)
        for (page, words) in Self.lines {
            let help = try await Program.run([String(words[1]), "--help"])
            #expect(help.code == 0, "\(page): there is no moonreel \(words[1])")
            for option in words where option.hasPrefix("--") {
                #expect(help.output.contains("  \(option) "), "\(page): moonreel \(words[1]) has no \(option)")
            }
        }
    }
}

import Foundation
import Lua
import Testing

/// The texts say what the manual promises of the string and table libraries; they pass on the stock Lua too.
@Suite("The string and table libraries, as scripts that check themselves")
struct PatternLibraryTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Patterns")

    @Test("Our own library keeps the manual's promises", arguments: ["patterns.lua", "tables.lua", "corpus.lua"])
    func keepsPromises(_ name: String) async throws {
        let source = try String(contentsOf: Self.directory.appending(path: name), encoding: .utf8)
        let outcome = try await run(source, limits: Limits(time: .seconds(120)))
        guard case .finished = outcome else {
            Issue.record("\(name): \(outcome)")
            return
        }
    }
}

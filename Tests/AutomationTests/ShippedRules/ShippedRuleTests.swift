import Foundation
import Journal
import Storage
import TestSupport
import Testing
import Trakt

@Suite("The rules in scripts/rules")
struct ShippedRuleTests {
    private static var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: RuleBench.folder.path)
                .filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }.sorted()
        }
    }

    @Test("Every rule that is shipped is declared: a name, a schedule, what it may change")
    func declared() async throws {
        #expect(try Self.names.count >= 5)
        for name in try Self.names {
            let source = try String(contentsOf: RuleBench.folder.appending(path: name + ".lua"), encoding: .utf8)
            try await withStage { stage in
                let script = """
                    local rule = (function() \(source)
                    end)()
                    return { type(rule.name), type(rule.schedule), type(rule.writes), type(rule.run) }
                    """
                let run = try await stage.run(script)
                #expect(try run.value == ["string", "string", "table", "function"], "\(name)")
            }
        }
    }

    @Test("Every rule that is shipped is read in a minute")
    func short() throws {
        for name in try Self.names {
            let source = try String(contentsOf: RuleBench.folder.appending(path: name + ".lua"), encoding: .utf8)
            #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count <= 75, "\(name)")
        }
    }
}

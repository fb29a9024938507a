import Foundation
import Testing
import Trakt

@Suite("What rules keep and log, from the command line")
struct StoreCommandTests {
    private static let counting = """
        return { name = "Counting", run = function()
          store.n = (store.n or 0) + 1
          log.info("counted", { n = store.n })
          print(store.n)
        end }
        """

    @Test("A store outlives the program, in the account it was kept for; a plan leaves it")
    func kept() async throws {
        try await withWorkspace(["count.lua": Self.counting]) { workspace in
            func count(_ more: String = "", state: String = "state") async throws -> Program.Ended {
                try await Program.shell("$M run --sandbox --sandbox-state \(state) count.lua \(more)", in: workspace)
            }
            #expect(try await count().output == "1\n")
            #expect(try await count().output == "2\n")
            let plan = try await count("--plan")
            #expect(plan.output.hasPrefix("3\n") && plan.errors.contains("The rule's store would change"))
            #expect(try await count().output == "3\n")
            #expect(try await count(state: "other").output == "1\n")
        }
    }

    @Test("What is logged stands on standard error with its level, and in the report and the journal as it is")
    func logged() async throws {
        try await withWorkspace(["count.lua": Self.counting]) { workspace in
            let ended = try await Program.shell("$M run --sandbox count.lua", in: workspace)
            #expect(ended.output == "1\n" && ended.errors == "info: counted (n 1)\n")
            let report = try await Program.shell("$M run --sandbox count.lua --json", in: workspace)
            let line: JSONValue = ["level": "info", "message": "counted", "fields": ["n": 1]]
            #expect(try JSONValue(parsing: Array(report.output.utf8))["output"] == [line, "1"])
            let shown = try await Program.shell("$M show last", in: workspace)
            #expect(shown.output.contains("  info: counted (n 1)\n  1\n"))
        }
    }
}

import Foundation
import Testing
import Trakt

@Suite("moonreel simulate, from the command line")
struct SimulateCommandTests {
    private static let counting = """
        return { name = "Counting", schedule = "daily at 07:30", writes = {}, run = function(options, occasion)
          store.n = (store.n or 0) + 1
          print(store.n, occasion.slot)
        end }
        """
    private static let failing = "return { name = 'Failing', schedule = 'every 24h', run = function() error('no') end }"

    @Test("A rule runs on its schedule, by the zone's clocks, with what it keeps; the day on which clocks change too")
    func runs() async throws {
        try await withWorkspace(["count.lua": Self.counting, "other.lua": "return 5"]) { workspace in
            let ended = try await Program.shell(
                "$M simulate count.lua --from 2026-10-24 --days 3 --zone Europe/Berlin --shows 0", in: workspace)
            #expect(ended.code == 0, "\(ended.errors)")
            let lines = ended.output.split(separator: "\n").filter { $0.contains("Counting (") }
            #expect(
                lines == [
                    "2026-10-24 07:30  Counting (0 reads, 0 writes): 1 2026-10-24T05:30:00.000Z",
                    "2026-10-25 07:30  Counting (0 reads, 0 writes): 2 2026-10-25T06:30:00.000Z",
                    "2026-10-26 07:30  Counting (0 reads, 0 writes): 3 2026-10-26T06:30:00.000Z",
                ])
            #expect(ended.output.contains("every day at 07:30"))
        }
    }

    @Test("With --json there is one document with every moment, and the same seed makes the same one")
    func document() async throws {
        try await withWorkspace(["count.lua": Self.counting]) { workspace in
            let command = "$M simulate count.lua --from 2026-10-24 --days 2 --zone UTC --seed 7 --json"
            let ended = try await Program.shell(command, in: workspace)
            let document = try JSONValue(parsing: Array(ended.output.utf8))
            #expect(document["from"] == "2026-10-24T00:00:00Z")
            #expect(document["until"] == "2026-10-26T00:00:00Z")
            #expect(document["seed"] == 7)
            #expect(document["moments"]?.array?.count == 2)
            #expect(document["moments"]?.array?.first?["runs"]?.array?.first?["slot"] == "2026-10-24T07:30:00Z")
            #expect(document["moments"]?.array?.first?["calls"] == [])
            #expect(try await Program.shell(command, in: workspace).output == ended.output)
        }
    }

    @Test("A run that fails makes the command fail, and is told; so does a file that is no rule")
    func fails() async throws {
        try await withWorkspace(["failing.lua": Self.failing, "other.lua": "return 5"]) { workspace in
            let failing = try await Program.shell("$M simulate failing.lua --days 2 --zone UTC", in: workspace)
            #expect(failing.code == 1)
            #expect(failing.output.contains("failed: ") && failing.output.contains("(tried again)"))
            let other = try await Program.shell("$M simulate other.lua", in: workspace)
            #expect(other.code == 1 && other.errors.contains("other.lua has no rule"))
        }
    }

    @Test(
        "What cannot be meant is bad usage",
        arguments: [
            "", "count.lua --days 0", "count.lua --days 4000", "count.lua --from 2026-13-01",
            "count.lua --from 2026-02-30",
            "count.lua --from yesterday", "count.lua --zone Berlin", "count.lua --seed -1", "count.lua --shows 1001",
        ])
    func badUsage(_ arguments: String) async throws {
        try await withWorkspace(["count.lua": Self.counting]) { workspace in
            let ended = try await Program.shell("$M simulate \(arguments)", in: workspace)
            #expect(ended.code == 2, "\(arguments): \(ended.errors)")
        }
    }
}

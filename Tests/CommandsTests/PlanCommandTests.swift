import Foundation
import Testing

@Suite("Plans on the command line")
struct PlanCommandTests {
    private static let script = """
        print("hello")
        local list = trakt.list { name = "Weekend" }
        list:add { trakt.movies.get(507) }
        print(#list:items())
        """

    private static let diff = [
        "list \"Weekend\"", "  + the list itself, private", "  + The Wizard of Oz (1939)",
        "2 to add: 2 writing calls, 2 seconds at Trakt's pace.",
    ]

    /// A directory with a script and a kept sandbox.
    private func withFiles(_ source: String = script, _ body: (Workspace) async throws -> Void) async throws {
        try await withWorkspace { workspace in
            try workspace.write("weekend.lua", source)
            try await body(workspace)
        }
    }

    private static let sandbox = ["--sandbox", "--sandbox-state", "kept.json"]

    @Test("--plan prints the script's output and then what would change, without colours where nobody looks")
    func printed() async throws {
        try await withFiles { workspace in
            let ended = try await Program.run(["run", "--sandbox", "weekend.lua", "--plan"], in: workspace)
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.outputLines == ["hello", "1"] + Self.diff)
            #expect(ended.errors == "")
        }
    }

    @Test("With --json the diff is in the one document")
    func document() async throws {
        struct Document: Decodable {
            struct Plan: Decodable {
                var added: Int
                var calls: Int
                var groups: [Group]
            }
            struct Group: Decodable {
                var title: String
            }
            var output: [String]
            var writes: Int
            var plan: Plan
        }
        try await withFiles { workspace in
            let ended = try await Program.run(["run", "--sandbox", "weekend.lua", "--plan", "--json"], in: workspace)
            let document = try JSONDecoder().decode(Document.self, from: Data(ended.output.utf8))
            #expect(document.output == ["hello", "1"])
            #expect(document.writes == 0)
            #expect(document.plan.added == 2 && document.plan.calls == 2)
            #expect(document.plan.groups.map(\.title) == ["list \"Weekend\""])
        }
    }

    @Test("A plan is kept, applied, and not applied again")
    func applied() async throws {
        try await withFiles { workspace in
            let planned = try await Program.run(
                ["run"] + Self.sandbox + ["weekend.lua", "--plan", "-o", "plan.json"], in: workspace)
            #expect(planned.code == 0, "\(planned.errors)")
            let attributes = try FileManager.default.attributesOfItem(atPath: workspace.path + "/plan.json")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "It may hold what only its owner may read")
            let applied = try await Program.run(["apply"] + Self.sandbox + ["plan.json"], in: workspace)
            #expect(applied.code == 0, "\(applied.errors)")
            #expect(applied.output == "Made 2 changes, as run 1.\n")
            let again = try await Program.run(["apply"] + Self.sandbox + ["plan.json"], in: workspace)
            #expect(again.code == 1)
            #expect(again.errors.hasPrefix("moonreel: this plan was applied by run 1; nothing was sent."))
            let left = try await Program.run(["run"] + Self.sandbox + ["weekend.lua", "--plan"], in: workspace)
            // The list is not read before something is added, so that the call would be made.
            #expect(
                left.outputLines == [
                    "hello", "1", "Nothing would change in the end: 1 writing call, 1 second at Trakt's pace.",
                ])
        }
    }

    @Test("A plan says why a run would be refused, and ends with 1; it is kept all the same, and --yes allows it")
    func refused() async throws {
        try await withSandboxProcess { sandbox in
            let limits = ["MOONREEL_MOST_REMOVALS": "1", "MOONREEL_MOST_REMOVALS_SHARE": "10"]
            let environment = sandbox.environment.merging(limits) { $1 }
            try await withFiles("trakt.watchlist:remove(trakt.watchlist:items())") { workspace in
                let planned = try await Program.run(
                    ["run", "weekend.lua", "--plan", "-o", "plan.json"], environment: environment, in: workspace)
                #expect(planned.code == 1)
                let line = planned.outputLines.last ?? ""
                #expect(line.hasPrefix("A run would be refused: it would remove "), "\(planned.output)")
                #expect(line.contains("from watchlist"))
                #expect(planned.errors.hasPrefix("moonreel: The plan is in plan.json."), "\(planned.errors)")
                let allowed = try await Program.run(
                    ["run", "weekend.lua", "--plan", "--yes"], environment: environment, in: workspace)
                #expect(allowed.code == 0)
                #expect(!allowed.output.contains("refused"))
            }
        }
    }

    @Test("Ctrl-C ends applying in the middle of a change, and the next command does not go on with it")
    func interrupted() async throws {
        try await withSandboxProcess { sandbox in
            let source = "trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 3 } } }"
            try await withFiles(source) { workspace in
                _ = try await Program.run(
                    ["run", "weekend.lua", "--plan", "-o", "plan.json"], environment: sandbox.environment,
                    in: workspace)
                try await sandbox.fail(
                    #"{"kind": "latency", "method": "POST", "path": "/sync/ratings", "delay_ms": 600000}"#)
                let line = "mkfifo go; $M apply plan.json & read -r word < go; kill -INT $!; wait $!"
                async let applying = Program.shell(line, environment: sandbox.environment, in: workspace)
                while try await !String(decoding: sandbox.control("GET", "requests").body, as: UTF8.self)
                    .contains(#""POST""#)
                { await Task.yield() }
                try workspace.write("go", "go\n")
                let ended = try await applying
                #expect(ended.code == 130)
                #expect(ended.errorLines.first == "moonreel: The plan was interrupted.", "\(ended.errors)")
                let runs = try await Program.run(["runs"], environment: sandbox.environment, in: workspace)
                #expect(runs.outputLines.last?.contains(" stopped ") == true, "\(runs.output)")
            }
        }
    }

    @Test("What moved on the account since is printed, and the exit status is 1")
    func moved() async throws {
        try await withFiles { workspace in
            _ = try await Program.run(
                ["run"] + Self.sandbox + ["weekend.lua", "--plan", "-o", "plan.json"], in: workspace)
            try workspace.write("other.lua", "trakt.list('Other')")
            _ = try await Program.run(["run"] + Self.sandbox + ["other.lua"], in: workspace)
            let ended = try await Program.run(["apply"] + Self.sandbox + ["plan.json"], in: workspace)
            #expect(ended.code == 1)
            #expect(
                ended.errorLines == [
                    "moonreel: the account is no longer what the plan was based on, so nothing was sent. Since then:",
                    "  + list \"Other\" (trakt.users.lists.all)", "Plan again.",
                ])
        }
    }

    @Test("A script that fails in a plan ends as a run does, and the plan is not kept")
    func failed() async throws {
        try await withFiles("trakt.list('Weekend') error('so')") { workspace in
            let ended = try await Program.run(
                ["run"] + Self.sandbox + ["weekend.lua", "--plan", "-o", "plan.json"], in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors.contains("the plan is not saved"))
            #expect(!FileManager.default.fileExists(atPath: workspace.path + "/plan.json"))
        }
    }

    @Test(
        "Wrong usage says what to do",
        arguments: [
            (["run", "--sandbox", "weekend.lua", "-o", "plan.json"], "--output belongs to --plan; add that."),
            (
                ["run", "--sandbox", "weekend.lua", "--plan", "-o", "plan.json"],
                "keep the sandbox with --sandbox-state FILE."
            ),
        ])
    func usage(arguments: [String], sentence: String) async throws {
        try await withFiles { workspace in
            let ended = try await Program.run(arguments, in: workspace)
            #expect(ended.code == 2)
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
        }
    }

    @Test("A file that is no plan is named, and one that is not there")
    func noPlan() async throws {
        try await withFiles { workspace in
            let wrong = try await Program.run(["apply"] + Self.sandbox + ["weekend.lua"], in: workspace)
            #expect(wrong.code == 1)
            #expect(
                wrong.errors
                    == "moonreel: weekend.lua: this is no plan; moonreel run SCRIPT --plan -o FILE saves one\n")
            let missing = try await Program.run(["apply"] + Self.sandbox + ["none.json"], in: workspace)
            #expect(missing.errors == "moonreel: none.json: the file cannot be read\n")
        }
    }
}

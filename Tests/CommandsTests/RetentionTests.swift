import Foundation
import Journal
import Storage
import Subprocess
import Testing

@Suite("Runs that are too old")
struct RetentionTests {
    private static let rating = """
        trakt.movies.get(507)
        trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }
        print("rated")
        """

    /// Runs a script that changes nothing and one that does, 40 days ago, and lets another command drop what is too old.
    private func withOldRuns(
        _ body: @escaping @Sendable (_ run: (String...) async throws -> Program.Ended) async throws -> Void
    ) async throws {
        try await withSandboxProcess { sandbox in
            let scripts = ["read.lua": "print(trakt.movies.get(507).title)", "rate.lua": Self.rating]
            try await withWorkspace(scripts) { workspace in
                func run(_ arguments: String...) async throws -> Program.Ended {
                    try await Program.run(
                        arguments, environment: sandbox.environment.merging(["MOONREEL_KEEP_RUNS": "0"]) { $1 },
                        in: workspace)
                }
                #expect(try await run("run", "read.lua").code == 0)
                #expect(try await run("run", "rate.lua").code == 0)
                var parameters = SQLiteStore.Parameters()
                parameters.now = { Date() + 40 * 86_400 }
                let journal = try SQLiteStore.open(workspace.path + "/data/moonreel/journal.sqlite", parameters)
                let pruned = try await journal.prune(Retention(runs: 0))
                #expect(pruned == Pruned(shortened: [RunID(2)], dropped: [RunID(1)]))
                try await body(run)
            }
        }
    }

    @Test("What is no longer kept is said in a sentence, and what is left of it is shown and can be taken back")
    func told() async throws {
        try await withOldRuns { run in
            let gone =
                "moonreel: run 1 is no longer in the journal, which keeps the last keep_runs runs and those of the last "
                + "keep_days days, and what older ones changed for 400 days\n"
            for command in ["show", "undo", "replay", "resume", "settle"] {
                let ended = try await run(command, "1")
                #expect(ended.code == 2 && ended.errors == gone, "\(command): \(ended.errors)")
            }
            #expect(try await run("show", "77").errors.contains("there is no run 77"))

            let shown = try await run("show", "2")
            #expect(shown.output.contains("kept      what it changed"), "\(shown.output)")
            #expect(
                shown.output.contains("sync.ratings.add") && !shown.output.contains("movies.get"), "\(shown.output)")
            let replayed = try await run("replay", "2")
            #expect(
                replayed.code == 2 && replayed.errors.contains("run 2 is too old to be replayed"), "\(replayed.errors)")
            let undone = try await run("undo", "2")
            #expect(undone.code == 0 && undone.output.contains("Took run 2 back"), "\(undone.errors)")
        }
    }

    @Test(
        "A command drops what is too old beside what it does, as it is configured",
        arguments: [("10", true), ("30", false)])
    func configured(days: String, areDropped: Bool) async throws {
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["read.lua": "print(trakt.movies.get(507).title)"]) { workspace in
                let path = workspace.path + "/data/moonreel/journal.sqlite"
                try await Self.recordRuns(3, daysAgo: 20, in: path, sandbox)
                let settings = ["MOONREEL_KEEP_DAYS": days, "MOONREEL_KEEP_RUNS": "0"]
                // One that ends early leaves the rest to the next.
                for _ in 1...5 {
                    let ended = try await Program.run(
                        ["run", "read.lua"], environment: sandbox.environment.merging(settings) { $1 }, in: workspace)
                    #expect(ended.code == 0 && ended.errors == "", "\(ended.errors)")
                }
                let runs = try await SQLiteStore.open(path).runs(RunQuery()).map(\.id.number)
                #expect(runs.sorted() == Array((areDropped ? 4 : 1)...8))
            }
        }
    }

    private static func recordRuns(
        _ count: Int, daysAgo days: Double, in path: String, _ sandbox: SandboxProcess
    ) async throws {
        var parameters = SQLiteStore.Parameters()
        parameters.now = { Date() - days * 86_400 }
        let journal = try SQLiteStore.open(path, parameters)
        for _ in 1...count {
            let claim = try await journal.begin(
                NewRun(
                    account: "environment", server: .address(sandbox.address), trigger: .hand, path: "a.lua",
                    script: [], seed: 1, now: Date()))
            try await journal.end(claim, RunEnding(state: .finished, report: [], output: []))
        }
    }

    @Test("A number of days that is none is an error", arguments: ["-1", "soon"])
    func wrong(_ text: String) async throws {
        try await withSandboxProcess { sandbox in
            let ended = try await runScript(
                "print(1)", environment: sandbox.environment.merging(["MOONREEL_KEEP_DAYS": text]) { $1 },
                sandbox: false)
            #expect(ended.code == 2 && ended.errors.contains("MOONREEL_KEEP_DAYS is \"\(text)\""), "\(ended.errors)")
        }
    }
}

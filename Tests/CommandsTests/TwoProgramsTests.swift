import Foundation
import Subprocess
import Testing

/// Two programs of one person at the same time: one data directory, one account.
@Suite("Two programs on one journal")
struct TwoProgramsTests {
    private static func play(of movie: Int) -> String {
        """
        trakt.sync.history.add { movies = { { ids = { trakt = \(movie) }, watched_at = "2011-01-01T10:07:00.000Z" } } }
        """
    }

    private static let count = """
        local plays = trakt.sync.history.get {
          start_at = "2011-01-01T00:00:00.000Z", end_at = "2011-01-02T00:00:00.000Z", limit = 100,
        }
        local movies = {}
        for _, play in ipairs(plays) do movies[#movies + 1] = play.movie.ids.trakt end
        table.sort(movies)
        print(table.concat(movies, " "))
        """

    /// What is in the history of the scripts' day.
    private func plays(_ sandbox: SandboxProcess, _ workspace: Workspace) async throws -> String {
        try workspace.write("count.lua", Self.count)
        let counted = try await Program.run(["run", "count.lua"], environment: sandbox.environment, in: workspace)
        #expect(counted.code == 0, "\(counted.errors)")
        return counted.output.trimmingCharacters(in: .newlines)
    }

    /// Runs both at once.
    private func both(
        _ one: [String], _ other: [String], _ sandbox: SandboxProcess, _ workspace: Workspace
    ) async throws -> [Program.Ended] {
        async let first = Program.run(one, environment: sandbox.environment, in: workspace)
        async let second = Program.run(other, environment: sandbox.environment, in: workspace)
        return [try await first, try await second]
    }

    @Test("Two runs at once that add the same play make one, on a journal that neither has seen before")
    func samePlay() async throws {
        try await withSandboxProcess { sandbox in
            for _ in 1...3 {
                try await sandbox.control("POST", "reset")
                try await withWorkspace(["same.lua": Self.play(of: 507)]) { workspace in
                    for ended in try await both(["run", "same.lua"], ["run", "same.lua"], sandbox, workspace) {
                        #expect(ended.code == 0, "\(ended.errors)")
                        #expect(ended.errors == "")
                    }
                    #expect(try await plays(sandbox, workspace) == "507")
                }
            }
        }
    }

    @Test("Two runs at once of different scripts both go through")
    func differentScripts() async throws {
        try await withSandboxProcess { sandbox in
            let scripts = ["a.lua": Self.play(of: 507), "b.lua": Self.play(of: 622)]
            try await withWorkspace(scripts) { workspace in
                for ended in try await both(["run", "a.lua"], ["run", "b.lua"], sandbox, workspace) {
                    #expect(ended.code == 0, "\(ended.errors)")
                }
                #expect(try await plays(sandbox, workspace) == "507 622")
                let runs = try await Program.run(["runs"], environment: sandbox.environment, in: workspace)
                #expect(runs.outputLines.filter { $0.contains(" finished ") }.count == 3, "\(runs.output)")
            }
        }
    }

    @Test("A run of a killed program is gone on with once, by one of two that start at once")
    func resumedOnce() async throws {
        try await withSandboxProcess { sandbox in
            let scripts = [
                "killed.lua": Self.play(of: 507) + Self.play(of: 219), "a.lua": Self.play(of: 507),
                "b.lua": Self.play(of: 622),
            ]
            try await withWorkspace(scripts) { workspace in
                let point = ["MOONREEL_CRASH": "after intend:1"]
                let killed = try await Program.run(
                    ["run", "killed.lua"], environment: sandbox.environment.merging(point) { $1 }, in: workspace)
                #expect(killed.status == .signaled(9))
                let ended = try await both(["run", "a.lua"], ["run", "b.lua"], sandbox, workspace)
                for ended in ended { #expect(ended.code == 0, "\(ended.errors)") }
                let stories = ended.map(\.errors).joined()
                #expect(stories.components(separatedBy: "It is finished").count == 2, "\(stories)")
                let plays = try await plays(sandbox, workspace)
                #expect(plays == "219 507 622", "\(stories)")
                let show = try await Program.run(["show", "1"], environment: sandbox.environment, in: workspace)
                #expect(
                    show.output.contains("state     finished") && show.output.contains("attempts  2"), "\(show.output)")
            }
        }
    }

    @Test("A run that was killed on a sandbox that went with it has failed as soon as another command begins")
    func killedOnSandbox() async throws {
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["play.lua": Self.play(of: 507), "quiet.lua": "local nothing"]) { workspace in
                let killed = try await Program.run(
                    ["run", "--sandbox", "play.lua"], environment: ["MOONREEL_CRASH": "after intend:1"], in: workspace)
                #expect(killed.status == .signaled(9))
                let next = try await Program.run(["run", "quiet.lua"], environment: sandbox.environment, in: workspace)
                #expect(next.code == 0 && next.errors == "", "\(next.errors)")
                let shown = try await Program.run(["show", "1"], in: workspace)
                #expect(shown.output.contains("state     failed"), "\(shown.output)")
            }
        }
    }

    @Test("While a run is under way in one program, another refuses to take it back, to settle it and to go on with it")
    func underWay() async throws {
        // A rating whose answer is lost and that is refused the second time is for a person to settle.
        let script = """
            pcall(trakt.sync.ratings.add, { movies = { { ids = { trakt = 507 }, rating = 9 } } })
            print("go")
            trakt.movies.get(507)
            """
        try await withSandboxProcess { sandbox in
            try await sandbox.fail(
                #"{"kind": "apply_then_cut", "method": "POST", "path": "/sync/ratings", "count": 1}"#)
            try await sandbox.fail(
                #"{"kind": "status", "status": 422, "method": "POST", "path": "/sync/ratings", "count": 1}"#)
            try await sandbox.fail(#"{"kind": "latency", "path": "/movies/507", "delay_ms": 600000}"#)
            try await withWorkspace(["wait.lua": script]) { workspace in
                let refusals = Refusals()
                // Longer than the others take to have their turn on a busy machine.
                let patient = sandbox.environment.merging(["MOONREEL_CALL_TIMEOUT": "10m"]) { $1 }
                let (ended, _) = try await Program.run(
                    ["run", "wait.lua"], environment: patient, in: workspace, sending: [.interrupt],
                    after: "go",
                    before: {
                        for command in [["undo", "1"], ["settle", "1", "1", "--done"], ["resume", "1"]] {
                            await refusals.add(
                                try await Program.run(command, environment: sandbox.environment, in: workspace))
                        }
                    })
                #expect(ended.code == 130)
                #expect(await refusals.all.map(\.code) == [1, 1, 1])
                #expect(
                    await refusals.all.map(\.errors) == [
                        "moonreel: run 1 did not come to its end yet; wait for it, or go on with it: moonreel resume 1\n",
                        "moonreel: run 1 is under way in another process; try again when it has ended\n",
                        "moonreel: run 1 is under way in another process\n",
                    ])
                // Now it is over.
                let settled = try await Program.run(
                    ["settle", "1", "1", "--done"], environment: sandbox.environment, in: workspace)
                #expect(settled.code == 0, "\(settled.errors)")
            }
        }
    }
}

private actor Refusals {
    private(set) var all: [Program.Ended] = []
    func add(_ ended: Program.Ended) { all.append(ended) }
}

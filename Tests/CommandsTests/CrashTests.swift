import Subprocess
import Testing

@Suite("Crashes")
struct CrashTests {
    private static let script = """
        trakt.lists.create("me", { name = "Crash" })
        trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" } } }
        trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }
        """

    /// How many lists and plays there are of what the script makes, and its rating.
    private static let count = """
        local lists, rating = 0, 0
        for _, list in ipairs(trakt.users.lists.all("me")) do if list.name == "Crash" then lists = lists + 1 end end
        local plays = trakt.sync.history.get {
          start_at = "2011-01-01T00:00:00.000Z", end_at = "2011-01-02T00:00:00.000Z", limit = 100,
        }
        for _, rated in ipairs(trakt.sync.ratings.get "movies") do
          if rated.movie.ids.trakt == 507 then rating = rated.rating end
        end
        print(lists, #plays, rating)
        """

    @Test("Killed before any commit of its journal, a resumed run has made each change exactly once")
    func killed() async throws {
        try await withSandboxProcess { sandbox in
            for number in 1...40 {
                try await sandbox.control("POST", "reset")
                guard try await isKilled(beforeCommit: number, sandbox) else {
                    #expect(number > 8, "the journal was written to too seldom")
                    return
                }
            }
            Issue.record("the script never came to its end")
        }
    }

    /// Runs the script so that it dies at one point, resumes it, and counts what it changed. False when it did not die.
    private func isKilled(beforeCommit number: Int, _ sandbox: SandboxProcess) async throws -> Bool {
        try await withWorkspace(["test.lua": Self.script, "count.lua": Self.count]) { workspace in
            let point = ["MOONREEL_CRASH": "before commit:\(number)"]
            let first = try await Program.run(
                ["run", "test.lua"], environment: sandbox.environment.merging(point) { $1 }, in: workspace)
            if first.code == 0 { return false }
            #expect(first.status == .signaled(9), "\(number): \(first.errors)")
            // Before its first commit there is no run.
            let again = number == 1 ? ["run", "test.lua"] : ["resume", "last"]
            let second = try await Program.run(again, environment: sandbox.environment, in: workspace)
            #expect(second.code == 0, "\(number): \(second.errors)")
            let counted = try await Program.run(
                ["run", "count.lua"], environment: sandbox.environment, in: workspace)
            #expect(counted.output == "1\t1\t9\n", "\(number): \(counted.errors)")
            return true
        }
    }
}

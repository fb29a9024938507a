import Subprocess
import Testing

@Suite("Crashes", .serialized)
struct CrashTests {
    @Test("Killed before or after any line of its journal, a resumed run has made each change exactly once")
    func killed() async throws {
        try await withSandboxProcess { sandbox in
            for side in ["before", "after"] {
                for number in 1... {
                    guard try await survives(side, number, sandbox) else { continue }
                    #expect(number > 6, "the journal was written to too seldom")
                    break
                }
            }
        }
    }

    /// Runs a script that dies at one point, resumes it, and counts what it changed. Whether it did not die.
    private func survives(_ side: String, _ number: Int, _ sandbox: SandboxProcess) async throws -> Bool {
        let name = "\(side) \(number)"
        let minute = (number < 10 ? "0" : "") + String(number)
        let day = side == "before" ? "2011-01-01" : "2011-01-02"
        let script = """
            trakt.lists.create("me", { name = "\(name)" })
            trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "\(day)T10:\(minute):00.000Z" } } }
            trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }
            """
        let count = """
            local lists, plays = 0, 0
            for _, list in ipairs(trakt.users.lists.all("me")) do
                if list.name == "\(name)" then lists = lists + 1 end
            end
            for _, play in ipairs(trakt.sync.history.get { start_at = "\(day)T00:00:00.000Z", end_at = "\(day)T23:59:00.000Z", limit = 100 }) do
                if play.watched_at == "\(day)T10:\(minute):00.000Z" then plays = plays + 1 end
            end
            print(lists, plays)
            """
        return try await withWorkspace(["test.lua": script, "count.lua": count]) { workspace in
            let environment = sandbox.environment.merging(["MOONREEL_SETTLE_TIME": "100ms"]) { $1 }
            let first = try await Program.run(
                ["run", "test.lua"],
                environment: environment.merging(["MOONREEL_CRASH": "\(side) commit:\(number)"]) { $1 },
                in: workspace)
            if first.code == 0 { return true }
            #expect(first.status == .signaled(9), "\(name): \(first.errors)")
            // Before its first line is written there is no run.
            let again = name == "before 1" ? ["run", "test.lua"] : ["resume", "last"]
            let second = try await Program.run(again, environment: environment, in: workspace)
            #expect(second.code == 0 || second.errors.contains("finished"), "\(name): \(second.errors)")
            let counted = try await Program.run(["run", "count.lua"], environment: environment, in: workspace)
            #expect(counted.outputLines.first == "1\t1", "\(name): \(counted.output)\(counted.errors)")
            return false
        }
    }
}

import Testing

@Suite("Going on with a plan, or with taking a run back")
struct ResumedChangesTests {
    @Test("resume tells what was done, as apply and undo do")
    func told() async throws {
        try await withSandboxProcess { sandbox in
            let source = "trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 3 } } }"
            try await withWorkspace(["rate.lua": source]) { workspace in
                func run(_ arguments: String...) async throws -> Program.Ended {
                    try await Program.run(arguments, environment: sandbox.environment, in: workspace)
                }
                func refuse(_ path: String) async throws {
                    try await sandbox.fail(
                        #"{"kind": "status", "method": "POST", "path": "\#(path)", "status": 403, "count": 1}"#)
                }
                _ = try await run("run", "rate.lua", "--plan", "-o", "plan.json")
                try await refuse("/sync/ratings")
                #expect(try await run("apply", "plan.json").code != 0)
                let applied = try await run("resume", "1")
                #expect(applied.output == "Made 1 change, as run 1.\n", "\(applied.errors)")

                try await refuse("/sync/ratings*")
                #expect(try await run("undo", "1").code != 0)
                let undone = try await run("resume", "2")
                #expect(undone.output == "Took run 1 back with 1 call, as run 2.\n", "\(undone.errors)")
            }
        }
    }
}

import Subprocess
import Testing

@Suite("Settling a change on the command line")
struct SettleCommandTests {
    private static let script = """
        print("go")
        local list = trakt.lists.create("me", { name = "Doubt" })
        print(trakt.lists.items.add("me", list.ids.trakt, { movies = { { ids = { trakt = 507 } } } }).added.movies)
        """

    /// A run whose list was made without an answer, while somebody made another one of the same name.
    private func withDoubt(_ body: @escaping @Sendable (Workspace, SandboxProcess) async throws -> Void) async throws {
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["doubt.lua": Self.script, "other.lua": ""]) { workspace in
                try await sandbox.fail(
                    #"{"kind": "apply_then_cut", "method": "POST", "path": "/users/me/lists", "count": 1}"#)
                let patient = sandbox.environment.merging(["MOONREEL_SETTLE_TIME": "1h"]) { $1 }
                _ = try await Program.run(
                    ["run", "doubt.lua"], environment: patient, in: workspace, sending: [.interrupt], after: "go",
                    before: {
                        // Whose the account is and what is there are read first, then comes the change.
                        while try await sandbox.requests().count < 3 { await Task.yield() }
                    })
                #expect(try await sandbox.send("POST", "/users/me/lists", #"{"name":"Doubt"}"#).status == 201)
                // The next command looks.
                let next = try await Program.run(
                    ["run", "other.lua"], environment: sandbox.environment, in: workspace)
                #expect(next.code == 0, "\(next.errors)")
                let listed = try await Program.run(
                    ["settle", "1"], environment: sandbox.environment, in: workspace)
                #expect(listed.output.contains("There are 2 of what it makes: a list."), "\(listed.errors)")
                try await body(workspace, sandbox)
            }
        }
    }

    @Test("Of two that are alike a person says which one a run made, and the run goes on with it and can be taken back")
    func made() async throws {
        try await withDoubt { workspace, sandbox in
            func run(_ arguments: String...) async throws -> Program.Ended {
                try await Program.run(arguments, environment: sandbox.environment, in: workspace)
            }
            let unclear = try await run("settle", "1", "1", "--done")
            #expect(unclear.code == 1)
            let start = "moonreel: effect 1 may have made one of these: "
            let ids = unclear.errors.dropFirst(start.count).prefix { $0 != "." }.split(separator: ", ").map(String.init)
            try #require(ids.count == 2, "\(unclear.errors)")
            let id = ids[0]
            #expect(try await run("settle", "1", "1", "--done", "--made", "5").code == 1)
            // The number may be that of something else there.
            let elsewhere = sandbox.environment.merging(["MOONREEL_API_URL": "http://127.0.0.1:1"]) { $1 }
            let strange = try await Program.run(
                ["settle", "1", "1", "--done", "--made", id], environment: elsewhere, in: workspace)
            #expect(strange.code != 0 && strange.errors.contains("belongs to the account"), "\(strange.errors)")
            let settled = try await run("settle", "1", "1", "--done", "--made", id)
            #expect(settled.code == 0, "\(settled.errors)")
            let resumed = try await run("resume", "1")
            #expect(resumed.output == "go\n1\n", "\(resumed.errors)")
            let items = try await sandbox.send("GET", "/users/me/lists/\(id)/items")
            #expect(items.headers["x-pagination-item-count"] == "1")
            let undone = try await run("undo", "1")
            #expect(undone.code == 0, "\(undone.errors)")
            #expect(try await sandbox.send("GET", "/users/me/lists/\(id)").status == 404)
            #expect(try await sandbox.send("GET", "/users/me/lists/\(ids[1])").status == 200)
        }
    }

    @Test("--made belongs to --done")
    func usage() async throws {
        let ended = try await Program.run(["settle", "1", "1", "--not-done", "--made", "5"])
        #expect(ended.code == 2)
        #expect(ended.errors.contains("--made belongs to --done; add that."))
    }
}

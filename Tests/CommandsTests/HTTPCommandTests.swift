import Commands
import Foundation
import TestSupport
import Testing

@Suite("Other hosts, from the command line")
struct HTTPCommandTests {
    @Test("A script asks the hosts that are configured, and no others")
    func allowed() async throws {
        let server = try RecordingServer { _, _ in .status(200, body: "{\"a\":1}") }
        let script = """
            print(http.get("\(server.address)/x").json().a)
            print(select(2, pcall(http.get, "https://example.org")).kind)
            """
        try await withSandboxProcess { sandbox in
            let files = ["test.lua": script, "c/moonreel/config.yaml": "allowed_hosts:\n  - \(server.address)\n"]
            try await withWorkspace(files) { workspace in
                var environment = sandbox.environment
                let bare = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
                #expect(bare.code == 1 && bare.errors.contains("MOONREEL_ALLOWED_HOSTS"))
                environment["XDG_CONFIG_HOME"] = workspace.path + "/c"
                let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
                #expect(ended.code == 0 && ended.output == "1\nnot_allowed\n", "\(ended.errors)")
                environment["MOONREEL_ALLOWED_HOSTS"] = "ftp://a"
                let wrong = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
                #expect(wrong.code == 2 && wrong.errors.contains("MOONREEL_ALLOWED_HOSTS is \"ftp://a\""))
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test("A process that dies while it waits for the answer of a POST does not send it again")
    func died() async throws {
        let server = try RecordingServer()
        let script = "print(select(2, pcall(http.post, '\(server.address)/p')).kind)"
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["test.lua": script, "nothing.lua": ""]) { workspace in
                var environment = sandbox.environment
                environment["MOONREEL_ALLOWED_HOSTS"] = server.address
                var dying = environment
                dying["MOONREEL_CRASH"] = "after sending:1"
                _ = try await Program.run(["run", "test.lua"], environment: dying, in: workspace)
                #expect(server.requests.count == 1)
                _ = try await Program.run(["run", "nothing.lua"], environment: environment, in: workspace)
                let shown = try await Program.run(["show", "1"], environment: environment, in: workspace)
                #expect(
                    shown.output.contains("outcome_unknown") && shown.output.contains("finished"), "\(shown.output)")
                #expect(server.requests.count == 1)
            }
        }
    }
}

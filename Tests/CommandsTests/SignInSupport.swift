import Foundation
import Storage
import Testing
import Trakt

/// A person's directories, with accounts signed in at a sandbox.
struct Home: Sendable {
    let workspace: Workspace
    let sandbox: SandboxProcess

    var environment: [String: String] {
        sandbox.signInEnvironment.merging(directories) { $1 }
    }

    var directories: [String: String] {
        ["XDG_CONFIG_HOME": workspace.path + "/config", "XDG_DATA_HOME": workspace.path + "/data"]
    }

    func path(of account: String) -> String { workspace.path + "/data/moonreel/accounts/\(account).json" }

    func document(of account: String) throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path(of: account)))))
    }

    /// Changes one member of a stored account.
    func change(_ account: String, _ member: String, to value: JSONValue) throws {
        guard case .object(var members) = try document(of: account) else { return }
        members[member] = value
        try Data(JSONValue.object(members).encoded).write(to: URL(filePath: path(of: account)))
        #expect(chmod(path(of: account), 0o600) == 0)
    }

    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Ended {
        try await Program.run(arguments, environment: self.environment.merging(environment) { $1 }, in: workspace)
    }

    /// Signs in while somebody decides at the sandbox: `{"decision":"approve","user":"ada-marlow"}`.
    func login(_ arguments: [String] = [], deciding decision: String = #"{"decision":"approve"}"#) async throws
        -> Program.Ended
    {
        try await sandbox.control("PUT", "sign-ins/durations", #"{"device_interval":1}"#)
        return try await withThrowingTaskGroup(of: Program.Ended?.self) { group in
            group.addTask {
                try await decide(decision)
                return nil
            }
            group.addTask { try await Program.run(["login"] + arguments, environment: environment, in: workspace) }
            while let finished = try await group.next() {
                guard let ended = finished else { continue }
                group.cancelAll()
                return ended
            }
            throw SandboxProcess.NoInformation()
        }
    }

    /// Waits for the code to be asked for, however long the program has to wait for its turn.
    private func decide(_ decision: String) async throws {
        while try await sandbox.control("POST", "sign-ins/decide", decision).status != 200 {
            await Task.yield()
        }
    }

    /// How often the sandbox gave tokens out for refresh tokens, and how many refreshes it refused.
    func refreshes() async throws -> (granted: Int, refused: Int) {
        let (_, data) = try await sandbox.control("GET", "requests")
        let sent = try JSONValue(parsing: Array(data)).array ?? []
        let tokens = sent.filter { $0["path"] == "/oauth/token" }
        return (tokens.count { $0["status"] == 200 }, tokens.count { $0["status"] != 200 })
    }
}

func withHome(_ body: @escaping @Sendable (Home) async throws -> Void) async throws {
    try await withSandboxProcess { sandbox in
        try await withWorkspace { workspace in try await body(Home(workspace: workspace, sandbox: sandbox)) }
    }
}

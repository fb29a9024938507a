internal import TraktSandbox

extension SandboxServer {
    /// Serves while the body runs.
    func serving<Result>(_ body: (SandboxInfo) async throws -> Result) async throws -> Result {
        let task = Task { try await run() }
        defer { task.cancel() }
        let result = try await body(info)
        task.cancel()
        // How the server ends when it is told to does not matter to the command.
        _ = await task.result
        return result
    }
}

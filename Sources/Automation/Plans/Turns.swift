/// Lets one after the other: what asks for a turn waits for those that asked before.
actor Turns {
    private var last: Task<Void, Never>?

    /// Runs the body when all earlier ones have ended.
    func take<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let before = last
        let task = Task {
            await before?.value
            try Task.checkCancellation()
            return try await body()
        }
        last = Task { _ = await task.result }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

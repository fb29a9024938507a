package import Lua

extension StopSwitch {
    /// Does something in a task that is cancelled when the switch is thrown, as the calls of a script are.
    package func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        whenThrown { task.cancel() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

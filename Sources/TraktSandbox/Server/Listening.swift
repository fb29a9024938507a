import Synchronization

/// Tells everybody who waits that the server listens, or that it will not.
final class Listening: Sendable {
    private enum State {
        case waiting([CheckedContinuation<SandboxInfo, any Error>])
        case known(Result<SandboxInfo, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    var info: SandboxInfo {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<SandboxInfo, any Error>? = state.withLock { state in
                    switch state {
                    case .known(let result): return result
                    case .waiting(let others):
                        state = .waiting(others + [continuation])
                        return nil
                    }
                }
                if let known { continuation.resume(with: known) }
            }
        }
    }

    func succeed(_ info: SandboxInfo) { settle(.success(info)) }

    /// Has no effect once the server listened.
    func fail(_ error: any Error) { settle(.failure(error)) }

    private func settle(_ result: Result<SandboxInfo, any Error>) {
        let waiting: [CheckedContinuation<SandboxInfo, any Error>] = state.withLock { state in
            guard case .waiting(let waiting) = state else { return [] }
            state = .known(result)
            return waiting
        }
        for continuation in waiting { continuation.resume(with: result) }
    }
}

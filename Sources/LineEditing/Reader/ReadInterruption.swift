internal import Synchronization

/// Whether a read that is under way has been interrupted from another thread.
final class ReadInterruption: Sendable {
    private enum State {
        case idle, reading, interrupted
    }

    private let state = Mutex(State.idle)

    func begin() { state.withLock { $0 = .reading } }

    /// Whether there was a read to be interrupted.
    func come() -> Bool {
        state.withLock { state in
            guard state != .idle else { return false }
            state = .interrupted
            return true
        }
    }

    var hasCome: Bool { state.withLock { $0 == .interrupted } }

    /// Whether the read was interrupted.
    func end() -> Bool {
        state.withLock { state in
            defer { state = .idle }
            return state == .interrupted
        }
    }
}

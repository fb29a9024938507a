internal import Synchronization

/// What happened at a terminal, for one who waits for it. Unlike a stream it outlives a wait that is cancelled.
final class TerminalEvents: Sendable {
    private struct State {
        var events: [TerminalEvent] = []
        var waiting: CheckedContinuation<TerminalEvent?, Never>?
    }

    private let state = Mutex(State())

    func send(_ event: TerminalEvent) {
        let waiting = state.withLock { state -> CheckedContinuation<TerminalEvent?, Never>? in
            if let waiting = state.waiting {
                state.waiting = nil
                return waiting
            }
            // Many changes of the size while nobody looks are one.
            if event == .resized || event == .resumed, state.events.last == event { return nil }
            state.events.append(event)
            return nil
        }
        waiting?.resume(returning: event)
    }

    /// nil when the task is cancelled.
    func next() async -> TerminalEvent? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now: TerminalEvent?? = state.withLock { state in
                    if Task.isCancelled { return .some(nil) }
                    if !state.events.isEmpty { return state.events.removeFirst() }
                    state.waiting = continuation
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                defer { state.waiting = nil }
                return state.waiting
            }
            waiting?.resume(returning: nil)
        }
    }
}

internal import Synchronization

/// In which order a script gets its answers: one each time it waits, so that the order can be written down and repeated.
///
/// What was answered before, to an earlier attempt or in the run that is replayed, comes in the order of then; the rest
/// as it arrives.
final class AnswerOrder: Sendable {
    enum Rank: Sendable, Hashable, Comparable {
        /// An answer that is no step, and so has no place in the order.
        case immediate
        /// It had this place before.
        case recorded(Int)
        case fresh
    }

    private struct Waiting {
        let id: Int
        let rank: Rank
        let turn: CheckedContinuation<Void, any Error>
    }

    private struct State {
        /// Whether the script waits, and has not been given anything since.
        var isOpen = false
        /// In the order of arrival.
        var waiting: [Waiting] = []
        var arrivals = 0

        mutating func next() -> CheckedContinuation<Void, any Error>? {
            guard isOpen, let first = waiting.map(\.rank).min(),
                let position = waiting.firstIndex(where: { $0.rank == first })
            else { return nil }
            isOpen = false
            return waiting.remove(at: position).turn
        }
    }

    private let state = Mutex(State())

    /// The script waits: one answer may pass.
    func open() {
        let turn = state.withLock { state in
            state.isOpen = true
            return state.next()
        }
        turn?.resume()
    }

    /// Returns when an answer of this rank may pass. Throws when the task is cancelled before.
    func wait(as rank: Rank) async throws {
        let id = state.withLock { state in
            state.arrivals += 1
            return state.arrivals
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { line(up: Waiting(id: id, rank: rank, turn: $0)) }
        } onCancel: {
            let cancelled = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            cancelled?.turn.resume(throwing: CancellationError())
        }
    }

    private func line(up waiting: Waiting) {
        // A cancellation from here on finds it in the line.
        let cancelled = state.withLock { state in
            if Task.isCancelled { return true }
            state.waiting.append(waiting)
            return false
        }
        guard !cancelled else { return waiting.turn.resume(throwing: CancellationError()) }
        state.withLock { $0.next() }?.resume()
    }
}

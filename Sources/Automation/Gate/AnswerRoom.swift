internal import Synchronization

/// How much may be answered ahead of a script: one that asks thousands of things at once, and then takes no answer, is not
/// to fill its host's memory with them.
///
/// A question enters before it is answered and leaves when its answer goes to the script. As long as a script waits, answers
/// leave, whichever it waits for, so that those that wait here come in.
final class AnswerRoom: Sendable {
    private struct State {
        var inside = 0
        var bytes = 0
        var lastNumber = 0
        /// In the order in which they came.
        var waiting: [(number: Int, turn: CheckedContinuation<Void, any Error>)] = []
    }

    private let mostInside: Int
    private let mostBytes: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - questions: how many are answered at the same time; more than limits of rates ever let through.
    ///   - bytes: what answers that the script has not taken may have before nothing more is answered.
    init(questions: Int = 32, bytes: Int = 32 << 20) {
        (mostInside, mostBytes) = (questions, bytes)
    }

    /// Returns when a question may be answered. Throws when the task is cancelled before.
    func enter() async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { line(up: number, $0) }
        } onCancel: {
            let cancelled = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).turn }
            }
            cancelled?.resume(throwing: CancellationError())
        }
    }

    /// A question was answered; another one may be while the script has not taken it.
    func answered(bytes: Int) {
        change { state in
            state.inside -= 1
            state.bytes += bytes
        }
    }

    /// The script has an answer.
    func leave(bytes: Int) { change { $0.bytes -= bytes } }

    private func line(up number: Int, _ turn: CheckedContinuation<Void, any Error>) {
        // A cancellation from here on finds it in the line.
        let isCancelled = state.withLock { state in
            if Task.isCancelled { return true }
            state.waiting.append((number, turn))
            return false
        }
        guard !isCancelled else { return turn.resume(throwing: CancellationError()) }
        change { _ in }
    }

    private func change(_ body: (inout State) -> Void) {
        let turns = state.withLock { state in
            body(&state)
            var turns: [CheckedContinuation<Void, any Error>] = []
            while state.inside < mostInside, state.bytes < mostBytes, !state.waiting.isEmpty {
                state.inside += 1
                turns.append(state.waiting.removeFirst().turn)
            }
            return turns
        }
        for turn in turns { turn.resume() }
    }
}

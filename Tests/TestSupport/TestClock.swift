import Synchronization

/// A clock that stands still until it is told to move.
///
/// `TestClock()` moves by ``advance(by:)`` alone; whoever sleeps on it wakes when its moment has come. With
/// `TestClock(skipsSleeps: true)` a sleep moves the clock to its own end at once, and ``pauses`` remembers it.
package final class TestClock: Clock, Sendable {
    package struct Instant: InstantProtocol {
        /// The time since the clock was made.
        package var offset: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        package func duration(to other: Instant) -> Duration { other.offset - offset }

        package static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []
        var pauses: [Duration] = []
        var lastID = 0

        mutating func takeSatisfiedWatchers() -> [Watcher] {
            let satisfied = watchers.filter { $0.count <= sleepers.count }
            watchers.removeAll { $0.count <= sleepers.count }
            return satisfied
        }
    }

    private let skipsSleeps: Bool
    private let state = Mutex(State())

    package init(skipsSleeps: Bool = false) {
        self.skipsSleeps = skipsSleeps
    }

    package var now: Instant { state.withLock { $0.now } }

    package var minimumResolution: Duration { .zero }

    /// How long each sleep was that has begun, in order. Sleeps that were over before they began are not there.
    package var pauses: [Duration] { state.withLock { $0.pauses } }

    /// How many tasks sleep right now.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Moves the clock and wakes everybody whose moment has come, the earliest first.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let due = state.sleepers.filter { $0.deadline <= now }
            state.sleepers.removeAll { $0.deadline <= now }
            return due.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Returns when so many tasks sleep on this clock: the moment to ``advance(by:)``.
    package func sleepers(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let satisfied = state.withLock { state in
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return state.takeSatisfiedWatchers()
            }
            for watcher in satisfied { watcher.continuation.resume() }
        }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fall(asleep: Sleeper(id: id, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func fall(asleep sleeper: Sleeper) {
        enum Outcome {
            case asleep([Watcher])
            case awake
            case cancelled
        }
        let outcome = state.withLock { state -> Outcome in
            if Task.isCancelled { return .cancelled }
            let pause = state.now.duration(to: sleeper.deadline)
            guard pause > .zero else { return .awake }
            state.pauses.append(pause)
            if skipsSleeps {
                state.now = sleeper.deadline
                return .awake
            }
            state.sleepers.append(sleeper)
            return .asleep(state.takeSatisfiedWatchers())
        }
        switch outcome {
        case .asleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        case .awake: sleeper.continuation.resume()
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        }
    }
}

package import Foundation
package import Journal
import Synchronization

/// The time of a simulated world. It moves when somebody sleeps, or when it is told to; nobody really waits.
///
/// One machine lives in it: its clock on the wall can be set, and it can be started anew. The server's time is not touched
/// by either.
package final class SimulatedTime: Clock, SteadyClock {
    package struct Instant: InstantProtocol {
        /// The time since the world began.
        package var offset: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        package func duration(to other: Instant) -> Duration { other.offset - offset }

        package static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct State {
        var elapsed = Duration.zero
        /// How far the machine's clock on the wall is ahead.
        var ahead: TimeInterval = 0
        var starts = 1
        var startedAt = Duration.zero
    }

    private let beginning: Date
    private let state = Mutex(State())

    package init(from beginning: Date) {
        self.beginning = beginning
    }

    package var now: Instant { Instant(offset: elapsed) }

    package var minimumResolution: Duration { .zero }

    /// The time since the world began.
    package var elapsed: Duration { state.withLock { $0.elapsed } }

    /// What time it is at the server.
    package var atServer: Date { beginning + elapsed.seconds }

    /// What the machine's clock on the wall says.
    package var onWall: Date { state.withLock { beginning + $0.elapsed.seconds + $0.ahead } }

    package var moment: Moment {
        state.withLock { Moment(boot: "start \($0.starts)", sinceBoot: $0.elapsed - $0.startedAt) }
    }

    /// Lets time pass.
    package func advance(by duration: Duration) {
        state.withLock { $0.elapsed += max(duration, .zero) }
    }

    /// Sets the machine's clock on the wall so far ahead, or back.
    package func setWall(ahead: TimeInterval) {
        state.withLock { $0.ahead = ahead }
    }

    /// Starts the machine anew.
    package func restart() {
        state.withLock { state in
            state.starts += 1
            state.startedAt = state.elapsed
        }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { $0.elapsed = max($0.elapsed, deadline.offset) }
    }

    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        advance(by: duration)
    }
}

extension Duration {
    fileprivate var seconds: TimeInterval { self / .seconds(1) }
}

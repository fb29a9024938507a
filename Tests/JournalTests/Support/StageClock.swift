import Foundation
import Journal
import Synchronization
import TestSupport

/// A machine's clocks, whose sleeps take no time and take the sandbox's clock with them.
///
/// The one on the wall can be set, and the machine can be started anew; the sandbox's is touched by neither.
final class StageClock: SteadyClock {
    private struct State {
        var now = StageClock.beginning
        var boot = "test"
        var starts = 1
        /// Since the test began.
        var passed = Duration.zero
        /// How far the clock on the wall is ahead.
        var ahead: TimeInterval = 0
        var pauses: [Duration] = []
    }

    private let stage: ScriptStage?
    private let state = Mutex(State())

    private static let beginning = Duration.seconds(1000)

    init(_ stage: ScriptStage? = nil) {
        self.stage = stage
    }

    var moment: Moment { state.withLock { Moment(boot: $0.boot, sinceBoot: $0.now) } }

    /// What the clock on the wall says.
    var wall: Date { state.withLock { ScriptStage.now + $0.passed / .seconds(1) + $0.ahead } }

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func sleep(for duration: Duration) async throws {
        state.withLock { $0.pauses.append(duration) }
        try await pass(duration)
    }

    /// Sets the clock on the wall so far ahead, or back.
    func setWall(ahead: TimeInterval) {
        state.withLock { $0.ahead = ahead }
    }

    /// Starts the machine anew, after it was off for a while.
    func restart(after pause: Duration) async throws {
        try await pass(pause)
        state.withLock { state in
            state.starts += 1
            state.boot = "test \(state.starts)"
            state.now = .zero
        }
    }

    private func pass(_ duration: Duration) async throws {
        let passed = state.withLock { state in
            state.now += duration
            state.passed += duration
            return state.passed
        }
        try await stage?.setClock(ScriptStage.now.addingTimeInterval(passed / .seconds(1)).formatted(.iso8601))
    }
}

import Foundation
import Journal
import Synchronization
import TestSupport

/// A steady clock whose sleeps take no time, and that takes the sandbox's clock with it.
final class StageClock: SteadyClock {
    private let stage: ScriptStage?
    private let state = Mutex((now: Duration.seconds(1000), pauses: [Duration]()))

    init(_ stage: ScriptStage? = nil) {
        self.stage = stage
    }

    var moment: Moment { Moment(boot: "test", sinceBoot: state.withLock { $0.now }) }

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func sleep(for duration: Duration) async throws {
        let now = state.withLock { state in
            state.pauses.append(duration)
            state.now += duration
            return state.now
        }
        let date = ScriptStage.now.addingTimeInterval((now - .seconds(1000)) / .seconds(1))
        try await stage?.setClock(date.formatted(.iso8601))
    }
}

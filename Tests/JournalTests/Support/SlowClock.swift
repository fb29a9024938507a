import Journal
import Synchronization

/// A clock that goes on by itself each time it is read.
final class SlowClock: SteadyClock {
    private let step: Duration
    private let now = Mutex(Duration.seconds(1000))

    init(step: Duration) {
        self.step = step
    }

    var moment: Moment {
        Moment(
            boot: "test",
            sinceBoot: now.withLock { now in
                now += step
                return now
            })
    }

    func sleep(for duration: Duration) async throws {}
}

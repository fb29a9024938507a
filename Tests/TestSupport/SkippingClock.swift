package import Journal
import Synchronization

/// A steady clock on which every sleep is over at once: it moves to the sleep's end.
package final class SkippingClock: SteadyClock {
    private let elapsed = Mutex(Duration.zero)

    package init() {}

    package var moment: Moment { Moment(boot: "test", sinceBoot: elapsed.withLock { $0 }) }

    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        elapsed.withLock { $0 += max(duration, .zero) }
    }
}

package import Foundation
internal import Synchronization

/// A store's clock, which goes when a test says so.
package final class StoreClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_772_627_696))

    package init() {}

    package var now: Date { time.withLock { $0 } }
    package func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

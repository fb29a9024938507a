import Foundation
import Synchronization

/// A store's clock, which goes when a test says so.
final class Clock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_772_627_696))

    var now: Date { time.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

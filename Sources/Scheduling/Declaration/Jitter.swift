package import Foundation

/// How long after its slot a run begins, so that not everything begins at once.
///
/// The same key and slot always give the same delay, in every process and on every machine.
package struct Jitter: Hashable, Sendable {
    /// The longest delay.
    package var most: Duration

    package init(most: Duration) { self.most = most }

    /// For schedules that say nothing about it: none where they name a time or come more often than hourly, and up to a
    /// minute for `@daily`, `every 6h` and their kind.
    package static func usual(for schedule: Schedule) -> Jitter {
        Jitter(most: schedule.leavesTimeOpen ? .seconds(60) : .zero)
    }

    /// A delay in whole milliseconds, always before the next slot.
    package func delay(of key: String, slot: Date, next: Date?) -> Duration {
        var most = milliseconds(most.inSeconds)
        if let next { most = min(most, milliseconds(next.timeIntervalSince(slot)) - 1) }
        guard most > 0 else { return .zero }
        return .milliseconds(Int64(hash(key, slot) % UInt64(most + 1)))
    }

    // A year is more than anybody means, and far from what overflows.
    private func milliseconds(_ seconds: TimeInterval) -> Int64 { Int64(max(0, min(seconds, 31_536_000)) * 1000) }

    /// FNV-1a, mixed once more: its last bytes alone would hardly move the high bits. Swift's own hashes differ from
    /// process to process.
    private func hash(_ key: String, _ slot: Date) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let moment = UInt64(bitPattern: Int64(Moment.floor(slot)))
        let bytes = Array(key.utf8) + (0..<8).map { UInt8(truncatingIfNeeded: moment >> UInt64(8 * $0)) }
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}

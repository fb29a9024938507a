internal import Foundation

/// The machine's own clock since its start, sleep included.
package struct SystemClock: SteadyClock {
    package init() {}

    package var moment: Moment { Moment(boot: Self.boot, sinceBoot: Self.sinceBoot) }

    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }

    /// Which start of the machine this is.
    private static let boot: String = {
        #if os(Linux)
            let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            if let text { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
        #endif
        // Without a name of its own, a start is told by when it was. What that is reckoned from may be set, so another
        // reading may give another start: then more time is waited than needed, never less.
        let started = Date().timeIntervalSince1970 - sinceBoot / .seconds(1)
        return "started \(Int64(started / 60))"
    }()

    private static var sinceBoot: Duration {
        var time = timespec()
        #if os(Linux)
            clock_gettime(CLOCK_BOOTTIME, &time)
        #else
            // On Apple's systems this one goes on while the machine sleeps.
            clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}

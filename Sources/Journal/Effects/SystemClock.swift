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
            if let name = text?.trimmingCharacters(in: .whitespacesAndNewlines), !name.isEmpty { return name }
        #elseif canImport(Darwin)
            if let name = control("kern.bootsessionuuid"), !name.isEmpty { return name }
        #endif
        // When it was cannot stand in its place: the clock on the wall, from which that is reckoned, may be set.
        return Moment.unknownStart + UUID().uuidString
    }()

    #if canImport(Darwin)
        /// A text that the kernel tells.
        private static func control(_ name: String) -> String? {
            var size = 0
            guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: size)
            guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
            return String(decoding: bytes.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
        }
    #endif

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

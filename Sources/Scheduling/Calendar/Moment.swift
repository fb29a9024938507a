package import Foundation

/// Whole seconds since 1970, and the dates that stand for them.
enum Moment {
    /// The years 1 to 9999. Outside of them nothing is due.
    static let supported = -62_135_596_800...253_402_300_799

    /// The last whole second that is not after a date.
    static func floor(_ date: Date) -> Int { clamp(date.timeIntervalSince1970.rounded(.down)) }

    /// The first whole second that is not before a date.
    static func ceiling(_ date: Date) -> Int { clamp(date.timeIntervalSince1970.rounded(.up)) }

    static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    // One second more than is supported, so that "after the last" has no answer instead of the last again.
    private static func clamp(_ seconds: Double) -> Int {
        let least = Double(supported.lowerBound - 1)
        let most = Double(supported.upperBound + 1)
        return Int(max(least, min(most, seconds.isNaN ? most : seconds)))
    }
}

extension Duration {
    /// As a number of seconds with its fraction.
    package var inSeconds: TimeInterval {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}

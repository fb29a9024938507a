internal import ArgumentParser
internal import Foundation
internal import Scheduling

/// A time as people write it: `2026-11-29`, `2026-11-29T07:30`, and where clocks differ `2026-11-29T07:30:00Z` or
/// `2026-11-29T07:30+01:00`.
struct TimeArgument: ExpressibleByArgument, Sendable, Hashable {
    /// What the clocks show, as though they showed UTC.
    private let shown: TimeInterval
    /// How far they are ahead of it; nil where that is left open.
    private let offset: TimeInterval?

    init?(argument: String) {
        let form = /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?/
        guard let match = argument.wholeMatch(of: form)?.output else { return nil }
        let parts = [match.1, match.2, match.3, match.4 ?? "0", match.5 ?? "0", match.6 ?? "0"].compactMap { Int($0) }
        guard parts.count == 6, parts[3] < 24, parts[4] < 60, parts[5] < 60 else { return nil }
        let components = DateComponents(
            calendar: Self.calendar, year: parts[0], month: parts[1], day: parts[2], hour: parts[3],
            minute: parts[4], second: parts[5])
        guard components.isValidDate, let date = components.date else { return nil }
        shown = date.timeIntervalSince1970
        offset = match.7.map(Self.offset)
    }

    private static func offset(_ text: Substring) -> TimeInterval {
        guard text != "Z" else { return 0 }
        let numbers = text.dropFirst().split(separator: ":").compactMap { TimeInterval($0) }
        return (text.hasPrefix("-") ? -60 : 60) * (numbers[0] * 60 + numbers[1])
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }

    /// The moment that is meant; of a time that clocks showed twice the first, and of one that they left out the first
    /// moment after it, as schedules have it.
    ///
    /// - Parameter zone: what the clocks go by where it is not said.
    func date(in zone: Zone) -> Date {
        if let offset { return Date(timeIntervalSince1970: shown - offset) }
        return zone.first(showing: shown)
    }
}

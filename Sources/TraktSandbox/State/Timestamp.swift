package import struct Foundation.Date

/// A moment in UTC with millisecond precision, written as Trakt writes it: `2014-09-01T09:10:11.000Z`.
package struct Timestamp: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Milliseconds since 1970.
    package var milliseconds: Int

    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// Midnight, or the given hour, of a day in UTC.
    package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        milliseconds = (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(days: Int = 0, hours: Int = 0, minutes: Int = 0, seconds: Int = 0) -> Timestamp {
        Timestamp(milliseconds: milliseconds + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    }

    /// The moment at the whole minute: Trakt keeps watch times to the minute only.
    package var flooredToMinute: Timestamp { floored(to: 60_000) }

    /// The moment at the whole hour: what the updates endpoints look at.
    package var flooredToHour: Timestamp { floored(to: 3_600_000) }

    /// Midnight in UTC of the same day.
    package var startOfDay: Timestamp { floored(to: 86_400_000) }

    private func floored(to unit: Int) -> Timestamp {
        let rest = ((milliseconds % unit) + unit) % unit
        return Timestamp(milliseconds: milliseconds - rest)
    }

    private var dayNumber: Int { startOfDay.milliseconds / 86_400_000 }

    /// Year, month and day in UTC.
    package var calendarDay: (year: Int, month: Int, day: Int) { Self.calendarDay(dayNumber) }

    package var year: Int { calendarDay.year }

    /// `2014-09-01`.
    package var dayString: String {
        let (year, month, day) = calendarDay
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    package var description: String {
        let time = milliseconds - startOfDay.milliseconds
        let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60].map { Self.padded($0, 2) }
        return "\(dayString)T\(clock.joined(separator: ":")).\(Self.padded(time % 1000, 3))Z"
    }

    /// `Mon, 01 Sep 2014 00:00:00 GMT`, the form of the `X-Start-Date` header.
    package var httpDate: String {
        let (year, month, day) = calendarDay
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[((dayNumber % 7) + 7) % 7]
        let clock = description.dropFirst(11).prefix(8)
        return "\(weekday), \(Self.padded(day, 2)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970 of a Gregorian date, counting years from March so that leap days come last.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func calendarDay(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }
}

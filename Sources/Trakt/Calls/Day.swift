public import struct Foundation.Date

/// A day of the calendar, without a time or zone: `2026-11-23`.
public struct Day: Sendable, Hashable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// A day that exists; nil for the 30th of February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Moment.digits(parts[0]), let month = Moment.digits(parts[1]), let day = Moment.digits(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day in UTC at an instant.
    public init(at date: Date) {
        self.init(daysSince1970: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    /// The day in UTC right now.
    public static var today: Day { Day(at: Date()) }

    public var description: String {
        Moment.padded(year, to: 4) + "-" + Moment.padded(month, to: 2) + "-" + Moment.padded(day, to: 2)
    }

    /// The day so many days later.
    func adding(days: Int) -> Day { days == 0 ? self : Day(daysSince1970: daysSince1970 + days) }

    /// How many days after the 1st of January 1970 it is.
    var daysSince1970: Int {
        let year = month <= 2 ? self.year - 1 : self.year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Counts in eras of 400 years that start in March, so that the leap day comes last.
    init(daysSince1970 count: Int) {
        let shifted = count + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

/// A moment as scripts write it: `2014-09-01T09:10:11.000Z`, seconds and fraction optional, any offset.
struct Moment: Hashable {
    let day: Day
    /// What follows the day, from the `T` on; nil where only a day was written.
    let time: String?
    let hour: Int
    let minute: Int
    /// Minutes the written time is ahead of UTC.
    let offset: Int
    var hasOffset: Bool { offset != 0 }
    private let hasSeconds: Bool

    init?(_ text: String) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let day = Day(first) else { return nil }
        self.day = day
        guard parts.count == 2 else {
            time = nil
            hour = 0
            minute = 0
            offset = 0
            hasSeconds = false
            return
        }
        var clock = parts[1]
        var offset: Substring = ""
        if let zone = clock.firstIndex(where: { "Zz+-".contains($0) }) {
            offset = clock[zone...]
            clock = clock[..<zone]
        }
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, fields[0].count == 2, fields[1].count == 2,
            let hour = Self.digits(fields[0]), hour < 24, let minute = Self.digits(fields[1]), minute < 60,
            fields.count == 2 || Self.areSeconds(fields[2]), let ahead = Self.minutes(offset)
        else { return nil }
        self.hour = hour
        self.minute = minute
        self.offset = ahead
        hasSeconds = fields.count == 3
        time = "T" + clock + (offset.isEmpty || offset == "z" ? "Z" : String(offset))
    }

    /// The moment as the server takes it; a day alone is its first instant.
    var text: String { day.description + (time ?? "T00:00:00.000Z") }

    /// The same with seconds, which a text may leave out.
    var textWithSeconds: String {
        guard let time, !hasSeconds else { return text }
        let minutes = "THH:MM".count
        return day.description + time.prefix(minutes) + ":00" + time.dropFirst(minutes)
    }

    /// The day in UTC, which near midnight is another than the one written.
    var dayInUTC: Day {
        let minutes = hour * 60 + minute - offset
        return day.adding(days: minutes < 0 ? -1 : minutes >= 1_440 ? 1 : 0)
    }

    /// The moment cut to the hour.
    var hourText: String { day.description + "T" + Self.padded(hour, to: 2) + ":00:00Z" }

    private static func areSeconds(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count == 2, let seconds = digits(parts[0]), seconds <= 60 else { return false }
        return parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy { $0 &- 0x30 < 10 })
    }

    /// How many minutes an offset such as `+02:00` is ahead of UTC; nil where it is none.
    private static func minutes(_ text: Substring) -> Int? {
        if text.isEmpty || text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let hours = Self.digits(digits.prefix(2)), hours < 24,
            let minutes = Self.digits(digits.suffix(2)), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (text.hasPrefix("-") ? -1 : 1)
    }

    /// A number written in ASCII digits only, without a sign.
    static func digits(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return Int(text)
    }

    static func padded(_ value: Int, to width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

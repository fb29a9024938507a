internal import Wording

/// `every 6h`, `every 1h30m`, `every 15 minutes`, `@every 19m`: time that passes, whatever clocks show.
///
/// The slots are counted from 1 January 1970, midnight UTC, so that they stay where they are when a program starts
/// again: `every 6h` is due at 00:00, 06:00, 12:00 and 18:00 UTC.
struct EveryForm: Hashable, Sendable {
    var seconds: Int

    init(_ words: ArraySlice<Word>, after first: Word) throws(Mistake) {
        guard let word = words.first, let last = words.last else {
            throw Mistake(first.end, "how often is missing", accepted: Self.accepted)
        }
        let text = words.map(\.lowercased).joined()
        guard let span = Self.span(text) else {
            throw Mistake(
                word.column, "\(quoted(words.map(\.text).joined(separator: " "))) is no length of time",
                accepted: Self.accepted, meant: Self.meant(word, last))
        }
        let (seconds, fraction) = span.components
        guard fraction == 0 else {
            throw Mistake(word.column, "the shortest time between runs is a second", accepted: Self.accepted)
        }
        guard seconds <= Self.mostDays * 86_400 else {
            throw Mistake(
                word.column, "the longest time between runs is \(Self.mostDays) days",
                accepted: "For a date, write a cron expression such as \"0 9 1 1 *\"")
        }
        self.seconds = Int(seconds)
    }

    static let mostDays: Int64 = 366
    private static let accepted = "A length of time is written 90s, 15m, 6h, 1h30m or 2d"

    /// `6h`, `1h30m`, `15minutes`, `hour`
    private static func span(_ text: String) -> Duration? {
        if let span = TimeSpan(argument: text) { return span.duration }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard let short = units[unit.hasSuffix("s") ? String(unit.dropLast()) : String(unit)] else { return nil }
        return TimeSpan(argument: (digits.isEmpty ? "1" : digits) + short)?.duration
    }

    private static let units = ["second": "s", "sec": "s", "minute": "m", "min": "m", "hour": "h"]

    private static func meant(_ word: Word, _ last: Word) -> String? {
        if AtForm.isDay(word.text) || word.lowercased == "day" {
            return "\(word.lowercased == "day" ? "daily" : word.lowercased) at 07:30"
        }
        return last.nearest(among: units.keys.sorted()).flatMap { unit in
            word == last ? "every \(unit)" : "every \(word.text) \(unit)"
        }
    }

    var inWords: String {
        let parts: [(Int, String)] = [
            (seconds / 86_400, "day"), (seconds / 3600 % 24, "hour"), (seconds / 60 % 60, "minute"),
            (seconds % 60, "second"),
        ]
        let counted = parts.filter { $0.0 > 0 }
        if counted.count == 1, counted[0].0 == 1, counted[0].1 != "day" { return "every \(counted[0].1)" }
        // "every day" would be a day of the calendar.
        if seconds.isMultiple(of: 86_400) { return "every \(seconds / 3600) hours" }
        return "every " + listed(counted.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" })
    }

    var warnings: [String] {
        guard seconds.isMultiple(of: 86_400) else { return [] }
        return [
            "\(inWords) is counted from midnight UTC and moves against the clock when daylight saving changes; "
                + "for a time of the day write \"daily at 07:30\"."
        ]
    }
}

internal import Wording

/// `daily at 07:30, 19:00`, `mon,thu at 21:00`, `weekdays at 8:00`: fixed times of days of the week.
struct AtForm: Hashable, Sendable {
    /// Bits 0 to 6, from Sunday.
    var weekdays: UInt8
    /// Seconds of the day, ascending.
    var times: [Int32]

    init(days: ArraySlice<Word>, at: Word, times: ArraySlice<Word>) throws(Mistake) {
        weekdays = try Self.weekdays(days, before: at)
        guard let first = times.first else {
            throw Mistake(at.end, "a time of the day is missing", accepted: Self.acceptedTimes)
        }
        var seconds: Set<Int32> = []
        for part in try Self.parts(times, first) { seconds.insert(try Self.time(part)) }
        self.times = seconds.sorted()
    }

    /// What stands between commas, white space or the word "and".
    private static func parts(_ words: ArraySlice<Word>, _ first: Word) throws(Mistake) -> [Word] {
        var parts: [Word] = []
        var needsPart = true
        for word in words where word.lowercased != "and" {
            for (place, part) in word.split(at: ",").enumerated() {
                if place > 0 {
                    if needsPart { throw Mistake(part.column - 1, "there is nothing before the comma") }
                    needsPart = true
                }
                if part.text.isEmpty { continue }
                parts.append(part)
                needsPart = false
            }
        }
        if needsPart { throw Mistake(words.last?.end ?? first.end, "nothing follows") }
        return parts
    }

    private static func weekdays(_ words: ArraySlice<Word>, before at: Word) throws(Mistake) -> UInt8 {
        guard let first = words.first else {
            throw Mistake(at.column, "the days are missing", accepted: acceptedDays, meant: "daily at …")
        }
        if words.map(\.lowercased) == ["every", "day"] { return DaysOfWeek().weekdays }
        var weekdays: UInt8 = 0
        for part in try parts(words, first) { weekdays |= try days(part) }
        return weekdays
    }

    private static func days(_ word: Word) throws(Mistake) -> UInt8 {
        if let group = groups[word.lowercased] { return group }
        guard let (from, to) = word.cut(at: "-") else { return 1 << UInt8(try day(word)) }
        let (first, last) = (try day(from), try day(to))
        // Around the end of the week as well: fri-mon.
        return UInt8(bits: (0...((last - first + 7) % 7)).map { (first + $0) % 7 })
    }

    private static func day(_ word: Word) throws(Mistake) -> Int {
        if let day = CalendarName.weekdays.number(of: word.text) { return day }
        throw Mistake(
            word.column, word.text.isEmpty ? "a day is missing" : "\(quoted(word.text)) is not a day",
            accepted: acceptedDays,
            meant: word.nearest(among: CalendarName.weekdays.all + groups.keys.sorted()))
    }

    static func isDay(_ text: Substring) -> Bool {
        groups[text.lowercased()] != nil || CalendarName.weekdays.number(of: text) != nil
    }

    private static let groups: [String: UInt8] = ["daily": 0b111_1111, "weekdays": 0b011_1110, "weekends": 0b100_0001]

    /// `7:30`, `07:30`, `07:30:15`, in seconds of the day.
    private static func time(_ word: Word) throws(Mistake) -> Int32 {
        let parts = word.split(at: ":")
        guard (2...3).contains(parts.count), parts[0].text.count <= 2,
            parts.dropFirst().allSatisfy({ $0.text.count == 2 }),
            let hour = parts[0].number, hour < 24, let minute = parts[1].number, minute < 60,
            let second = parts.count == 2 ? 0 : parts[2].number, second < 60
        else {
            throw Mistake(word.column, "\(quoted(word.text)) is not a time of the day", accepted: acceptedTimes)
        }
        return Int32(hour * 3600 + minute * 60 + second)
    }

    private static let acceptedDays = "Days are daily, weekdays, weekends or names such as mon,thu and mon-fri"
    private static let acceptedTimes = "Times are written 07:30 or 07:30:15, from 00:00 to 23:59, several with commas"

    var pattern: CalendarPattern {
        var pattern = CalendarPattern(clock: .times(times))
        pattern.days.daysOfWeek.weekdays = weekdays
        return pattern
    }

    var inWords: String {
        DayWords.fixed(pattern.days).map { days in
            "\(days) at \(listed(times.map { timeInWords(Int($0)) }))"
        } ?? ""
    }
}

/// `07:30`, with seconds where there are any.
func timeInWords(_ second: Int) -> String {
    "\(two(second / 3600)):\(two(second / 60 % 60))" + (second % 60 == 0 ? "" : ":\(two(second % 60))")
}

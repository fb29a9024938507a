/// Days in words; nil where words would be longer than cron's signs.
enum DayWords {
    /// With fixed times: `every day`, `on weekdays`, `on the 1st and 15th`.
    static func fixed(_ pattern: DayPattern) -> String? {
        let months = months(pattern)
        guard let days = days(pattern) else { return nil }
        if days.isEmpty {
            return months == "" ? "every day" : months.map { "every day in \($0)" }
        }
        return join(days, pattern, months)
    }

    /// With what repeats: empty for every day.
    static func repeating(_ pattern: DayPattern) -> String? {
        let months = months(pattern)
        guard let days = days(pattern) else { return nil }
        if days.isEmpty { return months == "" ? "" : months.map { " in \($0)" } }
        return join(days, pattern, months).map { " \($0)" }
    }

    private static func join(_ days: String, _ pattern: DayPattern, _ months: String?) -> String? {
        guard let months else { return nil }
        if months == "" { return days }
        return "\(days) \(pattern.daysOfWeek == DaysOfWeek() ? "of" : "in") \(months)"
    }

    /// Empty for every month.
    private static func months(_ pattern: DayPattern) -> String? {
        let months = pattern.months.numbers
        if months.count == 12 { return "" }
        return months.count > 4 ? nil : listed(months.map(CalendarName.months.name))
    }

    /// Empty for every day.
    private static func days(_ pattern: DayPattern) -> String? {
        let anyDate = pattern.daysOfMonth == DaysOfMonth()
        let anyWeekday = pattern.daysOfWeek == DaysOfWeek()
        if anyDate && anyWeekday { return "" }
        let date = dates(pattern.daysOfMonth)
        let weekday = weekdays(pattern.daysOfWeek)
        if anyWeekday { return date.map { "on \($0)" } }
        if anyDate { return weekday.map { "on \($0)" } }
        guard pattern.eitherMatches, let date, let weekday else { return nil }
        return "on \(date) or on \(weekday)"
    }

    private static func dates(_ days: DaysOfMonth) -> String? {
        guard days.days.nonzeroBitCount <= 5 else { return nil }
        var parts: [String] = []
        let numbers = days.days.numbers.map(ordinal)
        if let first = numbers.first { parts = ["the \(first)"] + numbers.dropFirst() }
        parts += days.nearestWorkingDays.numbers.map { "the working day nearest to the \(ordinal($0))" }
        parts += days.beforeLast.numbers.reversed().map {
            switch $0 {
            case 0: "the last day of the month"
            case 1: "the last day but one of the month"
            default: "\($0) days before the last of the month"
            }
        }
        if days.lastWorkingDay { parts.append("the last working day of the month") }
        return listed(parts)
    }

    private static func weekdays(_ days: DaysOfWeek) -> String? {
        var parts: [String] = []
        switch days.weekdays {
        case 0: break
        case 0b011_1110: parts = ["weekdays"]
        case 0b100_0001: parts = ["weekends"]
        default:
            // Sunday last, as people say it.
            let numbers = days.weekdays.numbers
            parts = (numbers.filter { $0 > 0 } + numbers.filter { $0 == 0 }).map(CalendarName.weekdays.name)
        }
        let counts = ["first", "second", "third", "fourth", "fifth", "last"]
        parts += days.inMonth.numbers.map {
            "the \(counts[$0 / 8 - 1]) \(CalendarName.weekdays.name(of: $0 % 8)) of the month"
        }
        return listed(parts)
    }

    private static func ordinal(_ number: Int) -> String {
        switch number {
        case 1, 21, 31: "\(number)st"
        case 2, 22: "\(number)nd"
        case 3, 23: "\(number)rd"
        default: "\(number)th"
        }
    }
}

extension CronForm {
    var warnings: [String] { [daysWarning, missingDayWarning].compactMap { $0 } + stepWarnings }

    /// Cron's old trap: two fields for days.
    private var daysWarning: String? {
        let (date, weekday) = (dayOfMonth, dayOfWeek)
        guard !(date.isUnlimited || weekday.isUnlimited) else { return nil }
        let both = "day of the month \(date.word.text) and day of the week \(weekday.word.text)"
        return pattern.days.eitherMatches
            ? "\(both) are both given, and cron runs on every day that matches one of them; with * in one of the two "
                + "fields the other alone decides."
            : "\(both) are both given, and cron runs only on days that match both, because one begins with *."
    }

    private var missingDayWarning: String? {
        let days = pattern.days.daysOfMonth
        guard dayOfWeek.isUnlimited, days.beforeLast == 0, days.nearestWorkingDays == 0, !days.lastWorkingDay,
            let first = days.days.first(from: 0), first > 28
        else { return nil }
        let short = pattern.days.months.numbers.filter { CivilCalendar.length(ofMonth: $0, year: 2001) < first }
        guard !short.isEmpty else { return nil }
        return "some of the months have no day \(first) and are left out; L is the last day of every month."
    }

    /// A step that does not divide what it steps through begins anew, sooner than the step says.
    private var stepWarnings: [String] {
        [(second, 60, "minute"), (minute, 60, "hour"), (hour, 24, "day")].compactMap { field, whole, begin in
            guard let field, case .values(_, _, let step?, true) = field.items[0], field.items.count == 1,
                !whole.isMultiple(of: step)
            else { return nil }
            return "\(field.word.text) \(field.kind.many) begins anew every \(begin), so the last wait is shorter; "
                + "\"every \(step)\(field.kind.unit ?? "")\" keeps its length."
        }
    }
}

extension CronField {
    /// Every value: `*` or `?`, or the same in other words.
    var isUnlimited: Bool {
        let all = kind.range.lowerBound...kind.last
        return all.allSatisfy { values.has($0) }
    }
}

/// `0 9 * * mon-fri`: five fields as cron has them, or six with seconds first.
struct CronForm: Hashable, Sendable {
    var fields: [CronField]
    var pattern: CalendarPattern

    init(_ words: [Word]) throws(Mistake) {
        guard words.count == 5 || words.count == 6 else {
            throw Mistake(
                words.count < 5 ? words[words.count - 1].end : words[6].column,
                "a cron expression has 5 fields, or 6 with seconds first, and this has \(words.count)",
                accepted: "They are minute, hour, day of the month, month, day of the week")
        }
        let kinds: [CronField.Kind] = [.second, .minute, .hour, .dayOfMonth, .month, .dayOfWeek]
        fields = []
        for (kind, word) in zip(kinds.suffix(words.count), words) { fields.append(try CronField(kind, word)) }
        guard !(fields[fields.count - 3].word.text == "?" && fields[fields.count - 1].word.text == "?") else {
            throw Mistake(
                fields[fields.count - 1].word.column, "? stands in both fields for days",
                accepted: "Write * in at least one of them")
        }
        pattern = CalendarPattern(clock: .times([]))
        pattern = compiled()
        guard pattern.days.next(from: CivilCalendar.days(year: 2000, month: 1, day: 1)) != nil else {
            throw Mistake(
                dayOfMonth.word.column, "this date never comes",
                accepted: dayOfWeek.isUnlimited
                    ? "No month that is named has such a day: February has 29 days at most, and April, June, September "
                        + "and November have 30"
                    : "Both fields for days must match where one begins with *, and no day matches both")
        }
    }

    static func looksLike(_ words: [Word]) -> Bool {
        guard let first = words[0].text.first else { return false }
        return first.isASCII && first.isNumber || first == "*" || first == "?" || words.count == 5 || words.count == 6
    }

    var second: CronField? { fields.count == 6 ? fields[0] : nil }
    var minute: CronField { fields[fields.count - 5] }
    var hour: CronField { fields[fields.count - 4] }
    var dayOfMonth: CronField { fields[fields.count - 3] }
    var month: CronField { fields[fields.count - 2] }
    var dayOfWeek: CronField { fields[fields.count - 1] }

    private func compiled() -> CalendarPattern {
        var days = DayPattern()
        days.months = UInt16(month.values)
        days.daysOfMonth = daysOfMonth
        days.daysOfWeek = daysOfWeek
        days.eitherMatches = !dayOfMonth.isOpen && !dayOfWeek.isOpen
        return CalendarPattern(
            days: days,
            clock: .fields(hours: UInt32(hour.values), minutes: minute.values, seconds: second?.values ?? 1),
            followsElapsedTime: hour.isRepeating || minute.isRepeating)
    }

    private var daysOfMonth: DaysOfMonth {
        var days = DaysOfMonth(days: UInt32(dayOfMonth.values))
        for item in dayOfMonth.items {
            switch item {
            case .lastDay(let count): days.beforeLast |= 1 << UInt32(count)
            case .workingDay(let day): days.nearestWorkingDays |= 1 << UInt32(day)
            case .lastWorkingDay: days.lastWorkingDay = true
            default: break
            }
        }
        return days
    }

    private var daysOfWeek: DaysOfWeek {
        var days = DaysOfWeek(weekdays: UInt8(dayOfWeek.values))
        for item in dayOfWeek.items {
            switch item {
            case .weekdayOfMonth(let weekday, let count): days.inMonth |= 1 << UInt64(8 * count + weekday)
            case .lastWeekday(let weekday): days.inMonth |= 1 << UInt64(8 * DaysOfWeek.last + weekday)
            default: break
            }
        }
        return days
    }
}

/// Which days of the calendar match: what cron's last three fields say, as bits.
struct DayPattern: Hashable, Sendable {
    /// Bits 1 to 12.
    var months: UInt16 = 0b1_1111_1111_1110
    var daysOfMonth = DaysOfMonth()
    var daysOfWeek = DaysOfWeek()
    /// Whether a day that only one of the two names matches as well. Else it is a day of both.
    var eitherMatches = false

    /// The first matching day from a day on, the days counted from 1970; nil when none comes in 400 years.
    func next(from day: Int) -> Int? {
        var (year, month, least) = CivilCalendar.date(ofDay: day)
        var firstOfMonth = day - least + 1
        for _ in 0...monthsInCycle {
            let length = CivilCalendar.length(ofMonth: month, year: year)
            if months.has(month), let match = matching(firstOfMonth, length).first(from: least) {
                return firstOfMonth + match - 1
            }
            firstOfMonth += length
            (year, month, least) = month == 12 ? (year + 1, 1, 1) : (year, month + 1, 1)
        }
        return nil
    }

    /// The last matching day up to a day; nil when there was none in 400 years.
    func previous(upTo day: Int) -> Int? {
        var (year, month, most) = CivilCalendar.date(ofDay: day)
        var firstOfMonth = day - most + 1
        for _ in 0...monthsInCycle {
            let length = CivilCalendar.length(ofMonth: month, year: year)
            if months.has(month), let match = matching(firstOfMonth, length).last(upTo: most) {
                return firstOfMonth + match - 1
            }
            (year, month, most) = month == 1 ? (year - 1, 12, 31) : (year, month - 1, 31)
            firstOfMonth -= CivilCalendar.length(ofMonth: month, year: year)
        }
        return nil
    }

    /// The matching days of one month, as bits 1 to 31.
    private func matching(_ firstOfMonth: Int, _ length: Int) -> UInt64 {
        let weekday = CivilCalendar.weekday(ofDay: firstOfMonth)
        let byDate = daysOfMonth.matching(firstWeekday: weekday, length: length)
        let byWeekday = daysOfWeek.matching(firstWeekday: weekday, length: length)
        return (eitherMatches ? byDate | byWeekday : byDate & byWeekday) & ((2 << UInt64(length)) - 2)
    }

    /// The calendar has the same dates on the same weekdays after so many months, so a longer search finds nothing more.
    private var monthsInCycle: Int { 4800 }
}

/// What cron's third field says: `1,15`, `L`, `L-3`, `15W`, `LW`.
struct DaysOfMonth: Hashable, Sendable {
    /// Bits 1 to 31.
    var days: UInt32 = ~1
    /// Bit n: n days before the last of the month.
    var beforeLast: UInt32 = 0
    /// Bit n: the working day nearest to the n-th, in the same month.
    var nearestWorkingDays: UInt32 = 0
    var lastWorkingDay = false

    func matching(firstWeekday: Int, length: Int) -> UInt64 {
        var result = UInt64(days)
        if beforeLast | nearestWorkingDays == 0 && !lastWorkingDay { return result }
        for count in beforeLast.numbers where count < length { result |= 1 << UInt64(length - count) }
        for day in nearestWorkingDays.numbers where day <= length {
            result |= 1 << UInt64(workingDay(nearest: day, firstWeekday, length))
        }
        if lastWorkingDay { result |= 1 << UInt64(workingDay(nearest: length, firstWeekday, length)) }
        return result
    }

    private func workingDay(nearest day: Int, _ firstWeekday: Int, _ length: Int) -> Int {
        switch (firstWeekday + day - 1) % 7 {
        case 6: day == 1 ? 3 : day - 1  // Saturday
        case 0: day == length ? day - 2 : day + 1  // Sunday
        default: day
        }
    }
}

/// What cron's last field says: `mon-fri`, `fri#2`, `5L`.
struct DaysOfWeek: Hashable, Sendable {
    /// Bits 0 to 6, from Sunday.
    var weekdays: UInt8 = 0b111_1111
    /// Bit 8 n + w: the n-th weekday w of the month; with 6 for n, the last.
    var inMonth: UInt64 = 0

    static let last = 6

    func matching(firstWeekday: Int, length: Int) -> UInt64 {
        // Once every week: the bits of one week, five times.
        var result = (rotated(weekdays, by: firstWeekday) &* 0x8_1020_4081) << 1
        guard inMonth != 0 else { return result }
        for count in 1...5 {
            result |=
                rotated(UInt8(truncatingIfNeeded: inMonth >> UInt64(8 * count)), by: firstWeekday)
                << UInt64(7 * (count - 1) + 1)
        }
        let lastWeek = UInt8(truncatingIfNeeded: inMonth >> UInt64(8 * Self.last))
        return result | rotated(lastWeek, by: (firstWeekday + length) % 7) << UInt64(length - 6)
    }

    /// Seven bits that begin with another weekday than Sunday.
    private func rotated(_ bits: UInt8, by first: Int) -> UInt64 {
        let bits = UInt64(bits)
        return (bits >> UInt64(first) | bits << UInt64(7 - first)) & 0b111_1111
    }
}

/// The rule after a zone's last recorded change, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct DaylightRule: Hashable, Sendable {
    /// Offsets from UTC in seconds, east positive, unlike in the text.
    var standard: Int
    var daylight: Daylight?

    struct Daylight: Hashable, Sendable {
        var offset: Int
        var start: Change
        var end: Change
    }

    /// A day of every year, and the seconds after its beginning, by the clock before the change.
    struct Change: Hashable, Sendable {
        var day: Day
        var time: Int
    }

    enum Day: Hashable, Sendable {
        /// 1 to 365, 29 February never counted.
        case julian(Int)
        /// 0 to 365, 29 February counted.
        case ofYear(Int)
        /// A weekday of the first to fourth week of a month, or with 5 of the last.
        case weekday(month: Int, week: Int, weekday: Int)

        /// Days since 1970.
        func inYear(_ year: Int) -> Int {
            switch self {
            case .julian(let day):
                let leapDay = CivilCalendar.isLeap(year) && day >= 60 ? 1 : 0
                return CivilCalendar.days(year: year, month: 1, day: 1) + day - 1 + leapDay
            case .ofYear(let day):
                return CivilCalendar.days(year: year, month: 1, day: 1) + day
            case .weekday(let month, let week, let weekday):
                let first = CivilCalendar.days(year: year, month: month, day: 1)
                var day = (weekday - CivilCalendar.weekday(ofDay: first) + 7) % 7 + 7 * (week - 1)
                if day >= CivilCalendar.length(ofMonth: month, year: year) { day -= 7 }
                return first + day
            }
        }
    }

    /// The changes of some years, ascending.
    func changes(in years: ClosedRange<Int>) -> [(at: Int, offset: Int)] {
        guard let daylight else { return [] }
        var changes: [(at: Int, offset: Int, year: Int)] = []
        for year in years {
            let start = daylight.start.day.inYear(year) * CivilCalendar.secondsInDay + daylight.start.time - standard
            let end = daylight.end.day.inYear(year) * CivilCalendar.secondsInDay + daylight.end.time - daylight.offset
            changes.append((start, daylight.offset, year))
            changes.append((end, standard, year))
        }
        // A zone that always has daylight saving ends it at the moment at which the next year's begins.
        changes.sort { ($0.at, $0.year) < ($1.at, $1.year) }
        return changes.map { ($0.at, $0.offset) }
    }
}

extension OffsetTable {
    /// A table of recorded changes, and of a rule for what comes after them.
    convenience init(first: Int, changes: [(at: Int, offset: Int)], rule: DaylightRule?) {
        guard let rule, rule.daylight != nil else {
            self.init(first: changes.isEmpty ? rule?.standard ?? first : first, changes: changes)
            return
        }
        let last = changes.last?.at ?? CivilCalendar.days(year: 1900, month: 1, day: 1) * CivilCalendar.secondsInDay
        let year = CivilCalendar.date(ofDay: CivilCalendar.floorDivide(last, CivilCalendar.secondsInDay)).year
        // Some years more at both ends, so that no change of a year is missing where the cycle begins or ends.
        let later = rule.changes(in: (year - 1)...(year + 406)).filter { $0.at > last }
        let cycleEnd = CivilCalendar.days(year: year + 404, month: 1, day: 1) * CivilCalendar.secondsInDay
        self.init(first: changes.isEmpty ? rule.standard : first, changes: changes + later, cycleEnd: cycleEnd)
    }
}

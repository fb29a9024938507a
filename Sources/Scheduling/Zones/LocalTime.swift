package import Foundation

/// What a zone's clocks show at a moment.
package struct LocalTime: Hashable, Sendable, CustomStringConvertible {
    package let year, month, day, hour, minute, second: Int
    /// 0 is Sunday.
    package let weekday: Int
    /// Seconds ahead of UTC.
    package let offset: Int

    package init(_ date: Date, in zone: Zone) {
        let moment = Moment.floor(date)
        offset = zone.table.segment(at: moment).offset
        let local = moment + offset
        let days = CivilCalendar.floorDivide(local, CivilCalendar.secondsInDay)
        let rest = local - days * CivilCalendar.secondsInDay
        (year, month, day) = CivilCalendar.date(ofDay: days)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = CivilCalendar.weekday(ofDay: days)
    }

    /// `2026-03-29 07:30:00 +02:00`
    package var description: String {
        let east = abs(offset)
        let sign = offset < 0 ? "-" : "+"
        let date = "\(two(year / 100))\(two(year % 100))-\(two(month))-\(two(day))"
        return "\(date) \(two(hour)):\(two(minute)):\(two(second)) "
            + "\(sign)\(two(east / 3600)):\(two(east / 60 % 60))" + (east % 60 == 0 ? "" : ":\(two(east % 60))")
    }
}

/// With a zero before it where it has one digit.
func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Which local times match, counted in seconds as if the local clock showed UTC.
struct CalendarPattern: Hashable, Sendable {
    var days = DayPattern()
    var clock: ClockPattern
    /// Whether it matches whenever the clock shows it, twice when the clock is set back. Else it is a fixed time, which
    /// comes once on each local day.
    var followsElapsedTime = false

    /// The first matching local time from one on.
    func next(from local: Int) -> Int? {
        let day = CivilCalendar.floorDivide(local, CivilCalendar.secondsInDay)
        guard let match = days.next(from: day) else { return nil }
        if match == day {
            if let second = clock.next(from: local - day * CivilCalendar.secondsInDay) { return time(day, second) }
            return days.next(from: day + 1).flatMap { time($0, clock.next(from: 0)) }
        }
        return time(match, clock.next(from: 0))
    }

    /// The last matching local time up to one.
    func previous(upTo local: Int) -> Int? {
        let day = CivilCalendar.floorDivide(local, CivilCalendar.secondsInDay)
        guard let match = days.previous(upTo: day) else { return nil }
        if match == day {
            if let second = clock.previous(upTo: local - day * CivilCalendar.secondsInDay) { return time(day, second) }
            return days.previous(upTo: day - 1).flatMap { time($0, clock.previous(upTo: Self.lastSecond)) }
        }
        return time(match, clock.previous(upTo: Self.lastSecond))
    }

    private func time(_ day: Int, _ second: Int?) -> Int? { second.map { day * CivilCalendar.secondsInDay + $0 } }

    private static let lastSecond = CivilCalendar.secondsInDay - 1
}

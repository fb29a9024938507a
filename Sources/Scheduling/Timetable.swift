/// What every form of schedule becomes: the slots as arithmetic on seconds since 1970.
enum Timetable: Hashable, Sendable {
    /// A slot every so many seconds, counted from 1970.
    case every(seconds: Int)
    case calendar(CalendarPattern)

    func next(after moment: Int, in table: OffsetTable) -> Int? {
        let slot: Int? =
            switch self {
            case .every(let seconds): (CivilCalendar.floorDivide(moment, seconds) + 1) * seconds
            case .calendar(let pattern) where pattern.followsElapsedTime: pattern.nextShown(after: moment, in: table)
            case .calendar(let pattern): pattern.nextOfDay(after: moment, in: table)
            }
        return slot.flatMap { Moment.supported.contains($0) ? $0 : nil }
    }

    func previous(before moment: Int, in table: OffsetTable) -> Int? {
        let slot: Int? =
            switch self {
            case .every(let seconds): CivilCalendar.floorDivide(moment - 1, seconds) * seconds
            case .calendar(let pattern) where pattern.followsElapsedTime:
                pattern.previousShown(before: moment, in: table)
            case .calendar(let pattern): pattern.previousOfDay(before: moment, in: table)
            }
        return slot.flatMap { Moment.supported.contains($0) ? $0 : nil }
    }
}

/// Fixed times: each once on every local day.
///
/// A local time's slot is the moment at which clocks first show it, or skip it. The later a local time, the later its
/// slot, so that the slots after a moment are those of the local times that clocks have not reached by then.
extension CalendarPattern {
    fileprivate func nextOfDay(after moment: Int, in table: OffsetTable) -> Int? {
        var local = table.latestLocal(at: moment)
        while let match = next(from: local + 1) {
            if exists(match, in: table) { return table.firstMoment(showing: match) }
            local = lastOfDay(match)
        }
        return nil
    }

    fileprivate func previousOfDay(before moment: Int, in table: OffsetTable) -> Int? {
        var local = table.latestLocal(at: moment - 1)
        while let match = previous(upTo: local) {
            if exists(match, in: table) { return table.firstMoment(showing: match) }
            local = lastOfDay(match) - CivilCalendar.secondsInDay
        }
        return nil
    }

    /// Whether a local time's day exists: Samoa had no 30 December 2011, so nothing was due on it.
    private func exists(_ local: Int, in table: OffsetTable) -> Bool {
        let last = lastOfDay(local)
        let moment = table.firstMoment(showing: last - CivilCalendar.secondsInDay + 1)
        return moment + table.segment(at: moment).offset <= last
    }

    private func lastOfDay(_ local: Int) -> Int {
        let day = CivilCalendar.floorDivide(local, CivilCalendar.secondsInDay)
        return (day + 1) * CivilCalendar.secondsInDay - 1
    }
}

/// Whenever clocks show it: never what they skip, and again what they show again.
extension CalendarPattern {
    fileprivate func nextShown(after moment: Int, in table: OffsetTable) -> Int? {
        var moment = moment + 1
        // Local times that are known to have no match among them: a rare date is looked for once, not in every segment.
        var empty = 0..<0
        while moment <= Moment.supported.upperBound {
            let segment = table.segment(at: moment)
            let shown = (moment + segment.offset)..<(segment.end + segment.offset)
            if !(empty.lowerBound <= shown.lowerBound && shown.upperBound <= empty.upperBound) {
                guard let match = next(from: shown.lowerBound) else { return nil }
                if match < shown.upperBound { return match - segment.offset }
                empty = shown.lowerBound..<match
            }
            moment = segment.end
        }
        return nil
    }

    fileprivate func previousShown(before moment: Int, in table: OffsetTable) -> Int? {
        var moment = moment - 1
        var empty = 0..<0
        while moment >= Moment.supported.lowerBound {
            let segment = table.segment(at: moment)
            let shown = (segment.start + segment.offset)..<(moment + segment.offset + 1)
            if !(empty.lowerBound <= shown.lowerBound && shown.upperBound <= empty.upperBound) {
                guard let match = previous(upTo: shown.upperBound - 1) else { return nil }
                if match >= shown.lowerBound { return match - segment.offset }
                empty = (match + 1)..<shown.upperBound
            }
            moment = segment.start - 1
        }
        return nil
    }
}

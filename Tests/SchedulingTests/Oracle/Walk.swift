import Foundation

/// A walk through some years, minute by minute, with an eye on the local clock: slow, and too simple to be wrong.
struct Walk {
    /// Minutes since 1970.
    let minutes: Range<Int>
    /// Where the offset changes.
    let changes: [Int]
    /// What the clock shows at each minute, from a few days before the first: minutes since 1970 as if it were UTC.
    private let shown: [Int32]
    private let lead = 3 * 1440

    init(_ zone: DumpedZone, years: ClosedRange<Int>) throws {
        func january(_ year: Int) -> Int {
            var date = tm()
            (date.tm_year, date.tm_mday) = (Int32(year - 1900), 1)
            return timegm(&date) / 60
        }
        minutes = january(years.lowerBound)..<january(years.upperBound + 1)
        var offset = zone.firstOffset
        var rest = zone.changes[...]
        var shown: [Int32] = []
        for minute in (minutes.lowerBound - lead)..<(minutes.upperBound + lead) {
            while let change = rest.first, change.at <= minute * 60 {
                offset = change.offset
                rest.removeFirst()
            }
            guard offset.isMultiple(of: 60) else { throw DumpedZone.Unreadable(line: "\(offset)") }
            shown.append(Int32(minute + offset / 60))
        }
        self.shown = shown
        let range = minutes
        changes = zone.changes.map { $0.at / 60 }.filter(range.contains)
    }

    /// The local times that the clock skips or shows twice at a change, as minutes of the day.
    var oddTimes: [Int] {
        changes.flatMap { change -> [Int] in
            let before = Int(shown[change - minutes.lowerBound + lead - 1]) + 1
            let after = Int(shown[change - minutes.lowerBound + lead])
            return [(before + after) / 2, max(before, after) - 1, min(before, after), max(before, after)]
        }
        .map { $0 % 1440 }
    }

    /// When fixed times are due: each once on each local day, at the minute when the clock first shows it or skips it.
    func due(at times: Set<Int>) -> [Int] {
        var due: [Int] = []
        var latest = Int(shown[0])
        for (place, now) in shown.enumerated() where now > latest {
            let now = Int(now)
            for passed in (latest + 1)...now where times.contains(passed % 1440) {
                // A day that the clock does not show at all has no times.
                guard passed / 1440 == latest / 1440 || passed / 1440 == now / 1440 else { continue }
                let minute = minutes.lowerBound - lead + place
                if due.last != minute { due.append(minute) }
            }
            latest = now
        }
        return due
    }

    /// When the clock shows one of these minutes of the day.
    func due(showing times: Set<Int>) -> [Int] {
        var matches = [Bool](repeating: false, count: 1440)
        for time in times { matches[time] = true }
        return shown.indices.filter { matches[Int(shown[$0]) % 1440] }.map { minutes.lowerBound - lead + $0 }
    }
}

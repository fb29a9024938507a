/// Which seconds of a day match.
enum ClockPattern: Hashable, Sendable {
    /// Every combination of these hours, minutes and seconds, as bits.
    case fields(hours: UInt32, minutes: UInt64, seconds: UInt64)
    /// These seconds of the day, ascending.
    case times([Int32])

    /// The first matching second of the day from one on.
    func next(from second: Int) -> Int? {
        switch self {
        case .times(let times):
            return times.first { $0 >= second }.map(Int.init)
        case .fields(let hours, let minutes, let seconds):
            let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60)
            let (firstMinute, firstSecond) = (minutes.trailingZeroBitCount, seconds.trailingZeroBitCount)
            if hours.has(hour) {
                if minutes.has(minute), let match = seconds.first(from: rest) {
                    return hour * 3600 + minute * 60 + match
                }
                if let match = minutes.first(from: minute + 1) { return hour * 3600 + match * 60 + firstSecond }
            }
            return hours.first(from: hour + 1).map { $0 * 3600 + firstMinute * 60 + firstSecond }
        }
    }

    /// The last matching second of the day up to one.
    func previous(upTo second: Int) -> Int? {
        switch self {
        case .times(let times):
            return times.last { $0 <= second }.map(Int.init)
        case .fields(let hours, let minutes, let seconds):
            let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60)
            let (lastMinute, lastSecond) = (63 - minutes.leadingZeroBitCount, 63 - seconds.leadingZeroBitCount)
            if hours.has(hour) {
                if minutes.has(minute), let match = seconds.last(upTo: rest) {
                    return hour * 3600 + minute * 60 + match
                }
                if let match = minutes.last(upTo: minute - 1) { return hour * 3600 + match * 60 + lastSecond }
            }
            return hours.last(upTo: hour - 1).map { $0 * 3600 + lastMinute * 60 + lastSecond }
        }
    }
}

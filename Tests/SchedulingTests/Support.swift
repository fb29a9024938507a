import Foundation
import Scheduling
import Testing

/// A moment in UTC: `2026-03-29 01:00`, with seconds where there are any.
func utc(_ text: String) -> Date {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) } + [0, 0, 0]
    var moment = tm()
    moment.tm_year = Int32(numbers[0] - 1900)
    moment.tm_mon = Int32(numbers[1] - 1)
    moment.tm_mday = Int32(numbers[2])
    moment.tm_hour = Int32(numbers[3])
    moment.tm_min = Int32(numbers[4])
    moment.tm_sec = Int32(numbers[5])
    return Date(timeIntervalSince1970: TimeInterval(timegm(&moment)))
}

extension Schedule {
    /// The next slots as the zone's clocks show them, to the minute: `2026-03-29 03:00 +02:00`.
    func shown(_ count: Int, after date: Date) -> [String] {
        slots(count, after: date).map { slot in
            let shown = LocalTime(slot, in: zone)
            let text = shown.description
            return shown.second == 0 ? text.replacing(":00 ", with: " ", maxReplacements: 1) : text
        }
    }

    func slots(_ count: Int, after date: Date) -> [Date] {
        var slots: [Date] = []
        var last = date
        while slots.count < count, let slot = next(after: last) {
            slots.append(slot)
            last = slot
        }
        return slots
    }
}

/// Slots of a schedule in a zone, as its clocks show them.
func shown(_ text: String, _ zone: String, _ count: Int, after date: Date) throws -> [String] {
    try Schedule(text, zone: Zone(named: zone)).shown(count, after: date)
}

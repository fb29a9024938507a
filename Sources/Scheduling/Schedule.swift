package import Foundation

/// When a rule runs, ready to be asked: `daily at 07:30`, `every 6h`, `mon,thu at 21:00`, `*/15 9-17 * * mon-fri`,
/// `@hourly`.
///
/// The moments at which it is due are its slots; they are whole seconds.
package struct Schedule: Sendable, CustomStringConvertible {
    private let compiled: CompiledSchedule

    /// As it was written.
    package var text: String { compiled.text }
    package var zone: Zone { compiled.zone }
    var timetable: Timetable { compiled.timetable }

    /// Reads any of the forms.
    package init(_ text: String, zone: Zone) throws(ScheduleError) {
        compiled = try CompiledSchedule.known.schedule(text, zone)
    }

    /// The first slot after a date, never the date itself; nil when none comes before the year 10000.
    package func next(after date: Date) -> Date? {
        timetable.next(after: Moment.floor(date), in: zone.table).map(Moment.date)
    }

    /// The last slot before a date, never the date itself; nil when there was none since the year 1.
    package func previous(before date: Date) -> Date? {
        timetable.previous(before: Moment.ceiling(date), in: zone.table).map(Moment.date)
    }

    /// Whether it is a time that passes between two slots, such as `every 6h`, whatever clocks show.
    package var isInterval: Bool { if case .every = timetable { true } else { false } }

    /// In words: `every day at 07:30, Europe/Berlin`.
    package var description: String {
        guard let form = try? ScheduleForm(text) else { return text }
        let words = form.inWords ?? text.trimmingCharacters(in: .whitespaces)
        return isInterval ? words : "\(words), \(zone)"
    }

    /// What is probably not meant, each a sentence.
    package var warnings: [String] { (try? ScheduleForm(text))?.warnings ?? [] }

    /// Whether it names no time of its own, as `@daily` and `every 6h` do, and a minute is little beside the time between two
    /// slots, so that runs may be spread.
    package var leavesTimeOpen: Bool {
        switch timetable {
        case .every(let seconds): seconds >= 3600
        case .calendar: if case .nickname = try? ScheduleForm(text) { true } else { false }
        }
    }
}

extension Schedule: Hashable {
    package static func == (one: Schedule, other: Schedule) -> Bool {
        one.compiled === other.compiled || (one.text == other.text && one.zone == other.zone)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(zone)
    }
}

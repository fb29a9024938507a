internal import Synchronization

/// A schedule that was read. Those that are written alike are one, so that a million of them take little.
final class CompiledSchedule: Sendable {
    let text: String
    let zone: Zone
    let timetable: Timetable

    private init(_ text: String, _ zone: Zone) throws(ScheduleError) {
        timetable = try ScheduleForm(text).timetable
        self.text = text
        self.zone = zone
    }

    static let known = Known()

    /// Those that were read lately.
    final class Known: Sendable {
        private struct Key: Hashable {
            let text: String
            let zone: Zone
        }

        /// More different ones than anybody has; beyond that each is by itself for a while.
        private static let most = 50_000
        private let schedules = Mutex<[Key: CompiledSchedule]>([:])

        func schedule(_ text: String, _ zone: Zone) throws(ScheduleError) -> CompiledSchedule {
            let key = Key(text: text, zone: zone)
            if let known = schedules.withLock({ $0[key] }) { return known }
            let schedule = try CompiledSchedule(text, zone)
            return schedules.withLock { schedules in
                if let first = schedules[key] { return first }
                if schedules.count >= Self.most { schedules = [:] }
                schedules[key] = schedule
                return schedule
            }
        }
    }
}

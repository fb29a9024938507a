package import Foundation
internal import Synchronization

/// A time zone by the system's own data, such as Europe/Berlin.
package struct Zone: Sendable, Hashable, CustomStringConvertible {
    // One reference, because a great many schedules may have one.
    private let record: Record

    package var name: String { record.name }
    var table: OffsetTable { record.table }

    init(name: String, table: OffsetTable) { record = Record(name: name, table: table) }

    private final class Record: Sendable {
        let name: String
        let table: OffsetTable

        init(name: String, table: OffsetTable) {
            self.name = name
            self.table = table
        }
    }

    package static let utc = Zone(name: "UTC", table: OffsetTable(first: 0, changes: []))

    /// The zone of a name in the system's data, which is read once.
    package init(named name: String) throws(ScheduleError) {
        self = try Zone.known.zone(named: name, in: .ofSystem)
    }

    /// The zone of a name in another directory of zone files than the system's.
    package init(named name: String, in directory: String) throws(ScheduleError) {
        self = try Zone.known.zone(named: name, in: ZoneDirectory(path: directory))
    }

    private static let known = KnownZones()

    package var description: String { name }

    package static func == (one: Zone, other: Zone) -> Bool { one.record === other.record }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(record)) }

    /// When this zone's clocks first show a local time or, where they leave it out, a later one.
    ///
    /// - Parameter local: the seconds from 1970-01-01 00:00 as the clocks show it.
    package func first(showing local: TimeInterval) -> Date {
        Moment.date(table.firstMoment(showing: Int(local.rounded(.down))))
    }

    /// How far this zone's clocks are ahead of UTC, in seconds.
    package func offset(at date: Date) -> Int { table.segment(at: Moment.floor(date)).offset }
}

/// The zones that were read. There are some 600 names at most.
final class KnownZones: Sendable {
    private let zones = Mutex<[String: Zone]>([:])

    func zone(named name: String, in directory: ZoneDirectory) throws(ScheduleError) -> Zone {
        if name == Zone.utc.name { return .utc }
        let key = directory.path + "/" + name
        if let zone = zones.withLock({ $0[key] }) { return zone }
        let zone = Zone(name: name, table: try directory.table(named: name))
        // Two readers at once: the first one's table is everybody's.
        return zones.withLock { zones in
            if let first = zones[key] { return first }
            zones[key] = zone
            return zone
        }
    }
}

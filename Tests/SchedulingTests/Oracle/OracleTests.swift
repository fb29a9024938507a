import Foundation
import Scheduling
import Simulation
import TestSupport
import Testing

/// Slots against a walk through every minute of the local clock as the C library shows it.
///
/// The whole takes long and wants an optimized build:
/// `MOONREEL_ZONES=all MOONREEL_YEARS=2024-2029 swift test -c release --filter OracleTests`.
@Suite("A walk through every minute")
struct OracleTests {
    @Test("finds the same slots", arguments: Extent.zones)
    func walk(_ name: String) throws {
        let walk = try Walk(DumpedZone(name, years: Extent.years), years: Extent.years)
        let zone = try Zone(named: name)
        var random = SeededRandom(seed: Extent.seed(name))
        for sample in Sample.all(walk, &random) {
            let schedule = try Schedule(sample.text, zone: zone)
            let wrong = Comparison(schedule: schedule, due: sample.due).firstDifference(at: minutes(of: walk))
            #expect(wrong == nil, "\(name), seed \(Extent.seed(name)), \(sample.text): \(wrong ?? "")")
        }
    }

    /// Every minute; in a sample every minute around changes, and some others.
    private func minutes(of walk: Walk) -> [Int] {
        if Extent.isWhole { return Array(walk.minutes) }
        let near = walk.changes.flatMap { ($0 - 200)..<($0 + 200) }
        return near + stride(from: walk.minutes.lowerBound, to: walk.minutes.upperBound, by: 997)
    }

    @Test("finds no more zones than those that can be read")
    func names() throws {
        for name in Extent.allZones { #expect(throws: Never.self) { try Zone(named: name) } }
    }
}

/// What is walked through.
private enum Extent {
    static let isWhole = ProcessInfo.processInfo.environment["MOONREEL_ZONES"] == "all"

    static let years: ClosedRange<Int> = {
        let text = ProcessInfo.processInfo.environment["MOONREEL_YEARS"] ?? "2026-2026"
        let years = text.split(separator: "-").compactMap { Int($0) }
        return years[0]...years[years.count - 1]
    }()

    static let zones =
        isWhole
        ? allZones
        : [
            "Africa/Cairo", "Africa/Casablanca", "Africa/Juba", "America/Havana", "America/New_York", "America/Nuuk",
            "America/Santiago", "America/Scoresbysund", "America/St_Johns", "Antarctica/Troll", "Asia/Beirut",
            "Asia/Gaza", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin",
            "Pacific/Chatham", "Pacific/Kiritimati", "UTC",
        ]

    static func seed(_ name: String) -> UInt64 { name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) } }

    /// All zones of the machine.
    static let allZones: [String] = {
        let directory = "/usr/share/zoneinfo"
        let files = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        return files.filter { name in
            // Clocks that count leap seconds, the same again, and what a name may not have.
            guard !name.hasPrefix("right/"), !name.hasPrefix("posix/"), !name.contains(".") else { return false }
            guard let content = try? Data(contentsOf: URL(fileURLWithPath: directory + "/" + name)) else {
                return false
            }
            return content.starts(with: "TZif".utf8)
        }
        .sorted()
    }()
}

/// A schedule, and when the walk finds it due.
private struct Sample {
    let text: String
    let due: [Int]

    static func all(_ walk: Walk, _ random: inout SeededRandom) -> [Sample] {
        let odd = Set(walk.oddTimes)
        let some = (0..<3).map { _ in Int.random(in: 0..<1440, using: &random) }
        let fixed = odd.union(some)
        let hours = Set((0..<3).map { _ in Int.random(in: 0..<24, using: &random) })
        let minutes = Set((0..<2).map { _ in Int.random(in: 0..<60, using: &random) })
        let step = [2, 3, 4, 6, 8].randomElement(using: &random) ?? 2
        let minuteStep = [5, 7, 10, 15, 20, 30].randomElement(using: &random) ?? 5
        let nightly = Set([0, 1, 2, 3])
        return [
            Sample(text: "daily at " + fixed.sorted().map(time).joined(separator: ", "), due: walk.due(at: fixed)),
            Sample(text: "\(list(minutes)) \(list(hours)) * * *", due: walk.due(at: times(hours, minutes))),
            Sample(
                text: "\(list(minutes)) */\(step) * * *",
                due: walk.due(showing: times(Set(stride(from: 0, to: 24, by: step)), minutes))),
            Sample(
                text: "*/\(minuteStep) 0-3 * * *",
                due: walk.due(showing: times(nightly, Set(stride(from: 0, to: 60, by: minuteStep))))),
        ]
    }

    private static func time(_ minute: Int) -> String {
        "\(minute / 60):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
    }

    private static func list(_ numbers: Set<Int>) -> String { numbers.sorted().map(String.init).joined(separator: ",") }

    private static func times(_ hours: Set<Int>, _ minutes: Set<Int>) -> Set<Int> {
        Set(hours.flatMap { hour in minutes.map { hour * 60 + $0 } })
    }
}

/// A schedule's answers beside those of a walk, both as minutes since 1970.
private struct Comparison {
    let schedule: Schedule
    let due: [Int]

    /// Asks for the slots on both sides of each minute.
    func firstDifference(at minutes: [Int]) -> String? {
        var place = 0
        for minute in minutes {
            if place > 0, due[place - 1] > minute { place = 0 }
            while due[place] <= minute { place += 1 }
            let date = Date(timeIntervalSince1970: Double(minute * 60))
            let next = schedule.next(after: date)
            if next != moment(due[place]) { return "after \(date) comes \(moment(due[place])), not \(text(next))" }
            let before = due[place - 1] < minute ? due[place - 1] : due[place - 2]
            let previous = schedule.previous(before: date)
            if previous != moment(before) { return "before \(date) comes \(moment(before)), not \(text(previous))" }
        }
        return nil
    }

    private func moment(_ minute: Int) -> Date { Date(timeIntervalSince1970: Double(minute * 60)) }
    private func text(_ date: Date?) -> String { date.map { "\($0)" } ?? "none" }
}

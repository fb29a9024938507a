import Foundation
import Scheduling
import Simulation
import TestSupport
import Testing

@Suite("Whatever the schedule")
struct PropertyTests {
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana",
        "Africa/Casablanca", "Antarctica/Troll",
    ]

    @Test("what is next is after, nothing is between, and the way back is the same", arguments: 0..<40 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<20 {
            let text = RandomSchedule.text(&random)
            let zone = try Zone(named: Self.zones.randomElement(using: &random) ?? "UTC")
            guard let schedule = try? Schedule(text, zone: zone) else { continue }
            var moment = Date(
                timeIntervalSince1970: Double(Int.random(in: 1_300_000_000..<2_500_000_000, using: &random)))
            var last = schedule.previous(before: moment + 1)
            for _ in 0..<20 {
                guard let next = schedule.next(after: moment) else { break }
                #expect(next > moment, "\(text), \(zone), seed \(seed)")
                #expect(schedule.previous(before: next) == last, "\(text), \(zone), seed \(seed), \(next)")
                #expect(schedule.next(after: next - 1) == next, "\(text), \(zone), seed \(seed), \(next)")
                (moment, last) = (next, next)
            }
        }
    }

    @Test("any text is read or refused, with a column inside of it", arguments: 0..<20 as Range<UInt64>)
    func anyText(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let text = RandomSchedule.noise(&random)
            do {
                let schedule = try Schedule(text, zone: .utc)
                #expect(!schedule.description.isEmpty)
                _ = schedule.warnings
                _ = schedule.next(after: Date(timeIntervalSince1970: 1_700_000_000))
            } catch {
                #expect((1...text.count + 1).contains(error.column ?? 0), "\(text), seed \(seed)")
                #expect(error.description.count < 600)
            }
        }
    }
}

/// Schedules by chance, and what only looks like one.
enum RandomSchedule {
    static func text(_ random: inout SeededRandom) -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            "every \(Int.random(in: 1...200, using: &random))\(["s", "m", "h"].randomElement(using: &random) ?? "m")"
        case 1, 2:
            "\(["daily", "mon,thu", "weekends", "fri-mon"].randomElement(using: &random) ?? "daily") at "
                + "\(Int.random(in: 0...4, using: &random)):\(Int.random(in: 10...59, using: &random))"
        case 3: ["@hourly", "@daily", "@weekly", "@monthly", "@yearly"].randomElement(using: &random) ?? "@daily"
        default: cron(&random)
        }
    }

    private static func cron(_ random: inout SeededRandom) -> String {
        var fields = [
            field(0, 59, &random), field(0, 23, &random), field(1, 31, &random), field(1, 12, &random),
            field(0, 7, &random),
        ]
        if Int.random(in: 0..<4, using: &random) == 0 {
            fields[2] = ["L", "L-3", "15W", "LW", "1W"].randomElement(using: &random) ?? "L"
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            fields[4] = ["5L", "mon#1", "fri#5", "7#2", "sunL"].randomElement(using: &random) ?? "5L"
        }
        if Int.random(in: 0..<5, using: &random) == 0 { fields.insert(field(0, 59, &random), at: 0) }
        return fields.joined(separator: " ")
    }

    private static func field(_ least: Int, _ most: Int, _ random: inout SeededRandom) -> String {
        let one = Int.random(in: least...most, using: &random)
        let other = Int.random(in: least...most, using: &random)
        return switch Int.random(in: 0..<8, using: &random) {
        case 0...3: "*"
        case 4: "\(one)"
        case 5: "\(min(one, other))-\(max(one, other))"
        case 6: "*/\(max(1, one))"
        default: "\(one),\(other)"
        }
    }

    /// Characters and words of schedules in any order.
    static func noise(_ random: inout SeededRandom) -> String {
        let parts = [
            "*", "/", "-", ",", " ", "#", "L", "W", "?", "@", "0", "5", "59", "99999999999999999999", "every", "daily",
            "at", "mon", "jan", "7:30", "h", "\u{0}", "ü", "🌙", "\u{301}", "\r\n", "and", "@every", "@daily", "LW", ":",
        ]
        let count = Int.random(in: 0..<12, using: &random)
        return (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }
}

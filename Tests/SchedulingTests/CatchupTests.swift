import Foundation
import Scheduling
import Simulation
import TestSupport
import Testing

@Suite("Slots that passed while nothing ran")
struct CatchupTests {
    private let now = utc("2026-11-29 12:00:30")

    private func missed(_ text: String, since decided: String, _ catchup: Catchup) throws -> MissedSlots {
        try Schedule(text, zone: .utc).missed(since: utc(decided), now: now, catchup: catchup)
    }

    @Test("one that is due now runs, and nothing was missed", arguments: [.latest, .all(most: 5), .none] as [Catchup])
    func due(_ catchup: Catchup) throws {
        #expect(
            try missed("every 1h", since: "2026-11-29 11:00", catchup)
                == MissedSlots(slots: [utc("2026-11-29 12:00")], missed: 0))
    }

    @Test("none is due before its time")
    func early() throws {
        #expect(
            try missed("every 1h", since: "2026-11-29 12:00", .all(most: 5)) == MissedSlots(slots: [], missed: 0))
        // A clock that was set back.
        #expect(
            try missed("every 1h", since: "2026-11-29 14:00", .all(most: 5)) == MissedSlots(slots: [], missed: 0))
    }

    @Test("latest runs the newest alone")
    func latest() throws {
        #expect(
            try missed("30 * * * *", since: "2026-11-29 06:30", .latest)
                == MissedSlots(slots: [utc("2026-11-29 11:30")], missed: 4))
    }

    @Test("all runs as many of the newest as it may, the oldest first")
    func all() throws {
        #expect(
            try missed("30 * * * *", since: "2026-11-29 06:30", .all(most: 3))
                == MissedSlots(
                    slots: [utc("2026-11-29 09:30"), utc("2026-11-29 10:30"), utc("2026-11-29 11:30")], missed: 2))
    }

    @Test("none runs none of them")
    func none() throws {
        #expect(
            try missed("30 * * * *", since: "2026-11-29 06:30", .none) == MissedSlots(slots: [], missed: 5))
    }

    @Test("what is older than the window does not run")
    func window() throws {
        #expect(
            try missed("daily at 12:00", since: "2026-11-20 12:00", .all(most: 100))
                == MissedSlots(slots: [utc("2026-11-29 12:00")], missed: 8))
        #expect(
            try missed("0 0 1 * *", since: "2026-10-01 00:00", .latest) == MissedSlots(slots: [], missed: 1))
    }

    @Test("are counted by arithmetic, or up to a bound, however long the gap was")
    func bounded() throws {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(
            try missed("every 1s", since: "1996-11-29 12:00:30", .latest)
                == MissedSlots(slots: [now], missed: 946_684_799))
        #expect(
            try missed("* * * * * *", since: "1996-11-29 12:00:30", .latest)
                == MissedSlots(slots: [now], missed: 1000, isAtLeast: true))
        // Milliseconds; walking through the gap would be minutes.
        #expect(clock.now - start < .seconds(120))
    }

    @Test("are as many as a walk through them finds", arguments: 0..<50 as Range<UInt64>)
    func walked(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        guard let schedule = try? Schedule(RandomSchedule.text(&random), zone: Zone(named: "Europe/Berlin")) else {
            return
        }
        let decided = now - Double(Int.random(in: 0...200_000, using: &random))
        let most = Int.random(in: 1...20, using: &random)
        var all: [Date] = []
        var last = decided
        while let slot = schedule.next(after: last), slot <= now, all.count <= 1000 {
            all.append(slot)
            last = slot
        }
        guard all.count <= 1000 else { return }
        let found = schedule.missed(since: decided, now: now, catchup: .all(most: most))
        let expected = Array(all.filter { $0 >= now - 86_400 }.suffix(most))
        #expect(found.slots == expected, "\(schedule.text), seed \(seed)")
        #expect(found.missed == all.count - expected.count, "\(schedule.text), seed \(seed)")
    }
}

@Suite("A run begins a little after its slot")
struct JitterTests {
    private let slot = utc("2026-11-29 12:00")

    @Test("the same rule and slot always wait as long")
    func stable() {
        // Calculated by another program from the same definition.
        let jitter = Jitter(most: .seconds(60))
        #expect(jitter.delay(of: "airing", slot: slot, next: nil) == .milliseconds(57_644))
        #expect(
            jitter.delay(of: "airing", slot: slot, next: nil) != jitter.delay(of: "aired", slot: slot, next: nil))
    }

    @Test("rules are spread over the whole time, and evenly")
    func spread() {
        let jitter = Jitter(most: .seconds(60))
        let delays = (0..<6000).map { jitter.delay(of: "rule \($0)", slot: slot, next: nil) }
        #expect(delays.allSatisfy { $0 >= .zero && $0 <= .seconds(60) })
        for minute in 0..<6 {
            let part = delays.count { $0 >= .seconds(10 * minute) && $0 < .seconds(10 * minute + 10) }
            #expect((850...1150).contains(part))
        }
    }

    @Test("never as late as the next slot")
    func capped() {
        let jitter = Jitter(most: .seconds(3600))
        for rule in 0..<1000 {
            #expect(jitter.delay(of: "\(rule)", slot: slot, next: slot + 2) < .seconds(2))
        }
    }

    @Test(
        "not at all where a time was named or comes often, and up to a minute where none was, by whose the rule is",
        arguments: [
            ("daily at 07:30", false), ("0 0 * * *", false), ("every 59m", false), ("every 1h", true),
            ("@every 6h", true), ("@daily", true), ("@hourly", true), ("@yearly", true),
        ])
    func usual(_ text: String, _ isSpread: Bool) throws {
        let declaration = ScheduleDeclaration(try Schedule(text, zone: .utc))
        let delays = (0..<200).map { declaration.delay(rule: "rule", of: "person \($0)", slot: slot) }
        let together = Set((0..<20).map { declaration.delay(rule: "rule \($0)", of: "person", slot: slot) })
        #expect(together.count == 1, "the rules of one person share what they read")
        #expect(((delays.max() ?? .zero) > .seconds(50)) == isSpread)
        #expect(delays.allSatisfy { $0 <= .seconds(60) } && (isSpread || delays.allSatisfy { $0 == .zero }))
    }

    @Test("as long as the rule says")
    func own() throws {
        var declaration = ScheduleDeclaration(try Schedule("daily at 07:30", zone: .utc))
        declaration.jitter = .seconds(10)
        let delays = (0..<200).map { declaration.delay(rule: "rule \($0)", of: "person", slot: slot) }
        #expect((delays.max() ?? .zero) > .seconds(8) && delays.allSatisfy { $0 <= .seconds(10) })
    }
}

@Suite("A run that failed is tried again")
struct RunRetryTests {
    @Test("after up to twice as long each time, and not for ever")
    func growing() throws {
        var random = SeededRandom(seed: 1)
        let retry = RunRetry(attempts: 10)
        #expect(retry.delay(beforeAttempt: 1, using: &random) == .zero)
        #expect(retry.delay(beforeAttempt: 11, using: &random) == nil)
        for (attempt, most) in [(2, 30), (3, 60), (4, 120), (5, 240), (8, 1920), (9, 3600), (10, 3600)] {
            let delays = (0..<500).compactMap { _ in retry.delay(beforeAttempt: attempt, using: &random) }
            #expect(delays.count == 500 && delays.allSatisfy { $0 >= .zero && $0 <= .seconds(most) })
            #expect((delays.max() ?? .zero) > .seconds(most) * 0.95 && (delays.min() ?? .zero) < .seconds(most) * 0.05)
        }
    }

    @Test("three times in all where nothing is said")
    func usual() {
        var random = SeededRandom(seed: 2)
        #expect(RunRetry().delay(beforeAttempt: 3, using: &random) != nil)
        #expect(RunRetry().delay(beforeAttempt: 4, using: &random) == nil)
    }
}

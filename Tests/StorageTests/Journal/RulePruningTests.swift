import Foundation
import Journal
import Storage
import Testing

@Suite("What the journal keeps of rules")
struct RulePruningTests {
    private let others = RuleKey(account: someRule.account, name: "monthly")

    @Test("The newest runs of each rule's schedule stay whole, beside those that a person began")
    func newest() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 60)
            try await archive.run(ago: 59, rule: others, trigger: .schedule(slot: slot(0), missed: 0))
            // By hand, though of a rule.
            try await archive.run(ago: 58, rule: someRule)
            for minute in 1...4 {
                let trigger =
                    minute == 2
                    ? Trigger.change(slot: slot(2), keys: [:]) : .schedule(slot: slot(Double(minute)), missed: 0)
                try await archive.run(ago: 50 - Double(minute), rule: someRule, trigger: trigger)
            }
            let pruned = try await archive.prune(Retention(runs: 2, days: 30))
            #expect(pruned == Pruned(dropped: [RunID(4), RunID(5)]))
            #expect(try await archive.runs() == [1, 2, 3, 6, 7])
        }
    }

    @Test("A rule's run that failed stays whole for 90 days, one in doubt for ever, and others go")
    func states() async throws {
        try await withArchive { archive in
            for (minute, days, state, change) in [
                (1, 89, .failed, nil), (2, 91, .failed, nil), (3, 31, .finished, nil), (4, 4000, .finished, .unknown),
                (5, 29, .finished, nil),
            ] as [(Double, Double, RunRecord.State, EffectState?)] {
                try await archive.run(
                    ago: days, state, change: change, rule: someRule,
                    trigger: .schedule(slot: slot(minute), missed: 0))
            }
            #expect(try await archive.prune(Retention(runs: 0)).dropped == [RunID(2), RunID(3)])
        }
    }

    @Test("A rule whose file is gone is forgotten after 400 days, and one that is there is not")
    func absent() async throws {
        try await withArchive { archive in
            let now = archive.clock.now
            let gone = ["gone", "long gone"].map { RuleKey(account: someRule.account, name: $0) }
            for key in gone + [someRule] { _ = try await archive.journal.note(note(key, at: now - days(800))) }
            try await archive.journal.noteAbsent([gone[0]], at: now - days(399))
            try await archive.journal.noteAbsent([gone[1]], at: now - days(401))
            _ = try await archive.prune(Retention())
            #expect(try await archive.journal.rules().map(\.key) == [gone[0], someRule])
        }
    }

    @Test("The rules of a sandbox go with its process, and no other rule does")
    func sandboxGone() async throws {
        try await withArchive { archive in
            let path = try #require(archive.journal.path)
            let now = archive.clock.now
            var mine = note(RuleKey(account: "mine", name: "nightly"), at: now)
            mine.server = .fleetingSandbox
            _ = try await archive.journal.note(mine)
            try await inAnotherProcess(path) { (store) async throws in
                var other = mine
                other.key = RuleKey(account: "other", name: "nightly")
                _ = try await store.note(other)
                _ = try await store.note(note(at: now))
                _ = try await archive.prune(Retention())
                #expect(try await archive.journal.rules().count == 3)
            }
            _ = try await archive.prune(Retention())
            #expect(try await archive.journal.rules().map(\.key) == [someRule, mine.key])
        }
    }

    /// Runs the body with a worker that is gone then.
    private func inAnotherProcess(_ path: String, _ body: (SQLiteStore) async throws -> Void) async throws {
        let store = try SQLiteStore.open(path)
        try await body(store)
        withExtendedLifetime(store) {}
    }

    @Test("What nobody did within a day is not done any more")
    func requests() async throws {
        try await withArchive { archive in
            let now = archive.clock.now
            _ = try await archive.journal.ask(.trigger, of: someRule, at: now - days(1.1))
            let kept = try await archive.journal.ask(.trigger, of: someRule, at: now - days(0.9))
            _ = try await archive.prune(Retention())
            #expect(try await archive.journal.requests(of: [someRule]) == [kept])
        }
    }

    private func days(_ number: Double) -> TimeInterval { number * 86_400 }
}

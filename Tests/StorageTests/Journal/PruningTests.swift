import Foundation
import Journal
import Testing
import Trakt

@testable import Storage

@Suite("What the journal keeps")
struct PruningTests {
    @Test("The newest runs of each account stay whole, and so does everything of the last days")
    func newest() async throws {
        try await withArchive { archive in
            for days in [50, 45, 40, 35, 20] as [Double] { try await archive.run(ago: days) }
            try await archive.run(ago: 60, account: "other")
            let pruned = try await archive.prune(Retention(runs: 2, days: 30))
            #expect(pruned == Pruned(dropped: [RunID(1), RunID(2), RunID(3)]))
            #expect(try await archive.runs() == [4, 5, 6])
            #expect(try await archive.journal.steps(of: RunID(4)).count == 2)
        }
    }

    @Test("Accounts of one name at two servers are two")
    func servers() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 60, server: .sandboxFile("/a"))
            try await archive.run(ago: 50, server: .sandboxFile("/b"))
            #expect(try await archive.prune(Retention(runs: 1)) == Pruned())
        }
    }

    @Test("Of a run that changed something its changes stay, and everything else of it goes")
    func changes() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 40, change: .done)
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned(shortened: [RunID(1)]))
            let record = try #require(try await archive.journal.run(RunID(1)))
            #expect(record.isShortened && record.output.isEmpty)
            #expect(record.run.script == someRun.script)
            // The step of the change tells where in the script it was.
            #expect(try await archive.journal.steps(of: RunID(1)).map(\.name) == ["trakt.sync.history.add"])
            #expect(try await archive.journal.effects(of: RunID(1)).map(\.state) == [.done])
            #expect(try await archive.count("ledger") == 1)
        }
    }

    @Test("A run that failed, or was stopped, stays whole for 90 days", arguments: [RunRecord.State.failed, .stopped])
    func failed(_ state: RunRecord.State) async throws {
        try await withArchive { archive in
            try await archive.run(ago: 91, state)
            try await archive.run(ago: 89, state)
            try await archive.run(ago: 89, .finished)
            #expect(try await archive.prune(Retention(runs: 0)).dropped == [RunID(1), RunID(3)])
        }
    }

    @Test(
        "A run stays whole for ever that has a change nobody knows the outcome of, or one for a person to settle",
        arguments: [EffectState.intent, .unknown, .review])
    func open(_ state: EffectState) async throws {
        try await withArchive { archive in
            try await archive.run(ago: 4000, change: state)
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned())
            #expect(try await archive.journal.steps(of: RunID(1)).count == 3)
        }
    }

    @Test("A run that is under way, and one that is still to be looked at, stay whole")
    func underWay() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 4000, nil)
            try await archive.run(ago: 4000, change: .done, isLookedAt: true)
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned())
        }
    }

    @Test(
        "Of a sandbox that is gone nobody finds out any more, and so nothing is kept for that",
        arguments: [EffectState.unknown, .review, .done])
    func sandboxGone(_ state: EffectState) async throws {
        try await withArchive { archive in
            try await archive.run(ago: 4000, server: .fleetingSandbox, change: state, isLookedAt: true)
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned(dropped: [RunID(1)]))
            for table in ["look", "ledger"] { #expect(try await archive.count(table) == 0) }
        }
    }

    @Test("A run stays whole while somebody puts its effects in order, and no longer than that one lives")
    func attended() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 4000)
            try await attended(archive) { () async throws in
                #expect(try await archive.prune(Retention(runs: 0)) == Pruned())
            }
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned(dropped: [RunID(1)]))
        }
    }

    /// Runs the body while a worker has the first run, which dies with it.
    private func attended(_ archive: Archive, _ body: () async throws -> Void) async throws {
        let store = try SQLiteStore.open(try #require(archive.journal.path))
        _ = try #require(try await store.attend(RunID(1)))
        try await body()
        withExtendedLifetime(store) {}
    }

    @Test("Changes are kept 400 days, and the ledger of plays for ever")
    func ledger() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 401, change: .done)
            try await archive.run(ago: 399, change: .done, minute: 2)
            #expect(
                try await archive.prune(Retention(runs: 0))
                    == Pruned(shortened: [RunID(2)], dropped: [RunID(1)]))
            #expect(try await archive.count("effect") == 1)
            archive.clock.pass(days: 2)
            // It is not looked at a second time before its day.
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned(dropped: [RunID(2)]))
            for table in ["run", "step", "effect", "content", "script"] {
                #expect(try await archive.count(table) == 0, "\(table)")
            }
            // The ledger is kept.
            let claim = try await archive.journal.begin(someRun)
            let again = play(1, minute: 1)
            #expect(try await archive.journal.intend(again, claim, with: Precautions()) == .taken(again.plays))
            let owners = try await archive.journal.owners(of: again.plays, account: "main")
            #expect(owners == [again.plays[0]: .forgotten])
            #expect(try await archive.journal.forget(owners, account: "main", claim) == Set(again.plays))
        }
    }

    @Test("A play of a run that was shortened is still the ledger's, so that another run does not add it again")
    func duplicate() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 200, change: .done)
            _ = try await archive.prune(Retention(runs: 0))
            let claim = try await archive.journal.begin(someRun)
            let again = play(2, minute: 1)
            #expect(try await archive.journal.intend(again, claim, with: Precautions()) == .taken(again.plays))
        }
    }

    @Test("Documents go with the last step that has them")
    func contents() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 40)
            try await archive.run(ago: 1)
            let before = try await archive.count("content")
            // Both runs were answered the same.
            #expect(try await archive.prune(Retention(runs: 0)).dropped == [RunID(1)])
            #expect(try await archive.count("content") == before)
            #expect(try await archive.journal.steps(of: RunID(2)).count == 2)
            #expect(try await archive.count("script") == 1)
            archive.clock.pass(days: 40)
            #expect(try await archive.prune(Retention(runs: 0)).dropped == [RunID(2)])
            #expect(try await archive.count("content") == 0)
        }
    }

    @Test("The documents of failures go when a run that goes on forgets them")
    func forgotten() async throws {
        try await withArchive { archive in
            try await archive.run(ago: 1, .failed, calls: 1)
            let before = try await archive.count("content")
            let claim = try #require(try await archive.journal.takeOver(RunID(1), forgettingFailures: false))
            var failed = step(2, answer: "")
            failed.result = .failure(Array("it failed".utf8))
            try await archive.journal.record(failed, claim)
            #expect(try await archive.count("content") == before + 2)
            try await archive.journal.end(claim, RunEnding(state: .failed, report: [], output: []))
            _ = try await archive.journal.takeOver(RunID(1), forgettingFailures: true)
            #expect(try await archive.count("content") == before)
        }
    }

    @Test("In steps of one thing at a time the same is dropped, and others write between them")
    func steps() async throws {
        for step in [Duration.zero, .seconds(10)] {
            try await withArchive(step: step) { archive in
                try await archive.run(ago: 40, calls: 300)
                try await archive.run(ago: 40, change: .done, calls: 300)
                async let pruned = archive.prune(Retention(runs: 0))
                for _ in 1...20 { _ = try await archive.journal.begin(someRun) }
                #expect(try await pruned == Pruned(shortened: [RunID(2)], dropped: [RunID(1)]))
                #expect(try await archive.count("step") == 1)
                #expect(try await archive.count("content") == 2)
            }
        }
    }

    @Test("What was cut off goes on at the next start, and a run that was begun on is no whole one meanwhile")
    func cutOff() async throws {
        try await withArchive(step: .zero) { archive in
            try await archive.run(ago: 40, change: .done, calls: 50)
            let task = Task { try await archive.journal.prune(Retention(runs: 0)) }
            while try await archive.journal.run(RunID(1))?.isShortened == false { await Task.yield() }
            task.cancel()
            #expect(try await task.value == Pruned())
            #expect(try await archive.count("step") > 1)
            #expect(try await archive.prune(Retention(runs: 0)) == Pruned(shortened: [RunID(1)]))
            #expect(try await archive.count("step") == 1)
        }
    }

    @Test("It is done once a day, and again when the clock was set back")
    func daily() async throws {
        try await withArchive { archive in
            var done: [Bool] = []
            for days in [0, 0.9, 0.2, -100, 0] {
                archive.clock.pass(days: days)
                let pruned = try await archive.journal.prune(Retention(runs: 0))
                done.append(pruned != nil)
            }
            #expect(done == [true, false, true, true, false])
        }
    }
}

import Foundation
import Journal
import Storage
import TestSupport
import Testing

@Suite("Who has a run")
struct PossessionTests {
    @Test("A worker that stood still for longer than its lease still has its runs, as long as its process is there")
    func suspended() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path, at(0))
            let claim = try await store.begin(someRun)
            let other = try SQLiteStore.open(path, at(3600))
            for store in [store, other] {
                #expect(try await store.takeOver(claim.run, forgettingFailures: false) == nil)
                #expect(try await store.orphans().isEmpty)
            }
            try await store.renew(claim)
        }
    }

    @Test("Where nobody sees who is there, a run is had as long as its lease")
    func lease() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        clock.pass(29)
        #expect(try await store.orphans().isEmpty)
        try await store.renew(claim)
        clock.pass(29)
        #expect(try await store.takeOver(claim.run, forgettingFailures: false) == nil)
        clock.pass(1)
        #expect(try await store.orphans().map(\.id) == [claim.run])
        #expect(try await store.takeOver(claim.run, forgettingFailures: false)?.epoch == 2)
    }

    @Test("A run whose worker dies while it puts its effects in order is over as it was, and nobody runs it again")
    func attended() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            let run = try await attendedRun(path) { (run) async throws in
                #expect(try await store.attend(run) == nil)
                #expect(try await store.takeOver(run, forgettingFailures: true) == nil)
                #expect(try await store.effects(in: [.unknown]).isEmpty)
            }
            let record = try #require(try await store.run(run))
            #expect(record.state == .failed && record.endedAt != nil && record.attempt == 1)
            #expect(record.report == Array("why".utf8) && record.output == ["a line"])
            #expect(try await store.orphans().isEmpty)
            #expect(try await store.effects(in: [.unknown]).count == 1)
            let claim = try #require(try await store.attend(run))
            #expect(claim.epoch == 3)
            try await store.giveBack(claim)
            #expect(try await store.takeOver(run, forgettingFailures: false)?.epoch == 4)
        }
    }

    /// A run that failed, in the hands of a worker that is gone after the body.
    private func attendedRun(_ path: String, _ body: (RunID) async throws -> Void) async throws -> RunID {
        let store = try SQLiteStore.open(path)
        let claim = try await store.begin(someRun)
        _ = try await store.intend(play(1, minute: 1), claim, with: Precautions())
        try await store.end(claim, RunEnding(state: .failed, report: Array("why".utf8), output: ["a line"]))
        let later = try #require(try await store.attend(claim.run))
        await #expect(throws: StoreError.fenced(claim.run)) { try await store.giveBack(claim) }
        try await body(later.run)
        return later.run
    }

    @Test("Only a run that is over is put in order")
    func underWay() async throws {
        let store = try SQLiteStore.inMemory(at(0))
        let claim = try await store.begin(someRun)
        #expect(try await store.attend(claim.run) == nil)
        #expect(try await store.attend(RunID(99)) == nil)
        #expect(try await store.run(claim.run)?.epoch == 1)
    }

    @Test("An attempt is counted where a process died, and not where somebody tries again")
    func attempts() async throws {
        try await withJournalFile { path in
            let run = try await attendedRun(path) { _ in }
            try await take(run, path)
            let store = try SQLiteStore.open(path)
            #expect(try await store.run(run)?.attempt == 1)
            #expect(try await store.takeOver(run, forgettingFailures: false) != nil)
            #expect(try await store.run(run)?.attempt == 2)
        }
    }

    /// Takes a run over, in a worker that dies with it.
    private func take(_ run: RunID, _ path: String) async throws {
        _ = try await SQLiteStore.open(path).takeOver(run, forgettingFailures: false)
    }

    @Test("The oldest orphan comes first, and a run that is over is none")
    func orphans() async throws {
        try await withJournalFile { path in
            let runs = try await threeRuns(path)
            let store = try SQLiteStore.open(path)
            let mine = try await store.begin(someRun)
            #expect(try await store.orphans().map(\.id) == [runs[0], runs[2]])
            #expect(try await store.runs(RunQuery()).map(\.id) == [mine.run] + runs.reversed())
        }
    }

    /// Begins three runs, of which the second ends, in a worker that is gone then.
    private func threeRuns(_ path: String) async throws -> [RunID] {
        let store = try SQLiteStore.open(path)
        var runs: [RunID] = []
        for number in 1...3 {
            let claim = try await store.begin(someRun)
            if number == 2 { try await store.end(claim, RunEnding(state: .stopped, report: [], output: [])) }
            runs.append(claim.run)
        }
        return runs
    }

    @Test("Locks of workers that were killed are swept away, and those of others stay")
    func sweeping() async throws {
        try await withJournalFile { path in
            let workers = (path as NSString).deletingLastPathComponent + "/workers"
            let one = try SQLiteStore.open(path)
            let names = try FileManager.default.contentsOfDirectory(atPath: workers)
            #expect(names.count == 1)
            try Data().write(to: URL(filePath: workers + "/killed.lock"))
            let two = try SQLiteStore.open(path)
            let left = try FileManager.default.contentsOfDirectory(atPath: workers)
            #expect(left.count == 2 && left.contains(names[0]) && !left.contains("killed.lock"))
            _ = (try await one.begin(someRun), try await two.begin(someRun))
        }
    }

    private func at(_ seconds: TimeInterval) -> SQLiteStore.Parameters {
        var parameters = SQLiteStore.Parameters()
        parameters.now = { Date(timeIntervalSince1970: seconds) }
        return parameters
    }
}

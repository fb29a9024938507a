import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing

@Suite("A journal that cannot be written in the middle of a run")
struct FullDiskTests {
    @Test(
        "Nothing is sent before its intent is noted, and the run goes on by itself",
        arguments: DiskStage.Obstacle.allCases)
    func intent(_ obstacle: DiskStage.Obstacle) async throws {
        try await withDisk(obstacle, before: .intent) { disk in
            let run = try await disk.run {
                #expect(try await disk.sendings() == 0)
                #expect(try await disk.states() == [])
                try await disk.clear()
            }
            #expect(disk.clock.problem == nil)
            #expect(run.printed == ["1"])
            #expect(try await disk.sendings() == 1)
            #expect(try await disk.plays() == 1)
            #expect(try await disk.states() == [.done])
            #expect(disk.told.count == 2 && disk.told.last == .goesOn)
        }
    }

    @Test("It goes on as well after it has waited for long")
    func longWait() async throws {
        try await withDisk(.fullDisk, before: .intent) { disk in
            // After more than five seconds the intent is too old to be sent, and another one is noted.
            let run = try await disk.run(time: .seconds(3600), atPause: 20) { try await disk.clear() }
            #expect(run.printed == ["1"])
            #expect(try await disk.sendings() == 1)
            #expect(try await disk.plays() == 1)
            #expect(try await disk.states() == [.done])
        }
    }

    @Test(
        "What was answered is not lost when it cannot be noted: it is noted when it can",
        arguments: DiskStage.Obstacle.allCases)
    func outcome(_ obstacle: DiskStage.Obstacle) async throws {
        try await withDisk(obstacle, before: .outcome) { disk in
            let run = try await disk.run {
                #expect(try await disk.sendings() == 1)
                #expect(try await disk.states() == [.intent])
                try await disk.clear()
            }
            #expect(disk.clock.problem == nil)
            #expect(run.printed == ["1"])
            #expect(try await disk.sendings() == 1)
            #expect(try await disk.plays() == 1)
            #expect(try await disk.states() == [.done])
            #expect(disk.told.count == 2 && disk.told.last == .goesOn)
        }
    }

    @Test("A run that is stopped while it waits says why it waited, and goes on at the next start")
    func stopped() async throws {
        for writing in DiskStage.Writing.allCases {
            try await withDisk(.fullDisk, before: writing) { disk in
                let run = try await disk.run { disk.stop.stop() }
                guard case .stopped(.cancelled, _) = run.report.outcome else {
                    Issue.record("it was not stopped: \(run.report.outcome)")
                    return
                }
                #expect(run.report.journalProblem == .full(path: disk.journal.path ?? ""))
                // It may just fit into the file that it is over.
                let record = try await disk.journal.runs(RunQuery()).first
                #expect(run.report.isEndNoted == (record?.state == .stopped))
                #expect(run.report.unsettledWrites == (writing == .outcome ? 1 : 0))
                #expect(try await disk.sendings() == (writing == .outcome ? 1 : 0))
                #expect(try await disk.states() == (writing == .outcome ? [.intent] : []))
                try await disk.clear()
                let report = try await disk.resume()
                guard case .finished = report.outcome else {
                    Issue.record("it was not finished: \(report.outcome)")
                    return
                }
                // The play is found by looking; only the things that are not there are asked for once more.
                #expect(try await disk.sendings() == (writing == .outcome ? 2 : 1))
                #expect(try await disk.plays() == 1)
                #expect(try await disk.states() == [.done])
            }
        }
    }

    @Test("A run waits no longer than its time, and says what it could not do", arguments: DiskStage.Writing.allCases)
    func timeLimit(_ writing: DiskStage.Writing) async throws {
        try await withDisk(.fullDisk, before: writing) { disk in
            let run = try await disk.run(time: .seconds(30)) {}
            let message = try run.failure.message
            #expect(message.contains("There is no space left for the journal"), "\(message)")
            #expect(message.contains(writing == .intent ? "Nothing was sent" : "what became of it could not be noted"))
            #expect(try await disk.sendings() == (writing == .outcome ? 1 : 0))
        }
    }
}

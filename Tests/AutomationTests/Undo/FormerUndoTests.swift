import Foundation
import Journal
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite("Whether a run was taken back before")
struct FormerUndoTests {
    private let journal: SQLiteStore

    init() throws {
        journal = try SQLiteStore.inMemory()
    }

    /// A run that ended so, with a write in this state.
    private func run(
        _ trigger: Trigger = .hand, _ state: RunRecord.State = .finished, effect: EffectState? = .done
    ) async throws -> RunID {
        let claim = try await journal.begin(
            NewRun(
                account: "a", server: .address("http://127.0.0.1"), trigger: trigger, path: "test.lua", script: [],
                seed: 1, now: ScriptStage.now))
        if let effect {
            let intention = try await journal.intend(
                NewEffect(
                    key: StepKey(content: "one", occurrence: 1), account: "a",
                    request: EffectRequest(endpoint: "lists.delete", target: "/users/me/lists/1", body: nil),
                    moment: Moment(boot: "a", sinceBoot: .zero)), claim, with: Precautions())
            if case .made(let id) = intention {
                try await journal.resolve(id, EffectResolution(effect), claim)
            }
        }
        try await journal.end(claim, RunEnding(state: state, report: [], output: []))
        return claim.run
    }

    private func former(_ run: RunID) async throws -> FormerUndo {
        try await FormerUndo(of: #require(try await journal.run(run)), in: journal)
    }

    @Test("An undo that came to its end counts, until it is taken back itself")
    func whole() async throws {
        let first = try await run()
        let other = try await run()
        #expect(try await former(first) == .none)
        let undo = try await run(.undo(first))
        #expect(try await former(first) == .whole(undo))
        #expect(try await former(other) == .none)
        let redo = try await run(.undo(undo))
        #expect(try await former(first) == .none)
        #expect(try await former(undo) == .whole(redo))
        let again = try await run(.undo(redo))
        #expect(try await former(first) == .whole(undo))
        #expect(try await former(redo) == .whole(again))
    }

    @Test("One that made a part of its changes is told, and one that made none is as if it had not been")
    func begun() async throws {
        let first = try await run()
        _ = try await run(.undo(first), .failed, effect: .rejected)
        _ = try await run(.undo(first), .stopped, effect: nil)
        #expect(try await former(first) == .none)
        let undo = try await run(.undo(first), .failed)
        #expect(try await former(first) == .begun(undo))
        _ = try await run(.undo(undo))
        #expect(try await former(first) == .none)
    }
}

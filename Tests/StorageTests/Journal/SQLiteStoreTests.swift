import Foundation
import Journal
import Storage
import Testing

@Suite("The journal in SQLite")
struct SQLiteStoreTests {
    @Test("A play is the ledger's once, with a date and without", arguments: [29_000_000, nil] as [Int64?])
    func ledger(_ minute: Int64?) async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        guard case .made(let first) = try await store.intend(play(1, minute: minute), claim, with: Precautions()) else {
            Issue.record("the first intent was refused")
            return
        }
        #expect(
            try await store.intend(play(2, minute: minute), claim, with: Precautions())
                == .taken(play(2, minute: minute).plays))
        #expect(
            try await store.intend(play(1, minute: minute), claim, with: Precautions()) == .made(first),
            "its own plays are not in the way")
        #expect(try await store.effect(first)?.sends == 2)
        #expect(try await store.effects(of: claim.run).count == 1, "what was refused is not written down")
    }

    @Test("Whoever lost a run to another can write nothing more for it")
    func fencing() async throws {
        let store = try SQLiteStore.inMemory()
        let old = try await store.begin(someRun)
        let effect = try await intend(play(1, minute: 1), old, in: store)
        try await store.end(old, RunEnding(state: .stopped, report: [], output: []))
        let new = try #require(try await store.takeOver(old.run, forgettingFailures: false))
        #expect(try await store.effect(effect)?.state == .unknown)
        let writes: [(String, () async throws -> Void)] = [
            ("renew", { try await store.renew(old) }),
            ("noteRule", { try await store.noteRule("a", old) }),
            ("end", { try await store.end(old, RunEnding(state: .finished, report: [], output: [])) }),
            ("record", { try await store.record(step(1, answer: "1"), old) }),
            ("intend", { _ = try await store.intend(play(2, minute: 2), old, with: Precautions()) }),
            ("resolve", { try await store.resolve(effect, EffectResolution(.done), old) }),
            ("forget", { _ = try await store.forget([:], account: "main", old) }),
            ("finishLook", { try await store.finishLook(effect, old) }),
        ]
        for (name, write) in writes {
            await #expect(throws: StoreError.fenced(old.run), "\(name)") { try await write() }
        }
        try await store.renew(new)
    }

    @Test("A run is another's only once its worker is gone, and then at once")
    func death() async throws {
        try await withJournalFile { path in
            let other = try SQLiteStore.open(path)
            let run = try await begin(in: path) { claim in
                let (taken, orphans) = (
                    try await other.takeOver(claim.run, forgettingFailures: false), try await other.orphans()
                )
                #expect(taken == nil)
                #expect(orphans.isEmpty)
            }
            let orphans = try await other.orphans()
            #expect(orphans.map(\.id) == [run])
            let claim = try await other.takeOver(run, forgettingFailures: false)
            #expect(claim == Claim(run: run, epoch: 2))
        }
    }

    /// Begins a run in a worker that is gone after the body.
    private func begin(in path: String, _ body: (Claim) async throws -> Void) async throws -> RunID {
        let store = try SQLiteStore.open(path)
        let claim = try await store.begin(someRun)
        try await body(claim)
        return claim.run
    }
}

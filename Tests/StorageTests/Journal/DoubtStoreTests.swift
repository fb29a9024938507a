import Foundation
import Journal
import Storage
import Testing

@Suite("Doubts and precautions in SQLite")
struct DoubtStoreTests {
    private func effect(_ key: String, plays: ClosedRange<Int64>, at seconds: Int) -> NewEffect {
        NewEffect(
            key: StepKey(content: key, occurrence: 1), account: "main",
            request: EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: nil),
            plays: plays.map { Journal.Play(item: "movie:trakt:\($0)", minute: 1) },
            moment: Moment(boot: "one", sinceBoot: .seconds(seconds)))
    }

    private func made(_ intention: Intention) throws -> EffectID {
        guard case .made(let id) = intention else { throw Unexpected(intention: intention) }
        return id
    }

    private struct Unexpected: Error {
        let intention: Intention
    }

    @Test("A sending that nobody knows the outcome of is in doubt, however it ends, until it has settled")
    func doubts() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let id = try made(try await store.intend(effect("a", plays: 1...1, at: 100), claim))
        try await store.resolve(id, EffectResolution(.unknown), claim)
        _ = try await store.intend(effect("a", plays: 1...1, at: 110), claim)
        try await store.resolve(id, EffectResolution(.done), claim)
        func doubts(_ account: String, _ boot: String, _ seconds: Int) async throws -> [Moment] {
            let now = Moment(boot: boot, sinceBoot: .seconds(seconds))
            return try await store.doubts(account: account, at: now, within: .seconds(150)).map(\.moment)
        }
        let moment = Moment(boot: "one", sinceBoot: .seconds(100))
        #expect(try await doubts("main", "one", 249) == [moment])
        #expect(try await doubts("main", "one", 251) == [])
        #expect(try await doubts("other", "one", 120) == [])
        // After a new start of the machine it is as old as that at least.
        #expect(try await doubts("main", "two", 149) == [moment])
        #expect(try await doubts("main", "two", 151) == [])
        #expect(try await store.doubts(of: id).map(\.moment) == [moment])
    }

    @Test("What a dead process had noted and may have sent is in doubt")
    func takenOver() async throws {
        let clock = Clock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        let id = try made(try await store.intend(effect("a", plays: 1...1, at: 100), claim))
        #expect(try await store.doubts(of: id).isEmpty)
        clock.pass(31)
        _ = try #require(try await store.takeOver(claim.run, forgettingFailures: false))
        #expect(try await store.doubts(of: id).count == 1)
    }

    @Test("A sending after one in doubt is looked at later, from its intent on; any other is not")
    func look() async throws {
        let clock = Clock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        var ids: [EffectID] = []
        for (key, state) in [("a", EffectState.unknown), ("b", .retry)] {
            let plays: ClosedRange<Int64> = key == "a" ? 1...1 : 2...2
            ids.append(try made(try await store.intend(effect(key, plays: plays, at: 1), claim)))
            try await store.resolve(ids[ids.count - 1], EffectResolution(state), claim)
            _ = try await store.intend(
                effect(key, plays: plays, at: 200), claim, with: Precautions(look: .seconds(900)))
        }
        try await store.end(claim, RunEnding(state: .failed, report: [], output: []))
        clock.pass(899)
        #expect(try await store.dueLooks().isEmpty)
        clock.pass(1)
        #expect(try await store.dueLooks().map(\.id) == [ids[0]])
    }

    @Test("Plays beyond what an account may get are refused where the intent is committed, and nothing is kept of it")
    func quota() async throws {
        let clock = Clock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        let precautions = Precautions(quota: PlayQuota(limit: 5, since: clock.now.addingTimeInterval(-86_400)))
        _ = try made(try await store.intend(effect("a", plays: 1...3, at: 1), claim, with: precautions))
        let second = effect("b", plays: 4...6, at: 2)
        #expect(try await store.intend(second, claim, with: precautions) == .tooMany(had: 3))
        #expect(try await store.effects(of: claim.run).count == 1)
        // The same once more counts its own plays once.
        _ = try made(try await store.intend(effect("a", plays: 1...3, at: 3), claim, with: precautions))
        _ = try made(try await store.intend(effect("c", plays: 4...5, at: 4), claim, with: precautions))
    }

    @Test("What has become of a write and the plays that are gone are one commit")
    func gone() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let addition = effect("a", plays: 1...2, at: 1)
        let id = try made(try await store.intend(addition, claim))
        try await store.resolve(id, EffectResolution(.done, gone: [addition.plays[0]]), claim)
        #expect(try await store.owners(of: addition.plays, account: "main").map(\.key) == [addition.plays[1]])
    }
}

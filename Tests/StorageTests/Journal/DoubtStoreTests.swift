import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@testable import Storage

@Suite("Doubts and precautions in SQLite")
struct DoubtStoreTests {
    private func effect(_ key: String, plays: ClosedRange<Int64>, at seconds: Int) -> NewEffect {
        NewEffect(
            key: StepKey(content: key, occurrence: 1), account: "main",
            request: EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: nil),
            plays: plays.map { Journal.Play(item: "movie:trakt:\($0)", minute: 1) },
            moment: Moment(boot: "one", sinceBoot: .seconds(seconds)))
    }

    @Test("A sending that nobody knows the outcome of is in doubt, however it ends, until it has settled")
    func doubts() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let id = try await intend(effect("a", plays: 1...1, at: 100), claim, in: store)
        try await store.resolve(id, EffectResolution(.unknown), claim)
        _ = try await store.intend(effect("a", plays: 1...1, at: 110), claim, with: Precautions())
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

    @Test("Where a start of the machine has no name, what may be of the same start is as old as it would be then")
    func unknownStart() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        func doubts(_ boot: String, _ seconds: Int) async throws -> [Int64] {
            let now = Moment(boot: boot, sinceBoot: .seconds(seconds))
            let doubts = try await store.doubts(account: "main", at: now, within: .seconds(150))
            #expect(doubts.allSatisfy { now.elapsed(since: $0.moment) <= .seconds(150) })
            return doubts.map(\.effect.number)
        }
        for boot in ["one", "unknown a"] {
            var effect = effect(boot, plays: 1...1, at: 1000)
            effect.moment.boot = boot
            effect.plays = []
            try await store.resolve(
                try await intend(effect, claim, in: store), EffectResolution(.unknown), claim)
        }
        #expect(try await doubts("unknown b", 1149) == [1, 2])
        #expect(try await doubts("unknown b", 1151) == [])
        #expect(try await doubts("unknown b", 999) == [])
        #expect(try await doubts("unknown b", 149) == [1, 2])
        #expect(try await doubts("unknown a", 1149) == [1, 2])
        #expect(try await doubts("one", 1149) == [1, 2])
        #expect(try await doubts("two", 1149) == [2])
        #expect(try await doubts("two", 1151) == [])
    }

    @Test("What a dead process had noted and may have sent is in doubt")
    func takenOver() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        let id = try await intend(effect("a", plays: 1...1, at: 100), claim, in: store)
        #expect(try await store.doubts(of: id).isEmpty)
        clock.pass(31)
        _ = try #require(try await store.takeOver(claim.run, forgettingFailures: false))
        #expect(try await store.doubts(of: id).count == 1)
    }

    @Test("A sending after one in doubt is looked at later, from its intent on; any other is not")
    func look() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        var ids: [EffectID] = []
        for (key, state) in [("a", EffectState.unknown), ("b", .retry)] {
            let plays: ClosedRange<Int64> = key == "a" ? 1...1 : 2...2
            ids.append(try await intend(effect(key, plays: plays, at: 1), claim, in: store))
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
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        let precautions = Precautions(quota: PlayQuota(limit: 5, since: clock.now.addingTimeInterval(-86_400)))
        _ = try await intend(effect("a", plays: 1...3, at: 1), claim, in: store, with: precautions)
        let second = effect("b", plays: 4...6, at: 2)
        #expect(try await store.intend(second, claim, with: precautions) == .tooMany(had: 3))
        #expect(try await store.effects(of: claim.run).count == 1)
        // The same once more counts its own plays once.
        _ = try await intend(effect("a", plays: 1...3, at: 3), claim, in: store, with: precautions)
        _ = try await intend(effect("c", plays: 4...5, at: 4), claim, in: store, with: precautions)
    }

    @Test("What has become of a write and the plays that are gone are one commit")
    func gone() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let addition = effect("a", plays: 1...2, at: 1)
        let id = try await intend(addition, claim, in: store)
        try await store.resolve(id, EffectResolution(.done, gone: [addition.plays[0]]), claim)
        #expect(try await store.owners(of: addition.plays, account: "main").map(\.key) == [addition.plays[1]])
    }

    @Test("Writes of a short time ago are found however many came since, and those of other accounts do not count")
    func recent() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        func found(_ boot: String, _ seconds: Int) async throws -> [String] {
            try await store.effects(
                account: "main", endpoint: "sync.history.add", at: Moment(boot: boot, sinceBoot: .seconds(seconds)),
                within: .seconds(150)
            ).map(\.effect.key.content)
        }
        let first = effect("first", plays: 1...1, at: 100)
        _ = try await intend(first, claim, in: store)
        _ = try await intend(effect("second", plays: 2...2, at: 200), claim, in: store)
        let other = NewRun(
            account: "other", server: someRun.server, trigger: .hand, path: "b.lua", script: [], seed: 1,
            now: someRun.now)
        let others = try await store.begin(other)
        try await store.writer.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000)
                    INSERT INTO effect (run, key, occurrence, account, endpoint, target, plays, unlisted_plays, boot, since_boot, state,
                        epoch, sends, intent_at)
                    SELECT ?, n, 1, 'other', 'sync.history.add', '/sync/history', '[]', 0, 'one', 0, 'done', 1, 1, 0 FROM number
                    """, arguments: [others.run.number])
        }
        #expect(try await found("one", 250) == ["first", "second"])
        #expect(try await found("one", 251) == ["second"])
        #expect(try await found("one", 351) == [])
        // After a new start of the machine they are as old as that at least.
        #expect(try await found("two", 150) == ["first", "second"])
        #expect(try await found("two", 151) == [])
        // Sent once more, it is as young as that.
        var again = first
        again.moment = Moment(boot: "one", sinceBoot: .seconds(400))
        _ = try await intend(again, claim, in: store)
        #expect(try await found("one", 500) == ["first"])
    }
}

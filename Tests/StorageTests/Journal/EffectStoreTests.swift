import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@testable import Storage

@Suite("Effects in SQLite")
struct EffectStoreTests {
    @Test("An effect is read as it was written, whatever its bytes are, and nothing is not an empty something")
    func roundTrip() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let bytes: [UInt8] = [0xff, 0xfe, 0x00, 0x2d]
        for (number, body) in [nil, [], bytes, Array("-".utf8)].enumerated() {
            var effect = play(number, minute: Int64(number))
            effect.request.body = body
            effect.before = body
            let id = try await intend(effect, claim, in: store)
            #expect(try await store.effect(id)?.effect == effect)
            let response = body.map { EffectResponse(status: 201, headers: ["a": "b"], body: $0) }
            let resolution = EffectResolution(.done, response: response, note: body.map { _ in "-" })
            try await store.resolve(id, resolution, claim)
            let record = try #require(try await store.effect(effect.key, of: claim.run))
            #expect(record.response == response && record.note == resolution.note && record.resolvedAt != nil)
        }
    }

    @Test("Nobody writes for another run's effect")
    func misuse() async throws {
        let store = try SQLiteStore.inMemory()
        let (mine, other) = (try await store.begin(someRun), try await store.begin(someRun))
        let effect = try await sendTwice(play(1, minute: 1), other, in: store)
        for id in [effect, EffectID(99)] {
            let writes: [(String, () async throws -> Void)] = [
                ("resolve", { try await store.resolve(id, EffectResolution(.done), mine) }),
                ("finishLook", { try await store.finishLook(id, mine) }),
            ]
            for (name, write) in writes {
                await #expect(throws: StoreError.self, "\(name)") { try await write() }
            }
        }
        #expect(try await store.effect(effect)?.state == .intent)
        #expect(try await store.dueLooks().map(\.id) == [effect])
    }

    @Test("Effects in a state are those of runs that nobody has, the oldest first")
    func states() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let (one, two) = (try await store.begin(someRun), try await store.begin(someRun))
        var ids: [EffectID] = []
        for (number, claim) in [one, two, one, two].enumerated() {
            ids.append(try await intend(play(number, minute: Int64(number)), claim, in: store))
        }
        for id in [ids[0], ids[2]] { try await store.resolve(id, EffectResolution(.unknown), one) }
        try await store.resolve(ids[1], EffectResolution(.review), two)
        try await store.resolve(ids[3], EffectResolution(.done), two)
        #expect(try await store.effects(in: Set(EffectState.allCases)).isEmpty, "both runs are under way")
        try await store.end(one, RunEnding(state: .failed, report: [], output: []))
        #expect(try await store.effects(in: [.unknown, .review]).map(\.id) == [ids[0], ids[2]])
        try await store.end(two, RunEnding(state: .failed, report: [], output: []))
        #expect(try await store.effects(in: [.unknown, .review]).map(\.id) == ids.dropLast())
        #expect(try await store.effects(in: []).isEmpty)
        let record = try #require(try await store.run(one.run))
        #expect(record.unresolved == 2 && record.inReview == 0)
    }

    @Test("A look comes when it is due, and no more once it is finished")
    func looks() async throws {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let store = try SQLiteStore.inMemory(parameters)
        let claim = try await store.begin(someRun)
        let later = Precautions(look: .seconds(900))
        let id = try await sendTwice(play(1, minute: 1), claim, in: store, with: later)
        clock.pass(899)
        #expect(try await store.dueLooks().isEmpty)
        clock.pass(1)
        #expect(try await store.dueLooks().map(\.id) == [id])
        _ = try await intend(play(1, minute: 1), claim, in: store, with: later)
        #expect(try await store.dueLooks().isEmpty, "one that is planned again comes later")
        clock.pass(900)
        try await store.finishLook(id, claim)
        #expect(try await store.dueLooks().isEmpty)
    }

    @Test("Plays count for an account's day when they were added, or may have been")
    func plays() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        for (number, state) in EffectState.allCases.enumerated() {
            let id = try await intend(play(number, minute: Int64(number)), claim, in: store)
            try await store.resolve(id, EffectResolution(state), claim)
        }
        #expect(try await store.countPlays(account: "main", since: .distantPast) == 4)
        #expect(try await store.countPlays(account: "main", since: .distantFuture) == 0)
        #expect(try await store.countPlays(account: "other", since: .distantPast) == 0)
    }

    @Test(
        "What nobody has written is damage, and says where",
        arguments: [
            ("UPDATE run SET state = 'odd'", "run 1"), ("UPDATE run SET server = '{'", "run 1"),
            ("UPDATE script SET source = x'00'", "run 1"), ("UPDATE effect SET state = 'odd'", "effect 1"),
            ("UPDATE effect SET plays = '['", "effect 1"), ("UPDATE effect SET response = '['", "effect 1"),
            ("UPDATE step SET result = 'odd'", "run 1"), ("UPDATE content SET bytes = x'00'", "content"),
        ])
    func damage(_ change: String, _ place: String) async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        _ = try await intend(play(1, minute: 1), claim, in: store)
        try await store.record(step(1, answer: "1"), claim)
        try await store.write { try $0.execute(sql: change) }
        await #expect {
            _ = try await store.run(claim.run)
            _ = try await store.effects(of: claim.run)
            _ = try await store.steps(of: claim.run)
        } throws: { error in
            guard case StoreError.damaged(_, let detail) = error else { return false }
            return detail.contains(place)
        }
    }

    @Test(
        "An error of the database says what a person can do about it",
        arguments: [
            (.SQLITE_FULL, .full(path: "/j")), (.SQLITE_BUSY, .busy(path: "/j")),
            (.SQLITE_BUSY_SNAPSHOT, .busy(path: "/j")), (.SQLITE_LOCKED, .busy(path: "/j")),
            (.SQLITE_READONLY, .readOnly(path: "/j")), (.SQLITE_READONLY_DIRECTORY, .readOnly(path: "/j")),
            (.SQLITE_NOTADB, .damaged(path: "/j", detail: "m")), (.SQLITE_CORRUPT, .damaged(path: "/j", detail: "m")),
            (.SQLITE_IOERR_DATA, .damaged(path: "/j", detail: "a page of it is not what was written")),
            (.SQLITE_IOERR_SHMSIZE, .full(path: "/j")),
            (.SQLITE_IOERR_FSYNC, .unusable(path: "/j", reason: "m")),
        ] as [(ResultCode, StoreError)])
    func errors(_ code: ResultCode, _ error: StoreError) {
        #expect(StoreError(DatabaseError(resultCode: code, message: "m"), path: "/j") == error)
    }

    @Test("A play leaves the ledger only as long as its owner is as it was read")
    func forgetting() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        let effect = play(1, minute: 1)
        let id = try await intend(effect, claim, in: store)
        try await store.resolve(id, EffectResolution(.retry), claim)
        let read = try await store.owners(of: effect.plays, account: "main")
        _ = try await intend(effect, claim, in: store)
        try await store.resolve(id, EffectResolution(.retry), claim)
        #expect(try await store.forget(read, account: "main", claim).isEmpty, "it was sent once more meanwhile")
        let now = try await store.owners(of: effect.plays, account: "main")
        #expect(now.count == 1)
        #expect(try await store.forget(now, account: "main", claim) == Set(effect.plays))
        #expect(try await store.forget(now, account: "main", claim).isEmpty, "it is gone")
        _ = try await intend(play(2, minute: 1), claim, in: store)
        #expect(try await store.forget(now, account: "main", claim).isEmpty, "it is another's")
        #expect(try await store.owners(of: effect.plays, account: "main").count == 1)
    }

    @Test("What became of a write takes no play from another that has it since")
    func others() async throws {
        let store = try SQLiteStore.inMemory()
        let claim = try await store.begin(someRun)
        func play(_ number: Int, at seconds: Int, adds: Bool = true) -> NewEffect {
            var effect = StorageTests.play(number, minute: 1)
            effect.moment = Moment(boot: "a", sinceBoot: .seconds(seconds))
            if !adds { effect.plays = [] }
            return effect
        }
        let plays = play(1, at: 1).plays
        func owner() async throws -> EffectID? {
            try await store.owners(of: plays, account: "main")[plays[0]]?.effect?.id
        }
        let first = try await intend(play(1, at: 1), claim, in: store)
        try await store.resolve(first, EffectResolution(.rejected, gone: plays), claim)
        #expect(try await owner() == nil)
        let removal = try await intend(play(2, at: 2, adds: false), claim, in: store)
        let second = try await intend(play(3, at: 3), claim, in: store)
        try await store.resolve(second, EffectResolution(.done), claim)
        try await store.resolve(first, EffectResolution(.retry, gone: plays), claim)
        #expect(try await owner() == second, "it is not the first one's any more")
        try await store.resolve(removal, EffectResolution(.done, gone: plays), claim)
        #expect(try await owner() == second, "it was added after the removal")
        try await store.resolve(removal, EffectResolution(.unknown), claim)
        _ = try await intend(play(2, at: 9, adds: false), claim, in: store)
        try await store.resolve(removal, EffectResolution(.done, gone: plays), claim)
        #expect(try await owner() == second, "it was added after the first sending of what the removal named")
        let later = try await intend(play(4, at: 4, adds: false), claim, in: store)
        try await store.resolve(later, EffectResolution(.done, gone: plays), claim)
        #expect(try await owner() == nil)
    }
}

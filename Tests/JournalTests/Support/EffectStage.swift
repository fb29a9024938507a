import Foundation
import Journal
import TestSupport
import Trakt

/// A sandbox, a journal, and a run that writes to both.
struct EffectStage {
    let stage: ScriptStage
    let store: MemoryStore
    let clock: StageClock
    let claim: Claim

    init(_ stage: ScriptStage) async throws {
        self.stage = stage
        let clock = StageClock(stage)
        self.clock = clock
        store = MemoryStore { clock.wall }
        claim = try await store.begin(Self.newRun)
    }

    static var newRun: NewRun {
        NewRun(
            account: "sandbox", server: .address("http://127.0.0.1"), trigger: .hand, path: "test.lua", script: [],
            seed: 7, now: ScriptStage.now)
    }

    func sender(
        _ claim: Claim? = nil, timing: Timing = Timing(), dailyPlays: Int? = nil, clock: (any SteadyClock)? = nil,
        store: (any JournalStore)? = nil, client: Client? = nil
    ) -> EffectSender {
        EffectSender(
            store: store ?? self.store, claim: claim ?? self.claim, client: client ?? stage.client(),
            account: "sandbox", clock: clock ?? self.clock, timing: timing, now: ScriptStage.now,
            dailyPlays: dailyPlays, date: { [clock = self.clock] in clock.wall })
    }

    func key(_ name: String = "one") -> StepKey { StepKey(content: name, occurrence: 1) }

    /// What Trakt is sent when nothing goes wrong, and the answer.
    func add(_ body: JSONValue, key name: String = "one", _ sender: EffectSender? = nil) async throws -> JSONValue {
        try await perform(Catalogue.syncHistory.addHistory, [], body, key: name, sender)
    }

    func perform(
        _ endpoint: Endpoint, _ path: [JSONValue] = [], _ named: JSONValue = [:], key name: String = "one",
        _ sender: EffectSender? = nil
    ) async throws -> JSONValue {
        let call = try endpoint.call(Arguments(path, named: named.object ?? [:]))
        return try await (sender ?? self.sender()).perform(call, key: key(name)).json()
    }

    /// The Trakt ids of the plays in the history of a minute.
    func plays(_ minute: String) async throws -> [Int64] {
        let day = minute.prefix(16)
        let path = "/sync/history?start_at=\(day):00Z&end_at=\(day):59Z&limit=250"
        let entries = try await stage.answer(path).array ?? []
        return entries.compactMap { ($0["episode"] ?? $0["movie"])?["ids"]?["trakt"]?.integer }.sorted()
    }

    func writes(to path: String) async throws -> [SentRequest] {
        try await stage.requests().filter { $0.isWrite && $0.path.hasSuffix(path) }
    }

    func effect(_ name: String = "one") async throws -> EffectRecord? {
        try await store.effect(key(name), of: claim.run)
    }
}

func withEffects(_ body: (EffectStage) async throws -> Void) async throws {
    try await withStage(isVIP: true, limits: .roomy) { try await body(try await EffectStage($0)) }
}

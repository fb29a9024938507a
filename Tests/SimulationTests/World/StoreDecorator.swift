import Foundation
import Journal

/// A journal with something around it. What a decorator does not do itself goes on to the journal inside.
protocol StoreDecorator: JournalStore {
    var store: any JournalStore { get }

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value
    func writing<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value
}

extension StoreDecorator {
    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await body()
    }

    func writing<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await body()
    }
}

extension StoreDecorator {
    // MARK: Runs

    func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        try await writing { () async throws(StoreError) in try await store.begin(run) }
    }

    func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
        try await writing { () async throws(StoreError) in
            try await store.takeOver(run, forgettingFailures: forgettingFailures)
        }
    }

    func attend(_ run: RunID) async throws(StoreError) -> Claim? {
        try await writing { () async throws(StoreError) in try await store.attend(run) }
    }

    func giveBack(_ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.giveBack(claim) }
    }

    func renew(_ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.renew(claim) }
    }

    func noteRule(_ name: String, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.noteRule(name, claim) }
    }

    func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.end(claim, ending) }
    }

    func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
        try await reading { () async throws(StoreError) in try await store.run(id) }
    }

    func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord] {
        try await reading { () async throws(StoreError) in try await store.runs(query) }
    }

    func orphans() async throws(StoreError) -> [RunRecord] {
        try await reading { () async throws(StoreError) in try await store.orphans() }
    }

    // MARK: Steps

    func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.record(step, claim) }
    }

    func step(_ key: StepKey, of run: RunID) async throws(StoreError) -> StepRecord? {
        try await reading { () async throws(StoreError) in try await store.step(key, of: run) }
    }

    func steps(of run: RunID) async throws(StoreError) -> [StepRecord] {
        try await reading { () async throws(StoreError) in try await store.steps(of: run) }
    }

    // MARK: Effects

    func intend(_ effect: NewEffect, _ claim: Claim) async throws(StoreError) -> Intention {
        try await writing { () async throws(StoreError) in try await store.intend(effect, claim) }
    }

    func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.resolve(effect, resolution, claim) }
    }

    func effect(_ key: StepKey, of run: RunID) async throws(StoreError) -> EffectRecord? {
        try await reading { () async throws(StoreError) in try await store.effect(key, of: run) }
    }

    func effect(_ id: EffectID) async throws(StoreError) -> EffectRecord? {
        try await reading { () async throws(StoreError) in try await store.effect(id) }
    }

    func effects(of run: RunID) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.effects(of: run) }
    }

    func effects(in states: Set<EffectState>) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.effects(in: states) }
    }

    // MARK: Plays

    func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.owners(of: plays, account: account) }
    }

    func forget(_ plays: [Play], account: String, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.forget(plays, account: account, claim) }
    }

    func countPlays(account: String, since: Date) async throws(StoreError) -> Int {
        try await reading { () async throws(StoreError) in try await store.countPlays(account: account, since: since) }
    }

    // MARK: Later looks

    func planLook(_ effect: EffectID, after delay: Duration, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.planLook(effect, after: delay, claim) }
    }

    func dueLooks() async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.dueLooks() }
    }

    func finishLook(_ effect: EffectID, _ claim: Claim) async throws(StoreError) {
        try await writing { () async throws(StoreError) in try await store.finishLook(effect, claim) }
    }
}

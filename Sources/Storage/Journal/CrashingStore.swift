#if DEBUG
    package import Foundation
    package import Journal
    internal import Synchronization

    /// A journal whose process dies at one point, as with `kill -9`: nothing of it is cleaned up.
    package final class CrashingStore: JournalStore {
        private let store: any JournalStore
        private let point: CrashPoint
        private let count = Mutex(0)

        package init(_ store: any JournalStore, at point: CrashPoint) {
            self.store = store
            self.point = point
        }

        private func pass<Value>(
            _ writing: CrashPoint.Writing, _ body: () async throws(StoreError) -> Value
        ) async throws(StoreError) -> Value {
            let isHere =
                point.counts(writing)
                && count.withLock { count in
                    count += 1
                    return count == point.number
                }
            if isHere, point.side == .before { kill(getpid(), SIGKILL) }
            let value = try await body()
            if isHere, point.side == .after { kill(getpid(), SIGKILL) }
            return value
        }

        // MARK: Writing

        package func begin(_ run: NewRun) async throws(StoreError) -> Claim {
            try await pass(.begin) { () async throws(StoreError) in try await store.begin(run) }
        }

        package func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
            try await pass(.takeOver) { () async throws(StoreError) in
                try await store.takeOver(run, forgettingFailures: forgettingFailures)
            }
        }

        package func renew(_ claim: Claim) async throws(StoreError) { try await store.renew(claim) }

        package func noteRule(_ name: String, _ claim: Claim) async throws(StoreError) {
            try await pass(.noteRule) { () async throws(StoreError) in try await store.noteRule(name, claim) }
        }

        package func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
            try await pass(.end) { () async throws(StoreError) in try await store.end(claim, ending) }
        }

        package func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
            try await pass(.record) { () async throws(StoreError) in try await store.record(step, claim) }
        }

        package func intend(_ effect: NewEffect, _ claim: Claim) async throws(StoreError) -> Intention {
            try await pass(.intend) { () async throws(StoreError) in try await store.intend(effect, claim) }
        }

        package func resolve(
            _ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim
        ) async throws(StoreError) {
            try await pass(.resolve) { () async throws(StoreError) in
                try await store.resolve(effect, resolution, claim)
            }
        }

        package func forget(_ plays: [Play], account: String, _ claim: Claim) async throws(StoreError) {
            try await pass(.forget) { () async throws(StoreError) in
                try await store.forget(plays, account: account, claim)
            }
        }

        package func planLook(_ effect: EffectID, after delay: Duration, _ claim: Claim) async throws(StoreError) {
            try await pass(.planLook) { () async throws(StoreError) in
                try await store.planLook(effect, after: delay, claim)
            }
        }

        package func finishLook(_ effect: EffectID) async throws(StoreError) {
            try await pass(.finishLook) { () async throws(StoreError) in try await store.finishLook(effect) }
        }

        package func prune(_ retention: Retention) async throws(StoreError) -> Pruned? {
            try await store.prune(retention)
        }

        // MARK: Reading

        package func run(_ id: RunID) async throws(StoreError) -> RunRecord? { try await store.run(id) }
        package func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord] { try await store.runs(query) }
        package func orphans() async throws(StoreError) -> [RunRecord] { try await store.orphans() }

        package func step(_ key: StepKey, of run: RunID) async throws(StoreError) -> StepRecord? {
            try await store.step(key, of: run)
        }

        package func steps(of run: RunID) async throws(StoreError) -> [StepRecord] { try await store.steps(of: run) }

        package func effect(_ key: StepKey, of run: RunID) async throws(StoreError) -> EffectRecord? {
            try await store.effect(key, of: run)
        }

        package func effect(_ id: EffectID) async throws(StoreError) -> EffectRecord? { try await store.effect(id) }

        package func effects(of run: RunID) async throws(StoreError) -> [EffectRecord] {
            try await store.effects(of: run)
        }

        package func effects(in states: Set<EffectState>) async throws(StoreError) -> [EffectRecord] {
            try await store.effects(in: states)
        }

        package func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: EffectRecord] {
            try await store.owners(of: plays, account: account)
        }

        package func countPlays(account: String, since: Date) async throws(StoreError) -> Int {
            try await store.countPlays(account: account, since: since)
        }

        package func dueLooks() async throws(StoreError) -> [EffectRecord] { try await store.dueLooks() }
    }
#endif

import Foundation
import Journal
import Synchronization

/// A journal without one of its guards, to see what each of them is there for.
final class FlawedStore: StoreDecorator {
    enum Flaw: Sendable {
        /// What is about to be sent is not kept.
        case forgetsIntents
        /// Who has lost a run may go on writing for it.
        case acceptsEveryEpoch
        /// The same play may be two effects'.
        case neverTaken
        /// What may still take effect is not kept.
        case forgetsDoubts
    }

    let store: any JournalStore
    private let flaw: Flaw
    private let state = Mutex((lastID: Int64(0), epochs: [RunID: Int]()))

    init(_ store: any JournalStore, _ flaw: Flaw) {
        self.store = store
        self.flaw = flaw
    }

    // MARK: Intents

    /// Forgotten effects have numbers below zero.
    func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention {
        var effect = effect
        switch flaw {
        case .forgetsIntents:
            return state.withLock { state in
                state.lastID -= 1
                return .made(EffectID(state.lastID))
            }
        case .neverTaken: effect.plays = []
        case .acceptsEveryEpoch, .forgetsDoubts: break
        }
        return try await store.intend(effect, newest(claim), with: precautions)
    }

    func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) async throws(StoreError) {
        guard effect.number > 0 else { return }
        try await store.resolve(effect, resolution, newest(claim))
    }

    func doubts(
        account: String, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [Doubt] {
        guard flaw != .forgetsDoubts else { return [] }
        return try await store.doubts(account: account, at: moment, within: duration)
    }

    func doubts(of effect: EffectID) async throws(StoreError) -> [Doubt] {
        guard flaw != .forgetsDoubts else { return [] }
        return try await store.doubts(of: effect)
    }

    // MARK: Epochs

    func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
        let claim = try await store.takeOver(run, forgettingFailures: forgettingFailures)
        if let claim { state.withLock { $0.epochs[run] = claim.epoch } }
        return claim
    }

    func attend(_ run: RunID) async throws(StoreError) -> Claim? {
        let claim = try await store.attend(run)
        if let claim { state.withLock { $0.epochs[run] = claim.epoch } }
        return claim
    }

    func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        try await store.record(step, newest(claim))
    }

    func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        try await store.end(newest(claim), ending)
    }

    func giveBack(_ claim: Claim) async throws(StoreError) { try await store.giveBack(newest(claim)) }

    func finishLook(_ effect: EffectID, _ claim: Claim) async throws(StoreError) {
        try await store.finishLook(effect, newest(claim))
    }

    func forget(
        _ plays: [Play: PlayOwner], account: String, _ claim: Claim
    ) async throws(StoreError) -> Set<Play> {
        try await store.forget(plays, account: account, newest(claim))
    }

    private func newest(_ claim: Claim) -> Claim {
        guard flaw == .acceptsEveryEpoch else { return claim }
        return Claim(run: claim.run, epoch: state.withLock { $0.epochs[claim.run] } ?? claim.epoch)
    }
}

internal import Journal
internal import Trakt

/// What a run's writes need to be made together with those of other runs.
package struct Merging: Sendable {
    let held: HeldWrites
    /// Where the run's script asks for the last time.
    let lastCalls: LastCalls
    /// Has the next run of the moment begin while this one waits with its last write; false when there is none.
    let hold: @Sendable () async -> Bool
}

/// Carries out what a run asks, but with additions to one list made together, where no rule can tell.
///
/// A run waits with an addition only when that is the last thing it asks for, so that what others do meanwhile cannot reach it. The
/// others go on as though it had been made: what could show that it was not has it made first.
struct MergingCarrier: Carrier {
    let carrier: any Carrier
    let effects: EffectCarrier
    let merging: Merging

    func carry(_ call: Call, _ asking: Asking) async throws -> Answer {
        let held = merging.held
        guard call.isWrite else {
            let wantsOnlyNames = asking.wantsOnlyNames && !merging.lastCalls.looksAtLists
            await held.prepare(for: call, wantsOnlyNames: wantsOnlyNames)
            return try await carrier.carry(call, asking)
        }
        guard let addition = Addition(call), try await effects.sender.known(asking.key) == nil else {
            await held.release()
            return try await carrier.carry(call, asking)
        }
        let member = HeldWrites.Member(addition: addition, key: asking.key, effects: effects) {
            try await carrier.carry(call, asking)
        }
        return try await held.make(
            member, isLast: merging.lastCalls.contains(asking.place), hold: merging.hold)
    }
}

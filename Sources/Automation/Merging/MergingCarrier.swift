internal import Journal
internal import Lua
internal import Synchronization
internal import Trakt

/// What a run's writes need to be made together with those of other runs.
package struct Merging: Sendable {
    let held: HeldWrites
    /// What the text of the run's script tells of what it asks for.
    let outlook: Outlook
    let lastWord = LastWord()
    /// Has the next run of the moment begin while this one waits with its last write; false when there is none.
    let hold: @Sendable () async -> Bool
}

/// That a run asks for nothing more, as it says itself. It is believed once: while it waits with its last write its time does
/// not pass.
final class LastWord: Sendable {
    private let wasTaken = Atomic(false)

    /// Whether this is the first time.
    func take() -> Bool { !wasTaken.exchange(true, ordering: .relaxed) }
}

/// Carries out what a run asks, but with additions to one list made together, where no rule can tell.
///
/// A run waits with an addition only when that is the last thing it asks for, whatever comes of it, so that what others do
/// meanwhile cannot reach it. The others go on as though it had been made: what could show that it was not has it made first.
struct MergingCarrier: Carrier {
    let carrier: any Carrier
    let effects: EffectCarrier
    let account: String
    let stop: StopSwitch
    let merging: Merging

    func carry(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer {
        let (held, outlook) = (merging.held, merging.outlook)
        guard call.isWrite else {
            let wantsOnlyNames = asking.wantsOnlyNames && !outlook.looksAtLists
            await held.prepare(for: call, wantsOnlyNames: wantsOnlyNames, stop: stop)
            return try await carrier.carry(call, asking)
        }
        guard let addition = Addition(call), try await effects.sender.known(asking.key) == nil else {
            await held.release(for: stop)
            return try await carrier.carry(call, asking)
        }
        let member = HeldWrites.Member(
            account: account, addition: addition, key: asking.key, effects: effects, stop: stop
        ) {
            try await carrier.carry(call, asking)
        }
        // Each waits by itself for what may still come of other writes.
        try await effects.sender.waitForDoubts(before: call)
        let isLast = asking.isLast && outlook.isLast(at: asking.place) && merging.lastWord.take()
        return try await held.make(member, isLast: isLast, hold: merging.hold)
    }
}

internal import Foundation
import Trakt

extension EffectSender {
    /// Finds out what became of a write of a run that is over, without its script.
    ///
    /// - Parameter canGoOn: whether its script may run again, as that of a failed run, which then makes what is missing.
    func settle(_ record: EffectRecord, canGoOn: Bool) async throws -> EffectState {
        guard let endpoint = Catalogue.endpoint(named: record.effect.request.endpoint),
            let repetition = endpoint.repetition
        else { throw EffectError.unreadable(record.id) }
        let write = Write(record, call: Call(record, endpoint), repetition)
        switch repetition {
        case .addsPlays, .creates, .exclusive: return try await lookOnce(write, record, canGoOn: canGoOn)
        case .harmless, .removesPlays, .guarded: return try await sendAgain(write, record, repetition)
        case .signsIn: return record.state
        }
    }

    private func lookOnce(_ write: Write, _ record: EffectRecord, canGoOn: Bool) async throws -> EffectState {
        var write = write
        let rest = timing.settling - clock.moment.elapsed(since: record.effect.moment)
        if rest > .zero { try await clock.sleep(for: rest) }
        let finding: EffectMachine.Finding
        do { finding = try await self.finding(&write) } catch is TraktError, EffectError.incompleteRead {
            // Nothing was learnt; the next start looks again.
            return record.state
        }
        let isSettled = clock.moment.elapsed(since: record.effect.moment) >= timing.settle
        let missing = write.change.plays.filter { !write.found.contains($0) }
        switch finding {
        case .everything: return try await settle(write, record, .done)
        // What a person did not wait for may still come, and the next start looks again.
        case .nothing, .part: guard isSettled else { return record.state }
        case .unclear, .failed: return try await settle(write, record, .review)
        }
        if finding == .part {
            write.note = "\(write.found.count) of \(write.change.plays.count) plays were added."
            // Without a script that goes on, what was made is what there is.
            if !canGoOn { return try await settle(write, record, .done, gone: missing) }
        }
        return try await settle(write, record, .retry, gone: missing)
    }

    private func settle(
        _ write: Write, _ record: EffectRecord, _ state: EffectState, gone: [Play] = []
    ) async throws -> EffectState {
        var resolution = write.resolution(state)
        resolution.gone += gone
        resolution.note = resolution.note ?? write.note
        let (id, settled) = (record.id, resolution)
        try await keep { store, claim throws(StoreError) in try await store.resolve(id, settled, claim) }
        return state
    }

    /// What is harmless to repeat is repeated as long as nobody is likely to have changed it meanwhile.
    private func sendAgain(
        _ write: Write, _ record: EffectRecord, _ repetition: Repetition
    ) async throws -> EffectState {
        var write = write
        write.firstDoubt = try await firstDoubt(record)
        let elapsed = age(of: record, write.firstDoubt, repetition)
        guard try await !wasCrossed(record) else {
            return try await review(record, "Its run ended before it was known, and later writes changed the same.")
        }
        guard let elapsed, elapsed < (repetition == .guarded ? timing.guarded : timing.look) else {
            return try await review(
                record,
                "Its run ended before it was known, and too much time may have passed since to send it again.")
        }
        do {
            _ = try await carry(&write, from: .resume(sinceIntent: elapsed), repetition)
        } catch is TraktError {
            // Whatever it met is in the journal.
        } catch EffectError.inReview, EffectError.notSettled, EffectError.machineTooSlow {
            // So is that.
        }
        let id = record.id
        return try await journal { () async throws(StoreError) in try await store.effect(id) }?.state ?? .unknown
    }

    /// Whether something that was sent later may have changed the same.
    private func wasCrossed(_ record: EffectRecord) async throws -> Bool {
        let (moment, span) = (clock.moment, max(timing.look, timing.guarded))
        let writes = try await journal { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: nil, at: moment, within: span)
        }
        return writes.contains { other in
            let isLater =
                other.effect.moment.sinceBoot >= record.effect.moment.sinceBoot || other.id.number > record.id.number
            return isLater && other.id != record.id && ![.retry, .rejected].contains(other.state)
                && Crossing.isPossible(record.effect.request, other.effect.request)
        }
    }

    private func review(_ record: EffectRecord, _ note: String) async throws -> EffectState {
        let id = record.id
        try await keep { store, claim throws(StoreError) in
            try await store.resolve(id, EffectResolution(.review, note: note), claim)
        }
        return .review
    }

    /// How much time has passed since the intent, at most; nil where nobody knows.
    private func age(
        of record: EffectRecord, _ firstDoubt: Moment?, _ repetition: Repetition
    ) -> Duration? {
        let intent = firstDoubt ?? record.effect.moment
        if let elapsed = clock.moment.mostElapsed(since: intent) { return elapsed }
        // A scrobble that is sent too late is a second play. With anything else the clock on the wall may be believed.
        guard repetition != .guarded else { return nil }
        return max(clock.moment.elapsed(since: intent), .seconds(date().timeIntervalSince(record.intentAt)))
    }
}

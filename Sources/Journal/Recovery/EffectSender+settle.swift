internal import Foundation
import Trakt

extension EffectSender {
    /// Finds out what became of a write without its script.
    ///
    /// - Parameter isOver: whether its run is over, so that nobody will ask for it again.
    func settle(_ record: EffectRecord, isOver: Bool) async throws -> EffectState {
        guard let endpoint = Catalogue.endpoint(named: record.effect.request.endpoint),
            let repetition = endpoint.repetition
        else { throw EffectError.unreadable(record.id) }
        let write = Write(record, call: Call(record, endpoint), repetition)
        switch repetition {
        case .addsPlays, .creates: return try await lookOnce(write, record, isOver: isOver)
        // Its script asks soon, and knows whether it is still time for it.
        case .exclusive: return isOver ? try await lookOnce(write, record, isOver: true) : record.state
        case .harmless, .removesPlays, .guarded:
            return isOver ? try await sendAgain(write, record, repetition) : record.state
        case .signsIn: return record.state
        }
    }

    private func lookOnce(_ write: Write, _ record: EffectRecord, isOver: Bool) async throws -> EffectState {
        var write = write
        let rest = timing.settling - clock.moment.elapsed(since: record.effect.moment)
        if rest > .zero { try await clock.sleep(for: rest) }
        let finding: EffectMachine.Finding
        do { finding = try await self.finding(&write) } catch is TraktError, EffectError.incompleteRead {
            // Nothing was learnt; the next start looks again.
            return record.state
        }
        let state: EffectState
        switch finding {
        case .everything: state = .done
        case .nothing: state = .retry
        case .part:
            // Part of it. A script that goes on sends the rest; without one, what was made is what there is.
            guard isOver else { return record.state }
            write.note = "\(write.found.count) of \(write.change.plays.count) plays were added."
            try await forget(write.change.plays.filter { !write.found.contains($0) })
            state = .done
        case .unclear, .failed: state = .review
        }
        let resolution = write.resolution(state)
        let id = record.id
        try await keep { store, claim throws(StoreError) in try await store.resolve(id, resolution, claim) }
        if state == .retry { try await forget(write.change.plays) }
        return state
    }

    /// What is harmless to repeat is repeated as long as nobody is likely to have changed it meanwhile.
    private func sendAgain(
        _ write: Write, _ record: EffectRecord, _ repetition: Repetition
    ) async throws -> EffectState {
        var write = write
        let elapsed = age(of: record, repetition)
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
        }
        let id = record.id
        return try await journal { () async throws(StoreError) in try await store.effect(id) }?.state ?? .unknown
    }

    /// Whether something that was sent later may have changed the same.
    private func wasCrossed(_ record: EffectRecord) async throws -> Bool {
        let (moment, look) = (clock.moment, timing.look)
        let writes = try await journal { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: nil, at: moment, within: look)
        }
        return writes.contains { later in
            later.id.number > record.id.number && ![.retry, .rejected].contains(later.state)
                && Crossing.isPossible(record.effect.request, later.effect.request)
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
    private func age(of record: EffectRecord, _ repetition: Repetition) -> Duration? {
        let intent = record.effect.moment
        if let elapsed = clock.moment.mostElapsed(since: intent) { return elapsed }
        // A scrobble that is sent too late is a second play. With anything else the clock on the wall may be believed.
        guard repetition != .guarded else { return nil }
        return max(clock.moment.elapsed(since: intent), .seconds(date().timeIntervalSince(record.intentAt)))
    }

    private func forget(_ plays: [Play]) async throws {
        guard !plays.isEmpty else { return }
        let account = account
        try await keep { store, claim throws(StoreError) in try await store.forget(plays, account: account, claim) }
    }
}

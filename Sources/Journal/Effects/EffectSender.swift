package import Foundation
package import Trakt

/// Makes the writes of a run: each is noted before it is sent, is sent once at a time, and is settled by looking where its
/// answer never came. ``EffectMachine`` decides; this carries out.
package struct EffectSender: Sendable {
    let store: any JournalStore
    package let claim: Claim
    let client: Client
    let account: String
    let clock: any SteadyClock
    let timing: Timing
    let now: Date
    let dailyPlays: Int?
    let date: @Sendable () -> Date
    let numbers = TraktNumbers()

    /// - Parameters:
    ///   - claim: the right to write for the run.
    ///   - account: the account as the journal names it.
    ///   - now: the run's own time, which is that of plays without one.
    ///   - dailyPlays: how many plays the account may get in 24 hours; nil for any number.
    ///   - date: the time of the day, for these hours.
    package init(
        store: any JournalStore, claim: Claim, client: Client, account: String,
        clock: any SteadyClock = SystemClock(), timing: Timing = Timing(), now: Date, dailyPlays: Int? = 1000,
        date: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.store = store
        self.claim = claim
        self.client = client
        self.account = account
        self.clock = clock
        self.timing = timing
        self.now = now
        self.dailyPlays = dailyPlays
        self.date = date
    }

    /// Makes a write and gives its answer, as Trakt gives it when all goes well. What was answered to the same step
    /// before is answered again, and nothing is sent. Throws ``TraktError`` where Trakt refused it, and ``EffectError``.
    ///
    /// - Parameter before: what undoing needs of how things were before.
    package func perform(_ call: Call, key: StepKey, before: JSONValue? = nil) async throws -> Trakt.Answer {
        guard let repetition = call.endpoint.repetition, repetition != .signsIn else {
            throw EffectError.notForScripts(endpoint: call.endpoint.id)
        }
        if let record = try await known(key) { return try await goOn(with: record, call, repetition) }
        try await waitForDoubts(before: call)
        var write = Write(call: call, key: key, before: before, change: try await change(for: call, repetition, before))
        write.noteBefore()
        guard !write.change.isEmpty else { return try write.emptyAnswer }
        try await checkDailyPlays(write)
        return try await carry(&write, from: .begin, repetition)
    }

    /// What the journal has of a write of this run already.
    package func known(_ key: StepKey) async throws(EffectError) -> EffectRecord? {
        try await journal { () async throws(StoreError) in try await store.effect(key, of: claim.run) }
    }

    private func goOn(
        with record: EffectRecord, _ call: Call, _ repetition: Repetition
    ) async throws -> Trakt.Answer {
        switch record.state {
        case .done: return try record.answer(to: call)
        case .rejected: throw try record.refusal(of: call)
        case .review:
            throw EffectError.inReview(run: record.run, endpoint: call.endpoint.id, note: record.note ?? "")
        case .retry, .intent, .unknown:
            try await waitForDoubts(before: call, except: record.id)
            var write = Write(record, call: call, repetition)
            write.firstDoubt = try await firstDoubt(record)
            let event = try await beginning(record, write, repetition)
            return try await carry(&write, from: event, repetition)
        }
    }

    /// What is known not to have been made is made as if for the first time, unless that was found by looking, or refused
    /// when a part of it was there: then looking tells once more what is missing.
    private func beginning(
        _ record: EffectRecord, _ write: Write, _ repetition: Repetition
    ) async throws -> EffectMachine.Event {
        guard record.state != .retry || write.firstDoubt != nil && repetition.isLookedFor else { return .begin }
        return .resume(sinceIntent: clock.moment.mostElapsed(since: write.firstDoubt ?? record.effect.moment))
    }

    func firstDoubt(_ record: EffectRecord) async throws -> Moment? {
        try await journal { () async throws(StoreError) in try await store.doubts(of: record.id) }.first?.moment
    }

    // MARK: Carrying out

    func carry(
        _ write: inout Write, from event: EffectMachine.Event, _ repetition: Repetition
    ) async throws -> Trakt.Answer {
        var machine = EffectMachine(repetition, timing: timing)
        return try await carry(&write, from: event, repetition, &machine)
    }

    /// The same with a machine that has come to some point already.
    func carry(
        _ write: inout Write, from event: EffectMachine.Event, _ repetition: Repetition, _ machine: inout EffectMachine
    ) async throws -> Trakt.Answer {
        var event = event
        while true {
            switch machine.next(event) {
            case .takeTurn(let pause):
                event = try await takeTurn(&write, after: pause, machine)
                // Pauses and turns take their time, and the machine may have slept meanwhile.
                if machine.mayBeDone, isNoLongerRefused(write, repetition) { event = .cameTooLate }
            case .intend: event = try await intend(&write, machine)
            case .send: event = await send(&write, machine)
            case .resolve(let state):
                try await resolve(&write, state, machine)
                if state == .done, try await checkCounts(&write) { try await resolve(&write, state, machine) }
                event = .resolved
            case .look(let time, let pause): event = try await look(&write, sinceIntent: time, pause: pause)
            case .finish(let ending): return try write.result(ending, of: claim.run)
            }
        }
    }

    private func takeTurn(
        _ write: inout Write, after pause: Duration, _ machine: EffectMachine
    ) async throws -> EffectMachine.Event {
        try await sleep(pause, write)
        let call = write.sending
        do {
            if let refusal = write.refusal, let turn = write.turn {
                write.refusal = nil
                write.turn = try await client.turn(for: call, after: refusal, in: turn)
            } else {
                write.turn = try await client.turn(for: call)
            }
        } catch {
            // What may have happened is the better story than why it was not sent once more.
            if machine.mayBeDone, let earlier = write.error { throw earlier }
            throw error
        }
        return .gotTurn
    }

    /// Whether Trakt would carry a second sending out, even if it has carried out the first one.
    private func isNoLongerRefused(_ write: Write, _ repetition: Repetition) -> Bool {
        let time: Duration
        switch repetition {
        case .guarded: time = timing.guarded
        case .exclusive: time = RunningCheckin.shortest
        default: return false
        }
        guard let moment = write.firstDoubt ?? write.moment, let elapsed = clock.moment.mostElapsed(since: moment)
        else {
            return true
        }
        return elapsed >= time
    }

    func intend(_ write: inout Write, _ machine: EffectMachine) async throws -> EffectMachine.Event {
        for _ in 0..<3 {
            let moment = clock.moment
            let effect = NewEffect(
                key: write.key, account: account, request: write.request, before: write.before?.encoded,
                plays: write.change.plays, unlistedPlays: write.unlistedPlays, moment: moment)
            let intention: Intention
            do throws(StoreError) {
                intention = try await store.intend(effect, claim, with: precautions)
            } catch {
                throw problem(error, write, machine)
            }
            switch intention {
            case .made(let id):
                write.effect = id
                write.moment = moment
                return .intended
            case .tooMany(let had):
                throw tooManyPlays(write, had: had)
            case .taken(let plays):
                // Somebody else was faster.
                try await leaveOut(plays, from: &write)
                if write.isNothingLeft { return .nothingLeft }
            }
        }
        throw EffectError.contested(endpoint: write.call.endpoint.id)
    }

    private var precautions: Precautions {
        let since = date().addingTimeInterval(-86_400)
        return Precautions(look: timing.look, quota: dailyPlays.map { PlayQuota(limit: $0, since: since) })
    }

    /// What an intent that cannot be noted means: what was sent before may have been carried out.
    private func problem(_ error: StoreError, _ write: Write, _ machine: EffectMachine) -> EffectError {
        let problem = EffectError(error)
        guard machine.mayBeDone, case .journal(let reason) = problem else { return problem }
        return .notNoted(run: claim.run, endpoint: write.call.endpoint.id, reason)
    }

    private func send(_ write: inout Write, _ machine: EffectMachine) async -> EffectMachine.Event {
        guard let turn = write.turn, let moment = write.moment,
            clock.moment.elapsed(since: moment) <= timing.freshness
        else { return .cameTooLate }
        let call = write.sending
        let outcome: SendOutcome
        do {
            let response = try await client.sendOnce(call, in: turn)
            write.received(response)
            outcome = SendOutcome(response, to: call, mayBeDone: machine.mayBeDone)
        } catch {
            write.failed(error)
            outcome = SendOutcome(error)
        }
        if outcome == .notApplied(.newToken) { write.refusal = write.error }
        if case .unknown = outcome, write.firstDoubt == nil { write.firstDoubt = moment }
        return .sent(outcome, sinceIntent: clock.moment.elapsed(since: write.firstDoubt ?? moment))
    }

    // MARK: Looking

    private func look(
        _ write: inout Write, sinceIntent time: Duration, pause: Duration
    ) async throws -> EffectMachine.Event {
        if let moment = write.moment { try await sleep(time - clock.moment.elapsed(since: moment), write) }
        try await sleep(pause, write)
        do {
            return .looked(try await finding(&write))
        } catch {
            write.readingError = "\(error)"
            return .looked(.failed)
        }
    }

    func finding(_ write: inout Write) async throws -> EffectMachine.Finding {
        switch write.change {
        case .addition(let addition):
            let there = try await HistoryReader(client).plays(of: addition, client, except: justRemoved())
            write.found = Set(addition.plays.filter(there.has))
            if !there.doubtful.isEmpty {
                write.note = there.doubt
                return .unclear
            }
            if write.found.isEmpty { return .nothing }
            // Of a season nobody knows how many episodes it has, and one of them may be another write's.
            let seasons = addition.items.filter { $0.identity.subject == .season }
            if seasons.contains(where: { write.found.contains($0.play) }) {
                write.note = "Some episodes of the season have plays in that minute; whether all have is not known."
                return .unclear
            }
            return write.found.count == Set(addition.plays).count ? .everything : .part
        case .creation(let creation, let known):
            let others = try await otherWrites(like: write, within: timing.look)
            let former = known.union(others.compactMap { OwnThings.id(in: $0.response) })
            let made = try await OwnThings(creation, client).alike(write.call).filter { thing in
                OwnThings.id(of: thing).map { !former.contains($0) } ?? false
            }
            write.made = made.count == 1 ? made.first : nil
            if made.count > 1 { write.note = "There are \(made.count) of what it makes: \(creation.what)." }
            return made.isEmpty ? .nothing : made.count == 1 ? .everything : .unclear
        case .checkin(let known):
            let elapsed = write.moment.flatMap { clock.moment.mostElapsed(since: $0) } ?? .seconds(86_400)
            let others = try await otherWrites(like: write, within: .seconds(86_400)).compactMap(\.checkedInAt)
            return try await RunningCheckin(client).finding(
                of: write.call, except: known.union(others), after: elapsed, now: date())
        case .removal, .plain: return .unclear
        }
    }

    /// What other writes have done by the same endpoint. What was read before an intent may not have shown the newest yet.
    private func otherWrites(like write: Write, within time: Duration) async throws -> [EffectRecord] {
        let (moment, endpoint) = (clock.moment, write.call.endpoint.id)
        let writes = try await journal { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: endpoint, at: moment, within: time)
        }
        return writes.filter { $0.id != write.effect && $0.state == .done }
    }

    /// Sleeps; where that is cut short, what the last sending met is the better story.
    private func sleep(_ duration: Duration, _ write: Write) async throws {
        guard duration > .zero else { return }
        do { try await clock.sleep(for: duration) } catch {
            throw write.error ?? TraktError(.cancelled, endpoint: write.call.endpoint)
        }
    }

    // MARK: The journal

    func resolve(_ write: inout Write, _ state: EffectState, _ machine: EffectMachine) async throws {
        if machine.wasSentAgain { write.noteSecondSending() }
        do { try await note(write, state) } catch EffectError.journal(let problem) {
            throw EffectError.notNoted(run: claim.run, endpoint: write.call.endpoint.id, problem)
        }
    }

    private func note(_ write: Write, _ state: EffectState) async throws {
        guard let effect = write.effect else { return }
        let resolution = write.resolution(state)
        try await keep { store, claim throws(StoreError) in try await store.resolve(effect, resolution, claim) }
    }

    /// What is known of a write is kept even when its task was cancelled meanwhile.
    func keep(
        _ body: @escaping @Sendable (any JournalStore, Claim) async throws(StoreError) -> Void
    ) async throws {
        let (store, claim) = (store, claim)
        let outcome = await Task { () async -> StoreError? in
            do throws(StoreError) {
                try await body(store, claim)
                return nil
            } catch { return error }
        }.value
        if let outcome { throw EffectError(outcome) }
    }

    func journal<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(EffectError) -> Value {
        do { return try await body() } catch { throw EffectError(error) }
    }
}

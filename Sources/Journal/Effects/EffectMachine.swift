package import Trakt

/// Decides how one write goes on. A value without time, network or journal: it is told what happened and says what to do
/// next.
///
/// ```
/// takeTurn -> intend -> send -> resolve -> finish
///     ^                            |
///     +---------- look <-----------+
/// ```
package struct EffectMachine: Sendable {
    /// What to do next.
    package enum Action: Sendable, Hashable {
        /// Pause, then wait for the rate limit and for a token.
        case takeTurn(after: Duration)
        /// Commit that it is about to be sent.
        case intend
        /// Send it, once.
        case send
        /// Commit what has become of it.
        case resolve(EffectState)
        /// Wait until so long after the intent, then look whether it was carried out.
        case look(sinceIntent: Duration, pause: Duration)
        case finish(Ending)
    }

    /// What happened.
    package enum Event: Sendable, Hashable {
        /// It has never been sent, or is known not to have been carried out.
        case begin
        /// It was sent at some time, and nobody knows whether it was carried out. No more time has passed since its intent;
        /// nil where nobody knows how much.
        case resume(sinceIntent: Duration?)
        case gotTurn
        case intended
        /// Others have made all of it meanwhile, so there is nothing to send.
        case nothingLeft
        /// So much time has passed since the intent that it is not sent.
        case cameTooLate
        case sent(SendOutcome, sinceIntent: Duration)
        case resolved
        case looked(Finding)
    }

    /// What looking found.
    package enum Finding: Sendable, Hashable {
        /// All of it was carried out.
        case everything
        /// A part of it was carried out.
        case part
        /// None of it was.
        case nothing
        /// It cannot be told.
        case unclear
        /// Reading failed.
        case failed
    }

    /// How it ended.
    package enum Ending: Sendable, Hashable {
        case done
        case rejected
        /// Not carried out, and not sent again for now.
        case notMade
        /// Nobody knows, and nothing more is tried for now.
        case unknown
        case review
    }

    private enum State: Sendable, Hashable {
        case idle
        case waitingForTurn
        case intending
        case sending
        /// What is to be done once it is committed.
        case resolving(Action)
        case looking
        case finished
    }

    private let repetition: Repetition
    private let timing: Timing
    private var state = State.idle
    private var sends = 0
    private var looks = 0
    private var lateSends = 0
    private var renewals = 0
    /// Whether an earlier sending may have been carried out.
    package private(set) var mayBeDone = false
    /// Whether it was sent again after a sending that nobody knew the outcome of, so that a later look is due.
    package private(set) var wasSentAgain = false
    private var wasUnknown = false
    /// Whether a part is known to have been carried out: then it must never be sent as a whole again.
    private var isPartlyDone = false
    /// Whether it was refused because one of its kind is under way.
    private var isOccupied = false
    /// Whether it is too late to send it once more.
    private var isTooOld = false

    package init(_ repetition: Repetition, timing: Timing) {
        self.repetition = repetition
        self.timing = timing
    }

    package mutating func next(_ event: Event) -> Action {
        switch (state, event) {
        case (.idle, .begin): return takeTurn(after: .zero)
        case (.idle, .resume(let time)):
            mayBeDone = true
            wasUnknown = true
            return settle(sinceIntent: time, pause: .zero)
        case (.waitingForTurn, .gotTurn):
            state = .intending
            return .intend
        case (.intending, .intended):
            state = .sending
            sends += 1
            wasSentAgain = wasUnknown
            return .send
        case (.intending, .nothingLeft): return resolve(.done, then: .finish(.done))
        case (.waitingForTurn, .cameTooLate): return noLongerRefused()
        case (.sending, .cameTooLate): return late()
        case (.sending, .sent(let outcome, let time)): return sent(outcome, sinceIntent: time)
        case (.resolving(let action), .resolved): return follow(action)
        case (.looking, .looked(let finding)): return looked(finding)
        // Told something that cannot have happened: stop rather than send.
        default: return finish(stop)
        }
    }

    // MARK: After a sending

    private mutating func late() -> Action {
        sends -= 1
        lateSends += 1
        return resolve(open, then: lateSends < timing.attempts ? .takeTurn(after: .zero) : .finish(stop))
    }

    /// A second sending would be carried out, even if the first one was: a checkin may be over, which can be looked for.
    private mutating func noLongerRefused() -> Action {
        guard repetition == .exclusive else { return resolve(.review, then: .finish(.review)) }
        isTooOld = true
        return follow(.look(sinceIntent: .zero, pause: .zero))
    }

    private mutating func sent(_ outcome: SendOutcome, sinceIntent time: Duration) -> Action {
        switch outcome {
        case .done, .doneBefore: return resolve(.done, then: .finish(.done))
        case .rejected: return rejected()
        case .occupied:
            isOccupied = true
            return resolve(.unknown, then: .look(sinceIntent: .zero, pause: .zero))
        case .notApplied(let remedy): return notApplied(remedy)
        case .unknown(let retryAfter):
            mayBeDone = true
            wasUnknown = true
            return resolve(.unknown, then: afterUnknown(retryAfter, sinceIntent: time))
        }
    }

    private func afterUnknown(_ retryAfter: Duration?, sinceIntent time: Duration) -> Action {
        switch repetition {
        // Looking needs nothing of Trakt but that it can be read.
        case .addsPlays, .creates: settling(sinceIntent: time, pause: .zero)
        case .exclusive: pause(retryAfter).map { .takeTurn(after: $0) } ?? .finish(.unknown)
        case .harmless, .removesPlays, .guarded, .signsIn:
            pause(retryAfter).map { settling(sinceIntent: time, pause: $0) } ?? .finish(.unknown)
        }
    }

    /// What the journal says of it while it is not sent.
    private var open: EffectState { mayBeDone || isPartlyDone ? .unknown : .retry }

    private var stop: Ending { open == .retry ? .notMade : .unknown }

    private mutating func rejected() -> Action {
        // What refuses the second sending may be that the first one was carried out: a full list, for example.
        guard !mayBeDone else { return resolve(.review, then: .finish(.review)) }
        return resolve(.rejected, then: .finish(.rejected))
    }

    private mutating func notApplied(_ remedy: SendOutcome.Remedy) -> Action {
        if remedy == .newToken { renewals += 1 }
        guard remedy != .none, renewals < 2, sends < timing.attempts else {
            return resolve(open, then: .finish(stop))
        }
        return resolve(open, then: .takeTurn(after: remedy == .pause ? timing.pause(after: sends) : .zero))
    }

    /// The pause before the next attempt; nil where it is not worth waiting.
    private func pause(_ retryAfter: Duration?) -> Duration? {
        guard sends < timing.attempts else { return nil }
        let pause = max(timing.pause(after: sends), retryAfter ?? .zero)
        return pause <= timing.longestPause ? pause : nil
    }

    // MARK: Settling

    private mutating func settle(sinceIntent time: Duration?, pause: Duration) -> Action {
        isTooOld = repetition == .exclusive && time.map { $0 < timing.guarded } != true
        let action = settling(sinceIntent: time, pause: pause)
        // Nothing of this is committed yet that has to be: who looks or sends again does that.
        return follow(action)
    }

    private func settling(sinceIntent time: Duration?, pause: Duration) -> Action {
        switch repetition {
        case .harmless, .removesPlays: .takeTurn(after: pause)
        case .guarded: time.map { $0 + pause < timing.guarded } == true ? .takeTurn(after: pause) : .resolve(.review)
        case .addsPlays, .creates, .exclusive: .look(sinceIntent: timing.settling, pause: .zero)
        case .signsIn: .resolve(.review)
        }
    }

    private mutating func looked(_ finding: Finding) -> Action {
        switch finding {
        case .everything: return resolve(.done, then: .finish(.done))
        case .nothing where isOccupied: return stillOccupied()
        case .nothing where isTooOld: return resolve(.review, then: .finish(.review))
        case .part, .nothing:
            // What is missing now was not carried out, as long as settling took long enough.
            mayBeDone = false
            isPartlyDone = finding == .part
            guard sends < timing.attempts else { return resolve(open, then: .finish(stop)) }
            return takeTurn(after: .zero)
        case .unclear: return resolve(.review, then: .finish(.review))
        case .failed:
            looks += 1
            guard looks < timing.attempts else { return finish(.unknown) }
            state = .looking
            return .look(sinceIntent: timing.settling, pause: timing.pause(after: looks))
        }
    }

    /// Another one is under way. The earlier sending may still come to be, until it has settled.
    private mutating func stillOccupied() -> Action {
        guard mayBeDone else { return resolve(.rejected, then: .finish(.rejected)) }
        mayBeDone = false
        return follow(.look(sinceIntent: timing.settling, pause: .zero))
    }

    // MARK: Moving on

    private mutating func takeTurn(after pause: Duration) -> Action { follow(.takeTurn(after: pause)) }

    private mutating func resolve(_ outcome: EffectState, then action: Action) -> Action {
        // A resolution that follows another one, such as review after unknown, is committed alone.
        if case .resolve(let other) = action { return resolve(other, then: .finish(.review)) }
        state = .resolving(action)
        return .resolve(outcome)
    }

    private mutating func finish(_ ending: Ending) -> Action { follow(.finish(ending)) }

    private mutating func follow(_ action: Action) -> Action {
        switch action {
        case .takeTurn: state = .waitingForTurn
        case .intend: state = .intending
        case .send: state = .sending
        case .look: state = .looking
        case .finish: state = .finished
        case .resolve(let outcome): return resolve(outcome, then: .finish(.review))
        }
        return action
    }
}

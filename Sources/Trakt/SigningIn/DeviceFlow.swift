/// What to show to somebody who signs in on another device.
public struct DeviceCode: Sendable, Hashable {
    /// The app's side of the code; asked about until it is approved.
    public let device: Secret
    /// What the person types, usually eight characters.
    public let user: String
    /// Where the person types it.
    public let verificationURL: String
    /// How long the code is good for.
    public let lifetime: Duration
    /// How long to wait between two questions.
    public let interval: Duration

    public init(device: Secret, user: String, verificationURL: String, lifetime: Duration, interval: Duration) {
        self.device = device
        self.user = user
        self.verificationURL = verificationURL
        self.lifetime = lifetime
        self.interval = interval
    }

    /// Reads `{device_code, user_code, verification_url, expires_in, interval}`; nil when a code is missing.
    public init?(answer: JSONValue) {
        guard let device = answer["device_code"]?.string, let user = answer["user_code"]?.string,
            let url = answer["verification_url"]?.string
        else { return nil }
        func seconds(_ name: String, default standard: Int64, in range: ClosedRange<Int64>) -> Duration {
            let value = answer[name]?.integer ?? standard
            return .seconds(min(max(value, range.lowerBound), range.upperBound))
        }
        self.init(
            device: Secret(device), user: user, verificationURL: url,
            lifetime: seconds("expires_in", default: 600, in: 1...86_400),
            interval: seconds("interval", default: 5, in: 1...600))
    }

    /// The address with the code in it, which spares the typing.
    public var directURL: String {
        (verificationURL.hasSuffix("/") ? verificationURL : verificationURL + "/") + PercentEncoding.encode(user)
    }
}

/// Signing in on another device, as decisions: when to ask Trakt again, and what its answers mean. Does nothing itself.
///
/// Instants are durations since any fixed start, handed in by the caller.
public struct DeviceFlow: Sendable {
    /// What to do next.
    public enum Action: Sendable, Hashable {
        /// Sleep until this instant, then call ``DeviceFlow/awake(at:)``.
        case wait(until: Duration)
        /// Ask Trakt about the code, then call ``DeviceFlow/received(_:at:)``.
        case ask
        case end(Outcome)
    }

    /// How it ended.
    public enum Outcome: Sendable, Hashable {
        case approved(Tokens)
        /// 418.
        case denied
        /// 410, or nobody approved it in time.
        case expired
        /// 404.
        case unknownCode
        /// 409: somebody has the tokens already.
        case alreadyUsed
        /// 409 after a question whose answer never came: the tokens were in that answer.
        case answerLost
        /// Anything that asking again does not mend.
        case failed(TraktError)
    }

    /// What one question about the code brought.
    public enum Answer: Sendable, Hashable {
        case approved(Tokens)
        /// 400.
        case pending
        case unknownCode
        case alreadyUsed
        case expired
        case denied
        /// 429, with the pause Trakt asked for.
        case tooFast(retryAfter: Duration?)
        /// Nothing arrived there; harmless to ask again.
        case unreachable(TraktError)
        /// It may have arrived, and no usable answer came back.
        case unanswered(TraktError)
        case refused(TraktError)
    }

    private enum State: Sendable {
        case waiting
        case asking
        case ended(Outcome)
    }

    private let deadline: Duration
    private var interval: Duration
    /// Beyond the interval, after connections that failed.
    private var patience = Duration.zero
    private var lostAnAnswer = false
    private var state = State.waiting

    /// A flow whose code was received at this instant.
    public init(_ code: DeviceCode, at now: Duration) {
        deadline = now + code.lifetime
        interval = code.interval
    }

    /// The first thing to do.
    public mutating func begin(at now: Duration) -> Action { pause(from: now) }

    /// The wait is over.
    public mutating func awake(at now: Duration) -> Action {
        if case .ended(let outcome) = state { return .end(outcome) }
        state = .asking
        return .ask
    }

    /// An answer came, or will not come.
    public mutating func received(_ answer: Answer, at now: Duration) -> Action {
        if case .ended(let outcome) = state { return .end(outcome) }
        switch answer {
        case .approved(let tokens): return end(.approved(tokens))
        case .denied: return end(.denied)
        case .expired: return end(.expired)
        case .unknownCode: return end(.unknownCode)
        case .alreadyUsed: return end(lostAnAnswer ? .answerLost : .alreadyUsed)
        case .refused(let error): return end(.failed(error))
        case .pending: patience = .zero
        case .tooFast(let wait):
            // Five seconds more each time, as RFC 8628 (section 3.5) has it, or what Trakt asks for.
            interval = max(interval + .seconds(5), wait ?? .zero)
            patience = .zero
        case .unreachable: loosePatience()
        case .unanswered:
            lostAnAnswer = true
            loosePatience()
        }
        return pause(from: now)
    }

    /// A network that is down is asked less and less often, up to twice a minute.
    private mutating func loosePatience() {
        patience = min(max(patience * 2, interval), .seconds(30))
    }

    private mutating func pause(from now: Duration) -> Action {
        guard now < deadline else { return end(.expired) }
        state = .waiting
        // One question at the very end, however long the pause should be, for those who approve at the last moment.
        return .wait(until: min(now + interval + patience, deadline))
    }

    private mutating func end(_ outcome: Outcome) -> Action {
        state = .ended(outcome)
        return .end(outcome)
    }
}

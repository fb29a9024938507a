/// When a failed call is tried again. Only what is safe to repeat is repeated: reads, and writes that certainly did
/// not happen.
public struct RetryPolicy: Sendable, Hashable {
    /// What to do after a failure.
    public enum Next: Sendable, Hashable {
        case giveUp
        case again(after: Duration)
    }

    /// How often a call is sent at most.
    public var attempts: Int
    /// The pause before the second attempt; it doubles every time.
    public var firstPause: Duration
    public var longestPause: Duration

    public init(attempts: Int = 4, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(30)) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// Decides after a failed attempt; the first is 1. `random` from 0 up to 1 spreads the pauses of many callers.
    public func next(after error: TraktError, attempt: Int, random: Double) -> Next {
        guard attempt < attempts, isSafe(error) else { return .giveUp }
        switch error.failure {
        // The limiter holds the next attempt up for as long as it takes.
        case .rateLimited: return .again(after: .zero)
        case .unavailable(_, let wait?) where wait > longestPause: return .giveUp
        case .unavailable(_, let wait?): return .again(after: wait)
        default: break
        }
        let doubled = firstPause * (1 << min(attempt - 1, 16))
        let pause = min(doubled, longestPause)
        return .again(after: pause / 2 + pause / 2 * random)
    }

    private func isSafe(_ error: TraktError) -> Bool {
        switch error.failure {
        case .rateLimited, .notSent: true
        case .outcomeUnknown, .serverError, .unavailable, .cloudflareError: !error.isWrite
        case .malformedAnswer(_, _, let isCut): isCut && !error.isWrite
        default: false
        }
    }
}

/// When the next call may go. Counts calls the way Trakt does: reads and writes of each account, and reads without an
/// account for the whole app.
///
/// A value without a clock: instants are durations since any fixed start, handed in by the caller.
public struct RateLimits: Sendable {
    /// So many calls in any span of this length.
    public struct Limit: Sendable, Hashable {
        public let calls: Int
        public let period: Duration

        /// A limit that lets at least one call through.
        public init(calls: Int, period: Duration) {
            self.calls = max(1, calls)
            self.period = max(.zero, period)
        }
    }

    /// The limits to begin with. Trakt's answers may teach others.
    public struct Settings: Sendable, Hashable {
        /// POST, PUT and DELETE of one account.
        public var writes: Limit
        /// GET of one account.
        public var reads: Limit
        /// GET without an account.
        public var readsWithoutAccount: Limit
        /// How long everything stops when Cloudflare refuses calls without saying for how long.
        public var blockedPause: Duration
        /// How much of an account's reads is not used but left to the user's other apps, in percent from 0 to 90.
        /// Trakt counts the reads of all apps together.
        public var readsLeftForOthers: Int

        public init(
            writes: Limit = Limit(calls: 1, period: .seconds(1)),
            reads: Limit = Limit(calls: 1000, period: .seconds(300)),
            readsWithoutAccount: Limit = Limit(calls: 1000, period: .seconds(300)),
            blockedPause: Duration = .seconds(60),
            readsLeftForOthers: Int = 0
        ) {
            self.writes = writes
            self.reads = reads
            self.readsWithoutAccount = readsWithoutAccount
            self.blockedPause = blockedPause
            self.readsLeftForOthers = min(max(0, readsLeftForOthers), 90)
        }
    }

    /// What is counted together.
    public enum Bucket: Sendable, Hashable {
        case writes(account: String)
        case reads(account: String)
        case application
    }

    /// The answer to somebody who wants to call.
    public enum Decision: Sendable, Hashable {
        /// Go; it has been counted.
        case go
        /// Not before this instant. It has not been counted: ask again.
        case wait(until: Duration)
    }

    private struct Window: Sendable {
        var limit: Limit
        /// When the last calls went, oldest first, never more than the limit.
        var granted: [Duration] = []
        var closedUntil: Duration = .zero
    }

    private let settings: Settings
    private var windows: [Bucket: Window] = [:]
    private var everythingStopsUntil: Duration = .zero

    public init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    /// Asks for one call at an instant.
    public mutating func ask(_ bucket: Bucket, at now: Duration) -> Decision {
        var window = windows[bucket] ?? Window(limit: limit(of: bucket))
        let closed = max(everythingStopsUntil, window.closedUntil)
        guard closed <= now else { return .wait(until: closed) }
        window.granted.removeAll { $0 + window.limit.period <= now }
        defer { windows[bucket] = window }
        guard window.granted.count >= window.limit.calls else {
            window.granted.append(now)
            return .go
        }
        // As many of the oldest as are over the limit have to leave the window.
        let last = window.granted[window.granted.count - window.limit.calls]
        return .wait(until: last + window.limit.period)
    }

    /// When a call goes at the earliest if so many others go first. Nothing is counted.
    public func earliest(_ bucket: Bucket, after others: Int, at now: Duration) -> Duration {
        let window = windows[bucket] ?? Window(limit: limit(of: bucket))
        let start = max(now, everythingStopsUntil, window.closedUntil)
        let counted = window.granted.filter { $0 + window.limit.period > start }
        // Every call goes one period after the one that stands as many places before it as the limit counts calls.
        var place = counted.count + others
        var periods = 0
        while place >= counted.count {
            place -= window.limit.calls
            periods += 1
        }
        if place >= 0 { return counted[place] + window.limit.period * periods }
        return start + window.limit.period * (periods - 1)
    }

    /// Trakt refused a call with 429. Nothing of this bucket goes before `retryAfter` is over; without it, before one
    /// period is. A limit that the answer named replaces the one known.
    public mutating func refused(
        _ bucket: Bucket, at now: Duration, retryAfter: Duration?, learning learned: Limit? = nil
    ) {
        var window = windows[bucket] ?? Window(limit: limit(of: bucket))
        if let learned, learned.period > .zero { window.limit = ours(learned, bucket) }
        window.closedUntil = max(window.closedUntil, now + (retryAfter ?? window.limit.period))
        windows[bucket] = window
    }

    /// Cloudflare refused a call. Nothing at all goes for this long, or for the configured pause.
    public mutating func blocked(at now: Duration, retryAfter: Duration?) {
        everythingStopsUntil = max(everythingStopsUntil, now + (retryAfter ?? settings.blockedPause))
    }

    /// The limit a bucket has now.
    public func limit(of bucket: Bucket) -> Limit {
        if let window = windows[bucket] { return window.limit }
        return switch bucket {
        case .writes: settings.writes
        case .reads: ours(settings.reads, bucket)
        case .application: settings.readsWithoutAccount
        }
    }

    /// How many calls of a bucket count at an instant.
    func counted(_ bucket: Bucket, at now: Duration) -> Int {
        guard let window = windows[bucket] else { return 0 }
        return window.granted.count { $0 + window.limit.period > now }
    }

    /// Our part of a limit that Trakt sets to all apps of an account together.
    private func ours(_ limit: Limit, _ bucket: Bucket) -> Limit {
        guard case .reads = bucket else { return limit }
        return Limit(calls: limit.calls * (100 - settings.readsLeftForOthers) / 100, period: limit.period)
    }
}

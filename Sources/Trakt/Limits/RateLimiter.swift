/// Lets calls through one after the other as ``RateLimits`` allows, in the order they came. Shared by all clients that
/// call from one address with one app.
public actor RateLimiter {
    /// Why a call does not get its turn.
    public enum Refusal: Error, Sendable, Hashable {
        /// The task was cancelled while it waited; its place went to the next.
        case cancelled
        /// It would have to wait longer than the caller is willing to.
        case tooLong(Duration)
    }

    /// The accounts that Trakt locked, for all clients that share this limiter.
    nonisolated let stopped = StoppedAccounts()

    private var limits: RateLimits
    private let stopwatch: Stopwatch
    private var queues: [RateLimits.Bucket: [Int]] = [:]
    private var parked: [Int: CheckedContinuation<Void, Never>] = [:]
    private var lastTicket = 0

    /// A limiter that waits by this clock.
    public init(
        _ settings: RateLimits.Settings = RateLimits.Settings(), clock: any Clock<Duration> = ContinuousClock()
    ) {
        limits = RateLimits(settings)
        stopwatch = Stopwatch(clock)
    }

    /// Waits for the turn of one call. The turn is counted when this returns. Whoever would have to wait longer than
    /// they want, with those that came first, is told as soon as that is known.
    public func turn(for bucket: RateLimits.Bucket, longestWait: Duration) async throws(Refusal) {
        lastTicket += 1
        let ticket = lastTicket
        let arrival = stopwatch.now
        queues[bucket, default: []].append(ticket)
        defer { leave(ticket, bucket) }
        while true {
            guard !Task.isCancelled else { throw .cancelled }
            let ahead = queues[bucket]?.firstIndex(of: ticket) ?? 0
            let now = stopwatch.now
            let earliest = limits.earliest(bucket, after: ahead, at: now)
            guard earliest - arrival <= longestWait else { throw .tooLong(earliest - now) }
            guard ahead == 0 else {
                await park(ticket)
                continue
            }
            guard case .wait(let instant) = limits.ask(bucket, at: now) else { return }
            do { try await stopwatch.sleep(until: instant) } catch { throw .cancelled }
        }
    }

    /// Takes note of a 429 from Trakt.
    func refused(_ bucket: RateLimits.Bucket, retryAfter: Duration?, learning limit: RateLimits.Limit?) {
        limits.refused(bucket, at: stopwatch.now, retryAfter: retryAfter, learning: limit)
        for ticket in queues[bucket] ?? [] { wake(ticket) }
    }

    /// Takes note of a 429 from Cloudflare.
    func blocked(retryAfter: Duration?) {
        limits.blocked(at: stopwatch.now, retryAfter: retryAfter)
        for ticket in Array(parked.keys) { wake(ticket) }
    }

    /// How many calls of a bucket count now, and what its limit is.
    package func usage(of bucket: RateLimits.Bucket) -> (counted: Int, limit: RateLimits.Limit) {
        (limits.counted(bucket, at: stopwatch.now), limits.limit(of: bucket))
    }

    /// How many calls wait for a turn in this bucket.
    func waiting(for bucket: RateLimits.Bucket) -> Int { queues[bucket]?.count ?? 0 }

    private func park(_ ticket: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // The handler may have run before there was anything to wake.
                if Task.isCancelled { continuation.resume() } else { parked[ticket] = continuation }
            }
        } onCancel: {
            Task { await self.wake(ticket) }
        }
    }

    /// Lets a call that waits look again whether it is first, or whether it waits too long.
    private func wake(_ ticket: Int) {
        parked.removeValue(forKey: ticket)?.resume()
    }

    private func leave(_ ticket: Int, _ bucket: RateLimits.Bucket) {
        queues[bucket]?.removeAll { $0 == ticket }
        if let next = queues[bucket]?.first { wake(next) } else { queues[bucket] = nil }
    }
}

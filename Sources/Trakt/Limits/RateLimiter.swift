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

    /// Waits for the turn of one call. The turn is counted when this returns.
    public func turn(for bucket: RateLimits.Bucket, longestWait: Duration) async throws(Refusal) {
        lastTicket += 1
        let ticket = lastTicket
        queues[bucket, default: []].append(ticket)
        defer { leave(ticket, bucket) }
        while true {
            guard !Task.isCancelled else { throw .cancelled }
            guard queues[bucket]?.first == ticket else {
                await park(ticket)
                continue
            }
            guard case .wait(let instant) = limits.ask(bucket, at: stopwatch.now) else { return }
            let wait = instant - stopwatch.now
            guard wait <= longestWait else { throw .tooLong(wait) }
            do { try await stopwatch.sleep(until: instant) } catch { throw .cancelled }
        }
    }

    /// Takes note of a 429 from Trakt.
    func refused(_ bucket: RateLimits.Bucket, retryAfter: Duration?, learning limit: RateLimits.Limit?) {
        limits.refused(bucket, at: stopwatch.now, retryAfter: retryAfter, learning: limit)
    }

    /// Takes note of a 429 from Cloudflare.
    func blocked(retryAfter: Duration?) {
        limits.blocked(at: stopwatch.now, retryAfter: retryAfter)
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

    private func wake(_ ticket: Int) {
        parked.removeValue(forKey: ticket)?.resume()
    }

    private func leave(_ ticket: Int, _ bucket: RateLimits.Bucket) {
        queues[bucket]?.removeAll { $0 == ticket }
        if let next = queues[bucket]?.first { wake(next) } else { queues[bucket] = nil }
    }
}

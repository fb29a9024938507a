public import Logging

/// Sends calls to Trakt: with the right headers, no faster than allowed, again where that is safe, and with a clear
/// word about what went wrong. Copies share limits and stops.
public struct Client: Sendable {
    public let configuration: Configuration
    private let transport: any Transport
    let limiter: RateLimiter
    private let stopped: StoppedAccounts
    private let stopwatch: Stopwatch
    private let random: @Sendable () -> Double
    private let logger: Logger

    /// A client of one account, or of none.
    ///
    /// Clients of several accounts share `limiter`, because the app's limit and Cloudflare's stops are common to them; so is
    /// an account's being locked to several clients of it.
    public init(
        configuration: Configuration,
        transport: any Transport,
        limiter: RateLimiter? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        logger: Logger = Logger(label: "trakt")
    ) {
        self.configuration = configuration
        self.transport = transport
        self.limiter = limiter ?? RateLimiter(configuration.limits, clock: clock)
        self.stopped = self.limiter.stopped
        self.stopwatch = Stopwatch(clock)
        self.random = random
        self.logger = logger
    }

    /// Sends a call and waits for its answer, trying again where ``RetryPolicy`` allows.
    public func send(_ call: Call) async throws(TraktError) -> Answer {
        var attempt = 1
        while true {
            do {
                return try await sendOnce(call)
            } catch {
                guard
                    case .again(let pause) = configuration.retries.next(
                        after: error, attempt: attempt, random: random())
                else { throw error }
                logger.notice(
                    "Trying a call again",
                    metadata: ["endpoint": "\(call.endpoint.id)", "reason": "\(error.kind)", "attempt": "\(attempt)"])
                if pause > .zero {
                    // Cancelled while pausing: what the last attempt met is the better story.
                    do { try await stopwatch.sleep(for: pause) } catch _ { throw error }
                }
                attempt += 1
            }
        }
    }

    private func sendOnce(_ call: Call) async throws(TraktError) -> Answer {
        let turn = try await turn(for: call)
        do {
            return try await answer(to: call, in: turn)
        } catch {
            // A call that was refused for its token was not carried out, so a write may be sent again too.
            guard error.failure == .unauthorized else { throw error }
            let other = try await self.turn(for: call, after: error, in: turn)
            do { return try await answer(to: call, in: other) } catch {
                throw error.failure == .unauthorized ? error.withFreshToken(call.endpoint) : error
            }
        }
    }

    private func answer(to call: Call, in turn: Turn) async throws(TraktError) -> Answer {
        let response = try await sendOnce(call, in: turn)
        if let error = TraktError(response, to: call.endpoint) { throw error }
        return try Answer(of: call, response)
    }

    func refuseIfStopped(_ call: Call) throws(TraktError) {
        guard stopped.contains(configuration.account) else { return }
        throw TraktError(.accountStopped, endpoint: call.endpoint)
    }

    func exchange(_ call: Call, token: String?) async throws(TraktError) -> TransportResponse {
        let started = stopwatch.now
        do {
            let response = try await transport.send(request(for: call, token: token))
            logger.debug(
                "Called Trakt",
                metadata: [
                    "call": "\(call.endpoint.method.rawValue) \(call.target)", "status": "\(response.status)",
                    "took": "\(stopwatch.now - started)",
                ])
            return response
        } catch {
            logger.debug(
                "Got no answer",
                metadata: ["call": "\(call.endpoint.method.rawValue) \(call.target)", "reason": "\(error)"])
            switch error {
            // A read that its caller gave up has no outcome worth knowing.
            case .outcomeUnknown where Task.isCancelled && !call.isWrite:
                throw TraktError(.cancelled, endpoint: call.endpoint)
            default: throw TraktError(error, to: call.endpoint)
            }
        }
    }

    private func request(for call: Call, token: String?) -> TransportRequest {
        var headers = Headers.traktDefaults(clientID: configuration.clientID, userAgent: configuration.userAgent)
        if let token { headers["Authorization"] = "Bearer \(token)" }
        let url = call.endpoint.host == .auth ? configuration.authURL : configuration.apiURL
        return TransportRequest(
            method: call.endpoint.method, url: url + call.target, headers: headers, body: call.body,
            timeout: configuration.timeout)
    }

    /// What one refusal means for all calls that follow.
    func learn(
        from error: TraktError, _ response: TransportResponse, _ bucket: RateLimits.Bucket
    ) async {
        switch error.failure {
        case .locked:
            logger.error("Trakt locked the account", metadata: ["account": "\(configuration.account)"])
            stopped.stop(configuration.account)
        case .rateLimited(let wait, everything: true):
            logger.warning("Cloudflare stopped all calls", metadata: ["retry_after": "\(wait.map { "\($0)" } ?? "-")"])
            await limiter.blocked(retryAfter: wait)
        case .rateLimited(let wait, everything: false):
            let limit = RateLimits.Limit(header: response.headers["X-Ratelimit"])
            logger.warning("Trakt asks to call less often", metadata: ["retry_after": "\(wait.map { "\($0)" } ?? "-")"])
            await limiter.refused(bucket, retryAfter: wait, learning: limit)
        default: break
        }
    }
}

/// The right to send one call now: the rate limit has let it through, and its token is at hand.
package struct Turn: Sendable {
    let token: String?
    let bucket: RateLimits.Bucket
}

extension Client {
    /// How many of this account's reads count now, and how many Trakt allows.
    package var readUsage: (counted: Int, limit: RateLimits.Limit) {
        get async { await limiter.usage(of: .reads(account: configuration.account)) }
    }

    /// Waits until a call may be sent. Whoever has to note something before sending does so afterwards, so that nothing
    /// comes between the note and the sending.
    package func turn(for call: Call) async throws(TraktError) -> Turn {
        try refuseIfStopped(call)
        let token = try await token(for: call) { () async throws(RefreshError) in
            try await configuration.tokens.accessToken()
        }
        return try await turn(for: call, token: token)
    }

    /// Waits for another turn, with another token than the one that was refused. Throws what the refusal means where there
    /// is no other.
    package func turn(
        for call: Call, after refusal: TraktError, in refused: Turn
    ) async throws(TraktError) -> Turn {
        guard let token = refused.token else { throw refusal }
        try refuseIfStopped(call)
        let other = try await self.token(for: call) { () async throws(RefreshError) in
            try await configuration.tokens.accessToken(insteadOf: token)
        }
        guard let other else { throw refusal }
        guard other != token else { throw refusal.withFreshToken(call.endpoint) }
        return try await turn(for: call, token: other)
    }

    /// Sends a call exactly once and gives what came back, whatever its status. Throws where nothing did.
    package func sendOnce(_ call: Call, in turn: Turn) async throws(TraktError) -> TransportResponse {
        // Another call may have met the lock while this one waited.
        try refuseIfStopped(call)
        let response = try await exchange(call, token: turn.token)
        if let error = TraktError(response, to: call.endpoint) { await learn(from: error, response, turn.bucket) }
        return response
    }

    private func turn(for call: Call, token: String?) async throws(TraktError) -> Turn {
        guard token != nil || call.endpoint.authorization != .required else {
            throw TraktError(.signedOut, endpoint: call.endpoint)
        }
        let bucket = RateLimits.Bucket(call, account: token == nil ? nil : configuration.account)
        do {
            try await limiter.turn(for: bucket, longestWait: configuration.longestWait)
        } catch {
            switch error {
            case .cancelled: throw TraktError(.cancelled, endpoint: call.endpoint)
            case .tooLong(let wait): throw TraktError(.waitTooLong(wait), endpoint: call.endpoint)
            }
        }
        return Turn(token: token, bucket: bucket)
    }

    /// Nobody's token goes with a call of the auth address.
    private func token(
        for call: Call, _ ask: () async throws(RefreshError) -> String?
    ) async throws(TraktError) -> String? {
        guard call.endpoint.host == .api else { return nil }
        do { return try await ask() } catch { throw TraktError(.noToken(error), endpoint: call.endpoint) }
    }
}

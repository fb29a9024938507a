package import Trakt

/// A sending that nobody knew the outcome of. Whatever became of its write since, what was sent may take effect until it
/// has settled.
package struct Doubt: Sendable, Hashable {
    package let effect: EffectID
    package let request: EffectRequest
    /// When its intent was made.
    package let moment: Moment

    package init(effect: EffectID, request: EffectRequest, moment: Moment) {
        self.effect = effect
        self.request = request
        self.moment = moment
    }
}

extension EffectSender {
    /// Waits for what may still take effect and crosses this call. Before anything is read, because what is to be settled
    /// changes what is read, too.
    ///
    /// - Parameter own: the write itself, which waits for nothing of its own.
    package func waitForDoubts(before call: Call, except own: EffectID? = nil) async throws {
        let request = EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body)
        while let rest = try await rest(of: request, except: own) {
            try await sleep(rest, for: call)
        }
    }

    /// How long the last of what it crosses still needs.
    private func rest(of request: EffectRequest, except own: EffectID?) async throws -> Duration? {
        let (moment, settling) = (clock.moment, timing.settling)
        let doubts = try await journal { () async throws(StoreError) in
            try await store.doubts(account: account, at: moment, within: settling)
        }
        return doubts.filter { $0.effect != own && Crossing.isPossible($0.request, request) }
            .map { settling - moment.elapsed(since: $0.moment) }.filter { $0 > .zero }.max()
    }
}

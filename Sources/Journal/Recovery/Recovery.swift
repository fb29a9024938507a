package import Trakt

/// Puts in order what a process that died, or a run that failed, left unsettled.
package struct Recovery: Sendable {
    private let store: any JournalStore
    private let owns: @Sendable (RunRecord) -> Bool
    private let sender: @Sendable (Claim, RunRecord) async -> EffectSender?

    /// - Parameters:
    ///   - owns: whose runs these are. Those of other accounts are left alone: nobody here could look for them.
    ///   - sender: who writes for a run that was taken over.
    package init(
        store: any JournalStore, of owns: @escaping @Sendable (RunRecord) -> Bool = { _ in true },
        sender: @escaping @Sendable (Claim, RunRecord) async -> EffectSender?
    ) {
        self.store = store
        self.owns = owns
        self.sender = sender
    }

    /// Looks what became of every unsettled write of a run that is about to go on. What looking does not settle is
    /// settled when the script asks for it again.
    package func settle(beforeResuming sender: EffectSender) async throws -> [EffectState] {
        var states: [EffectState] = []
        for record in try await store.effects(of: sender.claim.run) where [.intent, .unknown].contains(record.state) {
            states.append(try await sender.settle(record, isOver: false))
        }
        return states
    }

    /// Settles the writes of runs that are over. Their scripts do not run again, so nothing is sent that is not harmless
    /// to send, and what was not made stays so.
    package func settleEndedRuns() async throws -> [EffectState] {
        var states: [EffectState] = []
        let runs = Set(try await store.effects(in: [.intent, .unknown]).map(\.run))
        for id in runs.sorted() {
            guard let run = try await store.run(id), run.state != .running, owns(run) else { continue }
            let settled = try await EndedRun(store, run).take(by: sender) { sender in
                var states: [EffectState] = []
                for record in try await store.effects(of: id) where [.intent, .unknown].contains(record.state) {
                    states.append(try await sender.settle(record, isOver: true))
                }
                return states
            }
            states += settled ?? []
        }
        return states
    }

    /// What a person says of a write that looking did not settle.
    package enum Verdict: Sendable, Hashable {
        /// The change was made.
        case done
        /// It was not.
        case notMade
    }

    /// Takes a person's word for a write in review, of a run that is over. False where somebody has the run.
    ///
    /// - Parameter made: the thing that it made, as Trakt tells it now; nil for a write that makes none.
    package func settle(
        _ record: EffectRecord, as verdict: Verdict, made: JSONValue? = nil, note: String? = nil
    ) async throws -> Bool {
        guard let run = try await store.run(record.run) else { return false }
        let settled: Void? = try await EndedRun(store, run).take { claim in
            try await settle(record, as: verdict, made, note: note, claim)
        }
        return settled != nil
    }

    private func settle(
        _ record: EffectRecord, as verdict: Verdict, _ made: JSONValue?, note: String?, _ claim: Claim
    ) async throws {
        let endpoint = Catalogue.endpoint(named: record.effect.request.endpoint)
        switch verdict {
        case .notMade:
            try await store.resolve(record.id, EffectResolution(.retry, note: note), claim)
            guard !record.effect.plays.isEmpty else { return }
            try await store.forget(record.effect.plays, account: record.effect.account, claim)
        case .done:
            var response: EffectResponse?
            if let endpoint, let repetition = endpoint.repetition {
                let call = Call(record, endpoint)
                var write = Write(record, call: call, repetition)
                write.found = Set(record.effect.plays)
                write.made = made
                response = EffectResponse(write.wholeAnswer)
            }
            try await store.resolve(record.id, EffectResolution(.done, response: response, note: note), claim)
        }
    }
}

extension Call {
    /// What was asked of Trakt.
    init(_ record: EffectRecord, _ endpoint: Endpoint) {
        let request = record.effect.request
        self.init(endpoint: endpoint, target: request.target, body: request.body)
    }
}

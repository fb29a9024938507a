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

    /// Settles the writes of runs that are over. Nothing is sent that is not harmless to send, and what was not made stays
    /// so until somebody has the run go on.
    package func settleEndedRuns() async throws -> [EffectState] {
        var states: [EffectState] = []
        var problem: (any Error)?
        let runs = Set(try await store.effects(in: [.intent, .unknown]).map(\.run))
        for id in runs.sorted() {
            guard let run = try await store.run(id), run.state != .running, owns(run) else { continue }
            do {
                states += try await settle(run) ?? []
            } catch {
                // What is wrong with one run keeps no other from being put in order.
                problem = error
            }
        }
        if let problem { throw problem }
        return states
    }

    private func settle(_ run: RunRecord) async throws -> [EffectState]? {
        try await EndedRun(store, run).take(by: sender) { sender in
            var states: [EffectState] = []
            var problem: (any Error)?
            for record in try await store.effects(of: run.id) where [.intent, .unknown].contains(record.state) {
                do { states.append(try await sender.settle(record, canGoOn: run.state != .finished)) } catch {
                    // What is wrong with one write keeps no other from being put in order.
                    problem = error
                    if Task.isCancelled { break }
                }
            }
            if let problem { throw problem }
            return states
        }
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
    /// - Parameters:
    ///   - made: the thing that it made, as Trakt tells it now; nil for a write that makes none.
    ///   - moment: the moment at which somebody says so. What was sent shortly before may still take effect, whatever
    ///     anybody says.
    ///   - time: for how long.
    package func settle(
        _ record: EffectRecord, as verdict: Verdict, made: JSONValue? = nil, note: String? = nil,
        at moment: Moment = SystemClock().moment, settle time: Duration
    ) async throws -> Bool {
        guard let run = try await store.run(record.run) else { return false }
        let settled: Void? = try await EndedRun(store, run).take { claim in
            switch verdict {
            case .notMade:
                let isSettled = try await store.doubts(of: record.id).allSatisfy {
                    moment.elapsed(since: $0.moment) >= time
                }
                let resolution = EffectResolution(
                    .retry, note: note, gone: record.effect.plays, endsDoubts: isSettled)
                try await store.resolve(record.id, resolution, claim)
            case .done: try await settle(record, asDoneWith: made, note: note, claim)
            }
        }
        return settled != nil
    }

    private func settle(
        _ record: EffectRecord, asDoneWith made: JSONValue?, note: String?, _ claim: Claim
    ) async throws {
        var response: EffectResponse?
        if let endpoint = Catalogue.endpoint(named: record.effect.request.endpoint),
            let repetition = endpoint.repetition
        {
            var write = Write(record, call: Call(record, endpoint), repetition)
            write.found = Set(record.effect.plays)
            write.made = made
            response = EffectResponse(write.wholeAnswer)
        }
        try await store.resolve(record.id, EffectResolution(.done, response: response, note: note), claim)
    }
}

extension Call {
    /// What was asked of Trakt.
    init(_ record: EffectRecord, _ endpoint: Endpoint) {
        let request = record.effect.request
        self.init(endpoint: endpoint, target: request.target, body: request.body)
    }
}

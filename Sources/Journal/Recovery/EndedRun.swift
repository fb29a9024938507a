/// A run that is over and is taken over once more to put its effects in order; afterwards it is over as it was.
struct EndedRun: Sendable {
    private let store: any JournalStore
    private let run: RunRecord
    private let sender: @Sendable (Claim, RunRecord) async -> EffectSender?

    init(
        _ store: any JournalStore, _ run: RunRecord,
        _ sender: @escaping @Sendable (Claim, RunRecord) async -> EffectSender?
    ) {
        self.store = store
        self.run = run
        self.sender = sender
    }

    /// Nil where somebody has the run, or nobody is there to write for it.
    func take<Value>(_ body: (EffectSender) async throws -> Value) async throws -> Value? {
        guard run.state != .running, let claim = try await store.takeOver(run.id, forgettingFailures: false) else {
            return nil
        }
        let ending = RunEnding(state: run.state, report: run.report ?? [], output: run.output)
        do {
            let value = try await sender(claim, run).asyncMap(body)
            try await store.end(claim, ending)
            return value
        } catch {
            // Left under way it would be run again.
            try? await store.end(claim, ending)
            throw error
        }
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

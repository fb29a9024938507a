/// A run that is over and is taken over once more to put its effects in order; afterwards it is over as it was.
struct EndedRun: Sendable {
    private let store: any JournalStore
    private let run: RunRecord

    init(_ store: any JournalStore, _ run: RunRecord) {
        self.store = store
        self.run = run
    }

    /// Nil where somebody has the run, or nobody is there to write for it.
    func take<Value>(
        by sender: @Sendable (Claim, RunRecord) async -> EffectSender?,
        _ body: (EffectSender) async throws -> Value
    ) async throws -> Value? {
        let run = run
        return try await take { claim in
            guard let sender = await sender(claim, run) else { return nil }
            return try await body(sender)
        } ?? nil
    }

    /// Nil where somebody has the run.
    func take<Value>(_ body: (Claim) async throws -> Value) async throws -> Value? {
        guard run.state != .running, let claim = try await store.takeOver(run.id, forgettingFailures: false) else {
            return nil
        }
        let ending = RunEnding(state: run.state, report: run.report ?? [], output: run.output)
        do {
            let value = try await body(claim)
            try await store.end(claim, ending)
            return value
        } catch {
            // Left under way it would be run again.
            try? await store.end(claim, ending)
            throw error
        }
    }
}

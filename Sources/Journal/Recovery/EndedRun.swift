/// A run that is over, and whose effects are put in order. All the time it is over as it was.
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
        guard let claim = try await store.attend(run.id) else { return nil }
        do {
            let value = try await body(claim)
            try await store.giveBack(claim)
            return value
        } catch {
            // Others may try at once, not only when this process has ended.
            try? await store.giveBack(claim)
            throw error
        }
    }
}

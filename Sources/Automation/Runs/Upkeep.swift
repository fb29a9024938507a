package import Journal
internal import Trakt

/// What an account's journal is owed before anything new is begun: runs that died go on, writes that nobody knows the
/// outcome of are looked for, and what was sent twice gets its later look.
package struct Upkeep: Sendable {
    private let context: RunContext

    package init(in context: RunContext) {
        self.context = context
    }

    /// Of how many writes of runs that are over nobody knows the outcome.
    package func open() async throws(StoreError) -> Int {
        var query = RunQuery()
        query.isUnresolved = true
        return try await context.journal.runs(query).filter { $0.state != .running && context.owns($0) }
            .reduce(0) { $0 + $1.unresolved }
    }

    /// Settles what runs that are over left open, and takes the looks that are due. Answers what became of the writes.
    package func settle() async throws -> [EffectState] {
        let context = context
        let sender: @Sendable (Claim, RunRecord) async -> EffectSender? = { claim, record in
            context.sender(for: claim, now: record.run.now)
        }
        let settled: Result<[EffectState], any Error>
        do {
            settled = .success(
                try await Recovery(store: context.journal, of: context.owns, sender: sender).settleEndedRuns())
        } catch {
            // What cannot be settled keeps nothing from being looked at.
            settled = .failure(error)
        }
        _ = try await LaterLooks(store: context.journal, of: context.owns, sender: sender).perform()
        return try settled.get()
    }
}

package import Journal

/// A person's word for a write that looking did not settle.
package struct Settlement: Sendable {
    /// Somebody works on the run, so that its writes are not settled yet.
    package struct UnderWay: Error, Sendable, Hashable, CustomStringConvertible {
        package let run: RunID

        package var description: String { "run \(run) is under way in another process; try again when it has ended" }
    }

    private let journal: any JournalStore

    package init(_ journal: any JournalStore) {
        self.journal = journal
    }

    package func settle(_ effect: EffectRecord, asDone isDone: Bool) async throws {
        let word = isDone ? "A person said that it was made." : "A person said that it was not made."
        let settled = try await Recovery(store: journal) { _, _ in nil }
            .settle(effect, as: isDone ? .done : .notMade, note: word)
        guard settled else { throw UnderWay(run: effect.run) }
    }
}

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
        guard let run = try await journal.run(effect.run) else { return }
        guard let claim = try await journal.takeOver(run.id, forgettingFailures: false) else {
            throw UnderWay(run: run.id)
        }
        // The run ends as it had ended, also when the word could not be taken.
        let ending = RunEnding(
            state: run.state == .running ? .stopped : run.state, report: run.report ?? Array("{}".utf8),
            output: run.output)
        do {
            let word = isDone ? "A person said that it was made." : "A person said that it was not made."
            try await Recovery(store: journal) { _, _ in nil }
                .settle(effect, as: isDone ? .done : .notMade, note: word, claim)
        } catch {
            try await journal.end(claim, ending)
            throw error
        }
        try await journal.end(claim, ending)
    }
}

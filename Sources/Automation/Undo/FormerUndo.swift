package import Journal

/// Whether a run was taken back before.
package enum FormerUndo: Sendable, Hashable {
    case none
    /// This run took it back, to its end, and was not taken back itself.
    case whole(RunID)
    /// This run has begun to, and has made changes, and did not come to its end.
    case begun(RunID)

    package init(of run: RunRecord, in journal: any JournalStore) async throws {
        let runs = try await journal.runs(RunQuery()).filter { $0.run.server == run.run.server }
        self = try await Self.of(run.id, among: runs, journal)
    }

    private static func of(
        _ run: RunID, among runs: [RunRecord], _ journal: any JournalStore
    ) async throws -> FormerUndo {
        for undo in runs where undo.run.trigger == .undo(run) {
            // Taken back in turn, it is as if it had not been.
            if case .whole = try await of(undo.id, among: runs, journal) { continue }
            if undo.state == .finished { return .whole(undo.id) }
            let effects = try await journal.effects(of: undo.id)
            if effects.contains(where: { ![.rejected, .retry].contains($0.state) }) { return .begun(undo.id) }
        }
        return .none
    }
}

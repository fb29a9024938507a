internal import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func prune(_ retention: Retention) async throws(StoreError) -> Pruned? {
        let now = parameters.now().timeIntervalSince1970
        guard try await read({ try Pruning.isDue($0, now) }) else { return nil }
        let pruning = Pruning(retention, now: now, by: worker)
        var pruned = Pruned()
        for (run, fate) in try await read({ try pruning.fates($0) }) {
            guard try await carryOut(fate, of: run, pruning) else { return pruned }
            switch fate {
            case .shortened: pruned.shortened.append(RunID(run))
            case .dropped: pruned.dropped.append(RunID(run))
            }
        }
        try await write { [worker] database in
            try pruning.dropRules(database)
            try RuleStoreRow.dropLost(worker, at: now, database)
            try Pruning.note(database, now)
        }
        return pruned
    }

    /// False when it was ended before it was done.
    private func carryOut(_ fate: Pruning.Fate, of run: Int64, _ pruning: Pruning) async throws(StoreError) -> Bool {
        let (step, pause) = parameters.pruning
        var progress = Pruning.Progress()
        while true {
            if Task.isCancelled { return false }
            progress = try await write { [progress] database in
                try pruning.carryOut(fate, of: run, from: progress, database, until: .now + step)
            }
            if progress.isDone { return true }
            // Who waits for a lock asks for it again and again, and must find it free.
            do { try await Task.sleep(for: pause) } catch { return false }
        }
    }
}

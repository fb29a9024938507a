internal import Journal

extension Connection {
    /// Runs the body, and beside it drops from the journal what is too old to be kept. The body does not wait for that: what
    /// is not done when it has ended is done beside the next command.
    func keepingHouse<Result>(
        in journal: any JournalStore, _ body: () async throws -> Result
    ) async throws -> Result {
        let housekeeping = Task(priority: .background) { [retention] in
            guard let retention else { return }
            do { _ = try await journal.prune(retention) } catch StoreError.full, StoreError.busy {
                // Another day.
            } catch {
                Terminal.note("Old runs could not be dropped from the journal. \(error)")
            }
        }
        do {
            let result = try await body()
            housekeeping.cancel()
            await housekeeping.value
            return result
        } catch {
            housekeeping.cancel()
            await housekeeping.value
            throw error
        }
    }
}

package import Foundation
internal import GRDB
internal import Journal

/// The journal in a SQLite database: on this machine, for all of its processes.
///
/// One connection writes. Every write is one transaction, on the disk when it returns (`synchronous=FULL`); that its
/// task was cancelled does not stop it.
package final class SQLiteStore: JournalStore {
    let writer: any DatabaseWriter
    /// The database's file; nil in memory.
    package let path: String?
    /// What these runs are said to be had by.
    let worker: Worker
    let parameters: Parameters

    /// What a store goes by.
    package struct Parameters: Sendable {
        /// The store's own clock.
        package var now: @Sendable () -> Date = { Date() }
        /// How long a run stays with a worker that says nothing.
        package var lease: TimeInterval = 30
        /// How long somebody waits for another program's transaction.
        package var patience: TimeInterval = 5
        /// A document of more bytes is kept as its digest only.
        package var largestDocument = 1 << 20
        /// How long one transaction may take that drops what is old, and how long others may then take theirs.
        package var pruning = (step: Duration.milliseconds(5), pause: Duration.milliseconds(20))

        package init() {}
    }

    init(_ writer: any DatabaseWriter, path: String?, worker: Worker, _ parameters: Parameters) {
        self.writer = writer
        self.path = path
        self.worker = worker
        self.parameters = parameters
    }

    // MARK: Reading and writing

    /// One transaction. Not stopped by a cancelled task: what has happened must be written down.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await value { done in
            writer.asyncWrite(body) { _, result in done(result) }
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await value { done in
            writer.asyncRead { database in done(Result { try body(database.get()) }) }
        }
    }

    private func value<Value: Sendable>(
        _ start: (@escaping @Sendable (Result<Value, any Error>) -> Void) -> Void
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation { continuation in start { continuation.resume(returning: $0) } }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw StoreError(error, path: name)
        }
    }

    /// What errors call it.
    var name: String { path ?? "the journal in memory" }

    /// Refuses who does not have the run any more.
    func check(_ claim: Claim, _ database: Database) throws {
        let epoch = try database.value(
            Int.self, sql: "SELECT epoch FROM run WHERE id = ?", arguments: [claim.run.number])
        guard epoch == claim.epoch else { throw StoreError.fenced(claim.run) }
    }
}

import GRDB
import Testing

@testable import Storage

@Suite("What the journal's file promises")
struct DurabilityTests {
    @Test(
        "A transaction is on the disk when it returns: synchronous is FULL where it is written, beside a write-ahead log"
    )
    func durable() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            let (synchronous, mode) = try await store.write { database in
                (
                    try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                    try String.fetchOne(database, sql: "PRAGMA journal_mode")
                )
            }
            // 2 is FULL (SQLite's documentation of its pragmas).
            #expect(synchronous == 2)
            #expect(mode == "wal")
        }
    }
}

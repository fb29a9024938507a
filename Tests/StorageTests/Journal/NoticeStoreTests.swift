import Foundation
import GRDB
import Journal
import Testing

@testable import Storage

@Suite("The notices of a journal")
struct NoticeStoreTests {
    @Test("Who looks for a notice where none is due waits for no lock, and takes none from the runs")
    func idle() async throws {
        try await withJournalFile { path in
            var parameters = SQLiteStore.Parameters()
            parameters.patience = 0.05
            let store = try SQLiteStore.open(path, parameters)
            let claim = try await store.begin(someRun)
            try await store.queue(Notice("a"), StepKey(content: "a", occurrence: 1), to: ["own"], claim)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            #expect(try await store.takeNotice(for: "other") == nil)
            await #expect(throws: StoreError.busy(path: path)) { try await store.takeNotice(for: "own") }
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            #expect(try await store.takeNotice(for: "own") != nil)
            try other.close()
        }
    }
}

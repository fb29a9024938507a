import Foundation
import Journal
import Storage
import Testing

@Suite("The journal's file")
struct JournalFileTests {
    @Test("A file that is no database is refused, and stays as it is")
    func noDatabase() async throws {
        try await withJournalFile { path in
            let text = Data(String(repeating: "This is no journal. ", count: 500).utf8)
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(to: URL(filePath: path))
            #expect { try SQLiteStore.open(path) } throws: { error in
                guard case StoreError.damaged(path, _) = error else { return false }
                return true
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == text)
        }
    }

    @Test("A directory in the file's place is refused")
    func directory() async throws {
        try await withJournalFile { path in
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(throws: StoreError.self) { try SQLiteStore.open(path) }
        }
    }
}

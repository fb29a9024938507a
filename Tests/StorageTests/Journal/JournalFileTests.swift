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

    @Test("A script, an answer or a write that changed on the disk is never read as what was written")
    func flips() async throws {
        for text in ["the script of a run", "an answer", "/sync/history"] {
            try await withJournalFile { path in
                let run = try await write(in: path)
                try alter(text, in: path)
                let store: SQLiteStore
                do { store = try SQLiteStore.open(path) } catch { return }
                await #expect {
                    _ = try await store.run(run)
                    _ = try await store.steps(of: run)
                    _ = try await store.effects(of: run)
                } throws: { error in
                    guard case StoreError.damaged = error else { return false }
                    return true
                }
            }
        }
    }

    private func write(in path: String) async throws -> RunID {
        let store = try SQLiteStore.open(path)
        let claim = try await store.begin(someRun)
        try await store.record(step(1, answer: "an answer"), claim)
        _ = try await store.intend(play(1, minute: 1), claim)
        return claim.run
    }

    /// Turns one bit over wherever a text stands in the file or its log, which may both have it.
    private func alter(_ text: String, in path: String) throws {
        var count = 0
        for file in [path, path + "-wal"] {
            guard var data = FileManager.default.contents(atPath: file) else { continue }
            while let range = data.range(of: Data(text.utf8)) {
                data[range.lowerBound] ^= 1
                count += 1
            }
            try data.write(to: URL(filePath: file))
        }
        #expect(count > 0, "\(text) is not in the file")
    }
}

import Foundation
import GRDB
import Journal
import Testing

@testable import Storage

@Suite("The journal's file")
struct JournalFileTests {
    /// What may stand in the journal's place.
    enum Wrong: CaseIterable, Sendable {
        case text, nothing, halfAPage, cutInHalf, cutByOneByte, otherDatabase, newer, newerWithLog, logAlone
    }

    @Test(
        "A file that is no journal, cut off, or of a newer program is refused, and stays as it is",
        arguments: Wrong.allCases)
    func refused(_ wrong: Wrong) async throws {
        try await withJournalFile { path in
            try await put(wrong, path)
            let before = try Directory(of: path)
            let error = #expect(throws: StoreError.self) { try SQLiteStore.open(path) }
            switch (wrong, error) {
            case (.newer, .newer(path, _)), (.newerWithLog, .newer(path, _)): break
            case (.newer, _), (.newerWithLog, _): Issue.record("\(wrong): \(String(describing: error))")
            case (_, .damaged(path, _)): break
            default: Issue.record("\(wrong): \(String(describing: error))")
            }
            #expect(try Directory(of: path) == before)
        }
    }

    @Test("A directory in the file's place is refused")
    func directory() async throws {
        try await withJournalFile { path in
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(throws: StoreError.self) { try SQLiteStore.open(path) }
        }
    }

    @Test(
        "A file, or a directory, that may not be written is refused, and stays as it is",
        arguments: ["file", "directory"])
    func readOnly(_ what: String) async throws {
        try await withJournalFile { path in
            try await makeJournal(path)
            let target = what == "file" ? path : (path as NSString).deletingLastPathComponent
            chmod(target, what == "file" ? 0o444 : 0o555)
            defer { chmod(target, 0o755) }
            let before = try Directory(of: path)
            // The superuser may write everything.
            let error = try asSomebodyElse { () -> StoreError? in
                do throws(StoreError) { _ = try SQLiteStore.open(path) } catch { return error }
                return nil
            }
            #expect(error == .readOnly(path: path))
            #expect(try Directory(of: path) == before)
        }
    }

    @Test(
        "A file that another program has locked is refused after a while, stays as it is, and is fine afterwards",
        arguments: ["PRAGMA locking_mode = NORMAL", "PRAGMA locking_mode = EXCLUSIVE"])
    func locked(_ mode: String) async throws {
        try await withJournalFile { path in
            let run = try await makeJournal(path)
            var impatient = SQLiteStore.Parameters()
            impatient.patience = 0.2
            let parameters = impatient
            try lock(path, mode) {
                let before = try Directory(of: path)
                #expect(throws: StoreError.busy(path: path)) { try SQLiteStore.open(path, parameters) }
                #expect(try Directory(of: path) == before)
            }
            let record = try await SQLiteStore.open(path, parameters).run(run)
            #expect(record != nil)
        }
    }

    /// Locks a database for as long as a body runs.
    private func lock(_ path: String, _ mode: String, _ body: () throws -> Void) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.writeWithoutTransaction { database in
            try database.execute(sql: mode)
            try database.execute(sql: "BEGIN EXCLUSIVE")
            try body()
            try database.execute(sql: "ROLLBACK")
        }
        try other.close()
    }

    @Test("What a killed program has left in the log is there again")
    func log() async throws {
        try await withJournalFile { path in
            let run = try await makeJournal(path, isKilled: true)
            #expect(try Directory(of: path)["journal.sqlite-wal"]?.bytes.isEmpty == false)
            #expect(try await SQLiteStore.open(path).run(run)?.id == run)
        }
    }

    @Test("Nobody but its owner may read the journal, or what lies beside it")
    func mode() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            _ = try await store.begin(someRun)
            let files = try Directory(of: path)
            #expect(Set(files.names).isSuperset(of: ["journal.sqlite", "journal.sqlite-wal"]))
            for name in files.names { #expect((files[name]?.mode ?? 0) & 0o077 == 0, "\(name)") }
        }
    }

    @Test("Two programs that start at the same time make one journal")
    func firstStarts() async throws {
        for _ in 0..<20 {
            try await withJournalFile { path in
                let runs = try await withThrowingTaskGroup(of: RunID.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await SQLiteStore.open(path).begin(someRun).run }
                    }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(runs.count == 4)
                #expect(try await SQLiteStore.open(path).runs(RunQuery()).count == 4)
            }
        }
    }

    @Test("What a killed program has left of a journal that it was making is in nobody's way")
    func unfinished() async throws {
        try await withJournalFile { path in
            try write("half of it", path + ".new")
            try write("half of it", path + ".new-wal")
            _ = try await SQLiteStore.open(path).begin(someRun)
            #expect(!FileManager.default.fileExists(atPath: path + ".new"))
        }
    }

    // MARK: What is there

    private func put(_ wrong: Wrong, _ path: String) async throws {
        func cut(_ size: (Int) -> Int) async throws {
            try await makeJournal(path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.prefix(size(bytes.count)).write(to: URL(filePath: path))
        }
        switch wrong {
        case .text: try write(String(repeating: "This is no journal. ", count: 500), path)
        case .nothing: try write("", path)
        case .halfAPage: try await cut { _ in 2048 }
        case .cutInHalf: try await cut { $0 / 2 }
        case .cutByOneByte: try await cut { $0 - 1 }
        case .otherDatabase:
            try write("", path)
            try await DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE a (b)") }
        case .newer: try await makeJournal(path, newer: true)
        case .newerWithLog: try await makeJournal(path, newer: true, isKilled: true)
        case .logAlone:
            try await makeJournal(path, isKilled: true)
            try FileManager.default.removeItem(atPath: path)
        }
        chmod(path, 0o640)
    }

    /// Makes a journal with a run.
    ///
    /// - Parameter isKilled: leaves the file and its log as a program that was killed does.
    @discardableResult
    private func makeJournal(_ path: String, newer: Bool = false, isKilled: Bool = false) async throws -> RunID {
        let other = isKilled ? path + ".other/journal.sqlite" : path
        let store = try SQLiteStore.open(other)
        let run = try await store.begin(someRun).run
        if newer {
            try await store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 later')") }
        }
        if isKilled {
            for end in ["", "-wal"] { try FileManager.default.copyItem(atPath: other + end, toPath: path + end) }
        }
        try await close(store)
        return run
    }

    private func write(_ text: String, _ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}

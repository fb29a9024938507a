internal import Foundation
internal import GRDB
internal import Journal

/// The file that a journal is in: how it is made, and what is looked at before anything is written to it.
struct JournalFile {
    let path: String
    /// How long somebody waits for another program.
    let patience: TimeInterval

    private var directory: String { (path as NSString).deletingLastPathComponent }

    /// Makes the file when there is none, looks at it, and brings its tables up to date. A file that cannot be used is
    /// not touched.
    func open() throws -> DatabasePool {
        try Database.makeFilesReady()
        try FileSystem.makePrivateDirectory(directory)
        guard FileSystem.isWritable(directory) else { throw StoreError.readOnly(path: path) }
        let hadLog = log.hasContent
        if !exists {
            if hadLog {
                throw StoreError.damaged(path: path, detail: "it is gone, and a part of it, \(log.path), is there")
            }
            try lock.holdBlocking { try make() }
        }
        let isOld = try examine()
        let pool = try DatabasePool(path: path, configuration: configuration)
        // Only now: when it turns the write-ahead log on, GRDB says NORMAL, which may lose the last transactions with the
        // power, and it does so after whatever the configuration prepares.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        for file in [path, log.path, path + "-shm"] { chmod(file, 0o600) }
        if isOld { try lock.holdBlocking { try Schema.migrator.migrate(pool) } }
        return pool
    }

    private var log: WriteAheadLog { WriteAheadLog(journal: path) }
    private var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Lets one program at a time make the file or change its tables: SQLite's own locks are on a file that is there.
    private var lock: FileLock { FileLock(path: directory + "/journal.lock", patience: .seconds(patience)) }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.label = "journal"
        configuration.prepareDatabase { database in
            try database.enableChecksums()
            #if canImport(Darwin)
                // There fsync leaves what was written in the memory of the disk.
                try database.execute(sql: "PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1")
            #endif
        }
        return configuration
    }

    // MARK: Making

    /// Makes the file under another name, so that one with the right name is always whole.
    private func make() throws {
        // Another program may have been faster.
        guard !exists else { return }
        let new = FileSystem.unfinished(path)
        func remove() { for end in ["", "-journal", "-wal", "-shm"] { unlink(new + end) } }
        remove()
        do {
            try FileSystem.write([], to: new)
            var configuration = configuration
            configuration.journalMode = .wal
            configuration.prepareDatabase { try $0.reserveChecksums() }
            let queue = try DatabaseQueue(path: new, configuration: configuration)
            try Schema.migrator.migrate(queue)
            try queue.close()
            try FileSystem.finish(path)
        } catch {
            remove()
            throw error
        }
    }

    // MARK: Looking

    /// Throws when the file is not to be used, and says whether its tables are older than this program's.
    private func examine() throws -> Bool {
        guard FileSystem.isWritable(path) else { throw StoreError.readOnly(path: path) }
        try log.check()
        var configuration = configuration
        // Whoever may write and is the last to close the file, puts into it what the log has. Without a log it is whoever
        // may not write that leaves something behind: an empty one.
        configuration.readonly = log.hasContent
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        return try queue.read { database in
            let migrator = Schema.migrator
            guard try !migrator.hasBeenSuperseded(database) else {
                throw StoreError.newer(path: path, version: "a later version of moonreel")
            }
            // Reads every page, and so looks at every checksum.
            let findings = try String.fetchAll(database, sql: "PRAGMA quick_check(3)")
            guard findings == ["ok"] else {
                throw StoreError.damaged(path: path, detail: findings.joined(separator: "; "))
            }
            guard try !migrator.appliedMigrations(database).isEmpty else {
                throw StoreError.damaged(path: path, detail: "it is empty")
            }
            return try !migrator.hasCompletedMigrations(database)
        }
    }
}

internal import CPageChecksums
internal import Foundation
internal import Journal
internal import Synchronization

/// The log of a journal's file, in which SQLite writes every transaction first.
struct WriteAheadLog {
    /// The journal's file.
    let journal: String

    var path: String { journal + "-wal" }
    /// What the programs that use it share about it.
    private var index: String { journal + "-shm" }

    /// Whether there are transactions beside the file that may not be in it yet.
    var hasContent: Bool {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return (size ?? 0) > 0
    }

    /// The journals that this process has opened.
    private static let opened = Mutex(Set<String>())

    /// Throws when transactions would be gone because something is broken in the log.
    ///
    /// Once in a process: SQLite's locks are on the index, and whoever closes a file ends all locks that its process has
    /// on it. Later in the process the log is one that was looked at, or that it wrote.
    func check() throws {
        try Self.opened.withLock { opened in
            guard opened.insert(journal).inserted, hasContent else { return }
            guard let part = try damage() else { return }
            // Another program may have begun it anew in the middle of the reading.
            guard try damage() == part else { return }
            opened.remove(journal)
            throw StoreError.damaged(path: journal, detail: "part \(part) of \(path) is not what was written")
        }
    }

    private func damage() throws -> Int? {
        // The index first: what is committed stays so.
        let index = (try? Data(contentsOf: URL(filePath: index))) ?? Data()
        let log: Data
        do { log = try Data(contentsOf: URL(filePath: path)) } catch CocoaError.fileReadNoSuchFile {
            // Whoever used the journal last has just put all of it into the file.
            return nil
        }
        let part = log.withUnsafeBytes { log in
            index.withUnsafeBytes { index in
                guard let start = log.baseAddress else { return 0 }
                return moonreel_log_damage(start, log.count, index.baseAddress ?? start, index.count)
            }
        }
        return part == 0 ? nil : part
    }
}

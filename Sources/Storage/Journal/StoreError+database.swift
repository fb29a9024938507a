internal import Foundation
internal import GRDB
internal import Journal

extension StoreError {
    /// What an error of the database, or of its file, means.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        case StorageError.busy: self = .busy(path: path)
        default: self = .unusable(path: path, reason: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        // The index of the write-ahead log could not grow, which SQLite's documentation puts down to a full disk.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
            self = .full(path: path)
            return
        }
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, detail: reason)
        case .SQLITE_IOERR where Self.isChecksum(error):
            self = .damaged(path: path, detail: "a page of it is not what was written")
        // Not every failure to write says that it was for want of space: making a file beside the database does not.
        case .SQLITE_IOERR, .SQLITE_CANTOPEN:
            self = FileSystem.isFull(path) ? .full(path: path) : .unusable(path: path, reason: reason)
        default: self = .unusable(path: path, reason: reason)
        }
    }

    private static func isChecksum(_ error: DatabaseError) -> Bool {
        error.extendedResultCode == .SQLITE_IOERR_DATA
    }
}

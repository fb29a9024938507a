internal import Foundation

/// Files that hold secrets, and writing them so that a crash leaves the former content or the new one, never a part.
enum FileSystem {
    /// Makes a directory, and those above it, that only its owner may enter.
    static func makePrivateDirectory(_ path: String) throws(StorageError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable(path, reason: reason(error))
        }
    }

    /// Reads a file that nobody but its owner may read; nil when there is none.
    static func readPrivate(_ path: String) throws(StorageError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unusable(path, reason: lastReason)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unusable(path, reason: lastReason) }
        guard status.st_uid == geteuid() else { throw .notOwned(path) }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path) }
        do {
            return Array(try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data())
        } catch {
            throw .unusable(path, reason: reason(error))
        }
    }

    /// Where a file's next content is written before it gets the file's name. One place, so that it can be found again;
    /// who writes has exclusive access.
    static func unfinished(_ path: String) -> String { path + ".new" }

    /// Whether there is a file, and not a directory or something else.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Replaces a file's content. When it returns, neither a crash nor a power cut undoes it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(StorageError) {
        do throws(StorageError) {
            try write(bytes, to: unfinished(path))
            try finish(path)
        } catch {
            unlink(unfinished(path))
            throw error
        }
    }

    /// Puts what was written in the place of the file.
    static func finish(_ path: String) throws(StorageError) {
        guard rename(unfinished(path), path) == 0 else { throw .unusable(path, reason: lastReason) }
        // The new name lasts only when the directory does.
        try synchronize(directoryOf: path)
    }

    /// Removes a file for good; one that is not there is no error.
    static func remove(_ path: String) throws(StorageError) {
        guard unlink(path) == 0 else {
            if errno == ENOENT { return }
            throw .unusable(path, reason: lastReason)
        }
        try synchronize(directoryOf: path)
    }

    /// Whether this process may write a file, or put files into a directory, as it is now. Nothing is opened: closing a
    /// file again would end the locks that SQLite has on it.
    static func isWritable(_ path: String) -> Bool { faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 }

    /// Whether there is no space left where a file is.
    static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs((path as NSString).deletingLastPathComponent, &status) == 0 else { return false }
        // Space is given out in blocks; with a few left something may still fit, and something else not.
        return status.f_bavail < 16 || (status.f_files > 0 && status.f_favail == 0)
    }

    /// Writes a file anew that nobody but its owner may read.
    static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(path, reason: lastReason) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unusable(path, reason: lastReason) }
            rest = rest.dropFirst(count)
        }
        guard synchronize(descriptor) else { throw .unusable(path, reason: lastReason) }
    }

    private static func synchronize(directoryOf path: String) throws(StorageError) {
        let directory = (path as NSString).deletingLastPathComponent
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable(directory, reason: lastReason) }
        defer { close(descriptor) }
        guard synchronize(descriptor) else { throw .unusable(directory, reason: lastReason) }
    }

    /// Has the disk itself keep what was written.
    private static func synchronize(_ descriptor: Int32) -> Bool {
        #if canImport(Darwin)
            // There fsync leaves it in the memory of the disk. Not every file system can do more.
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return true }
        #endif
        return fsync(descriptor) == 0
    }

    static var lastReason: String { String(cString: strerror(errno)) }

    private static func reason(_ error: any Error) -> String { error.localizedDescription }
}

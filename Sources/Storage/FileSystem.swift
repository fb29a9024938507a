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

    /// Replaces a file's content. When it returns, neither a crash nor a power cut undoes it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(StorageError) {
        let temporary = "\(path).\(getpid()).new"
        do throws(StorageError) {
            try write(bytes, to: temporary)
            guard rename(temporary, path) == 0 else { throw .unusable(path, reason: lastReason) }
        } catch {
            unlink(temporary)
            throw error
        }
        // The new name lasts only when the directory does.
        try synchronize(directoryOf: path)
    }

    /// Removes a file for good; one that is not there is no error.
    static func remove(_ path: String) throws(StorageError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .unusable(path, reason: lastReason) }
        try synchronize(directoryOf: path)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
        unlink(path)  // of a process with the same number that died
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
        guard fsync(descriptor) == 0 else { throw .unusable(path, reason: lastReason) }
    }

    private static func synchronize(directoryOf path: String) throws(StorageError) {
        let directory = (path as NSString).deletingLastPathComponent
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable(directory, reason: lastReason) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unusable(directory, reason: lastReason) }
    }

    static var lastReason: String { String(cString: strerror(errno)) }

    private static func reason(_ error: any Error) -> String { error.localizedDescription }
}

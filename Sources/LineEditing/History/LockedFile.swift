internal import Foundation

/// A file of which one process at a time has the lock.
struct LockedFile {
    private let descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Opens and locks the file, which may be replaced by another meanwhile. `errno` says why there is none.
    init?(_ path: String, create: Bool) {
        for _ in 0..<Self.attempts {
            // What is no file, such as a pipe, must not make us wait.
            let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | (create ? O_CREAT : 0)
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else { return nil }
            guard Self.isFile(descriptor) else {
                Self.close(descriptor)
                errno = EINVAL
                return nil
            }
            let isLocked = Self.lock(descriptor)
            // A process that was stopped while it had the lock must not stop us, too.
            if !isLocked || Self.isStill(descriptor, path) {
                fchmod(descriptor, 0o600)
                self.descriptor = descriptor
                return
            }
            Self.close(descriptor)
        }
        errno = EBUSY
        return nil
    }

    func close() { Self.close(descriptor) }

    func contents() -> [UInt8]? {
        guard let size = Self.status(descriptor)?.st_size else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        var count = 0
        while count < bytes.count {
            let read = bytes[count...].withUnsafeMutableBytes { rest in
                pread(descriptor, rest.baseAddress, rest.count, off_t(count))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { return nil }
            if read == 0 { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }

    var lastByte: UInt8? {
        guard let size = Self.status(descriptor)?.st_size, size > 0 else { return nil }
        var byte: UInt8 = 0
        return pread(descriptor, &byte, 1, size - 1) == 1 ? byte : nil
    }

    /// All of it or nothing, as far as a full disk allows; false with the reason in `errno`.
    func append(_ bytes: [UInt8]) -> Bool {
        let before = Self.status(descriptor)?.st_size
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                let reason = errno
                if let before, rest.count < bytes.count { ftruncate(descriptor, before) }
                errno = reason
                return false
            }
        }
        return true
    }

    private static let attempts = 100

    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<attempts {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            usleep(2_000)
        }
        return false
    }

    private static func status(_ descriptor: Int32) -> stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    private static func isFile(_ descriptor: Int32) -> Bool {
        status(descriptor).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    }

    private static func isStill(_ descriptor: Int32, _ path: String) -> Bool {
        var there = stat()
        guard stat(path, &there) == 0, let ours = status(descriptor) else { return false }
        return there.st_ino == ours.st_ino && there.st_dev == ours.st_dev
    }

    private static func close(_ descriptor: Int32) {
        _ = Foundation.close(descriptor)
    }
}

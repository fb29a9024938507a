internal import Foundation

/// A lock that one holder at a time has, among all tasks of all processes. It is the kernel's, on an open file, so it
/// ends with the process that holds it, however that ends.
struct FileLock: Sendable {
    let path: String
    /// How long somebody waits before giving up.
    let patience: Duration

    /// Runs the body while nobody else runs one.
    func hold<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        let descriptor = try await acquire()
        defer { close(descriptor) }
        return try await body()
    }

    /// The same for a short body that waits for nothing, where holding up the thread does no harm.
    func holdBlocking<Result>(_ body: () throws -> Result) throws -> Result {
        let deadline = ContinuousClock.now + patience
        while true {
            if let descriptor = try attempt() {
                defer { close(descriptor) }
                return try body()
            }
            guard ContinuousClock.now < deadline else { throw StorageError.busy(path) }
            usleep(5000)
        }
    }

    /// Asks again and again instead of waiting in the kernel, which would hold up a thread that all tasks share.
    private func acquire() async throws -> Int32 {
        let deadline = ContinuousClock.now + patience
        var pause = Duration.milliseconds(5)
        while true {
            if let descriptor = try attempt() { return descriptor }
            guard ContinuousClock.now < deadline else { throw StorageError.busy(path) }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(100))
        }
    }

    private func attempt() throws(StorageError) -> Int32? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(path, reason: FileSystem.lastReason) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK || errno == EINTR
            let reason = FileSystem.lastReason
            close(descriptor)
            guard isHeld else { throw .unusable(path, reason: reason) }
            return nil
        }
        return descriptor
    }
}

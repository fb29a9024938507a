internal import Foundation

/// A process that has runs. Its lock is held as long as it lives, so that others see at once when it has died, whatever
/// its leases say; and that it is still there, when it stood still for longer than its leases.
final class Worker: Sendable {
    let name: String
    /// Where all workers of this machine have their locks; nil in memory.
    private let directory: String?
    private let descriptor: Int32

    init(in directory: String?) throws(StorageError) {
        name = UUID().uuidString.lowercased()
        self.directory = directory
        guard let directory else {
            descriptor = -1
            return
        }
        try FileSystem.makePrivateDirectory(directory)
        descriptor = try Self.lock(Self.path(name, directory))
        sweep(directory)
    }

    deinit {
        guard descriptor >= 0, let directory else { return }
        unlink(Self.path(name, directory))
        close(descriptor)
    }

    /// Whether a worker has a run no more. On this machine its lock says so, and elsewhere its lease.
    func hasLost(_ run: Possession, at now: TimeInterval) -> Bool {
        guard let directory else { return run.leaseUntil <= now }
        return run.worker != name && Self.takeAway(Self.path(run.worker, directory))
    }

    /// That a worker has a run.
    struct Possession {
        let worker: String
        let leaseUntil: TimeInterval
    }

    // MARK: Locks

    private static func path(_ name: String, _ directory: String) -> String { "\(directory)/\(name).lock" }

    /// Makes a lock that is held. It gets its name only then, so that nobody sees one that is not.
    private static func lock(_ path: String) throws(StorageError) -> Int32 {
        let new = FileSystem.unfinished(path)
        let descriptor = open(new, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(new, reason: FileSystem.lastReason) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(new, path) == 0 else {
            let reason = FileSystem.lastReason
            unlink(new)
            close(descriptor)
            throw .unusable(path, reason: reason)
        }
        return descriptor
    }

    /// Removes a lock that nobody holds, and says whether it is gone. Names are not given out twice.
    private static func takeAway(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT }
        defer { close(descriptor) }
        // Shared, so that two who ask at the same time do not take each other for the holder.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
        unlink(path)
        return true
    }

    /// Removes what killed workers left.
    private func sweep(_ directory: String) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for file in files where file.hasSuffix(".lock") && file != name + ".lock" {
            _ = Self.takeAway(directory + "/" + file)
        }
    }
}

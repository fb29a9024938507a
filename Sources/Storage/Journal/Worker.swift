internal import Foundation

/// A process that has runs. Its lock is held as long as it lives, so that others see at once when it has died, whatever
/// its leases say.
final class Worker: Sendable {
    let name: String
    /// Where all workers have their locks; nil in memory.
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
        let path = Self.path(name, directory)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .unusable(path, reason: FileSystem.lastReason)
        }
    }

    deinit {
        guard descriptor >= 0, let directory else { return }
        unlink(Self.path(name, directory))
        close(descriptor)
    }

    /// Whether a worker has died. In memory nobody dies but by its lease.
    func isGone(_ other: String) -> Bool {
        guard let directory, other != name else { return false }
        let path = Self.path(other, directory)
        let lock = open(path, O_RDWR | O_CLOEXEC)
        guard lock >= 0 else { return errno == ENOENT }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return false }
        unlink(path)
        return true
    }

    private static func path(_ name: String, _ directory: String) -> String { "\(directory)/\(name).lock" }
}

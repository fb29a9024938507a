internal import Foundation

/// What a command rings when it has put something into the journal for `moonreel serve`, which then looks at once.
package struct Doorbell: Sendable {
    /// What has to be watched to hear it.
    package let directory: String

    package init(_ lock: ServeLock) {
        directory = lock.directory
    }

    private var path: String { directory + "/bell" }

    /// Rings, whether anybody is there or not. To be called when what is to be found is in the journal.
    package func ring() throws(StorageError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            // Nobody has ever served here. Who begins to later looks into the journal first.
            if errno == ENOENT { return }
            throw .unusable(path, reason: FileSystem.lastReason)
        }
        defer { close(descriptor) }
        guard futimens(descriptor, nil) == 0 else { throw .unusable(path, reason: FileSystem.lastReason) }
    }
}

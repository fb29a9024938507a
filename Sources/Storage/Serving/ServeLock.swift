package import Foundation

/// That one `moonreel serve` at a time works on a journal. The lock is the kernel's, so it ends with the process that has
/// it, however that ends; what is in its file only says whose it is.
package struct ServeLock: Sendable {
    /// Who serves.
    package struct Holder: Sendable, Hashable {
        package let process: Int32
        package let since: Date

        package init(process: Int32, since: Date) {
            self.process = process
            self.since = since
        }
    }

    package enum State: Sendable, Hashable {
        /// Nobody serves.
        case free
        /// Nobody serves any more: this one was killed, or the power went.
        case abandoned(Holder)
        /// Somebody serves; nil in the moment before it is written who.
        case held(Holder?)
    }

    /// The lock in the possession of this process, for as long as it lives or until this is gone.
    package final class Possession: Sendable {
        private let descriptor: Int32

        fileprivate init(_ descriptor: Int32) {
            self.descriptor = descriptor
        }

        deinit {
            // Given back, not abandoned. The name stays: somebody may have it open and wait for its lock.
            ftruncate(descriptor, 0)
            close(descriptor)
        }
    }

    /// A directory of its own, so that whoever watches it is not woken by the journal.
    package let directory: String

    /// - Parameter directory: where the journal is.
    package init(data directory: String) {
        self.directory = directory + "/serve"
    }

    /// The lock of this machine's user; throws when the environment names no place for it.
    package init(_ environment: [String: String]) throws(StorageError) {
        guard let data = BaseDirectory.data.path(environment) else { throw .noHome }
        self.init(data: data)
    }

    private var path: String { directory + "/lock" }

    /// Whether somebody serves.
    package var isHeld: Bool {
        guard case .held = state else { return false }
        return true
    }

    /// How things are now. Nobody has to be served for that to be asked, and asking changes nothing.
    package var state: State {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .free }
        defer { close(descriptor) }
        // Shared, so that two who ask at the same time do not take each other for the holder.
        let isFree = flock(descriptor, LOCK_SH | LOCK_NB) == 0
        let holder = Self.holder(descriptor)
        guard isFree else { return .held(holder) }
        return holder.map(State.abandoned) ?? .free
    }

    /// Takes the lock; throws when somebody else has it.
    package func take(
        process: Int32 = getpid(), at now: Date = Date()
    ) throws(ServeLockError) -> Possession {
        let descriptor = try openFile()
        // Who only asks how things are has it for an instant.
        for _ in 0..<40 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                try write(Holder(process: process, since: now), descriptor)
                return Possession(descriptor)
            }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(5000)
        }
        defer { close(descriptor) }
        guard errno == EWOULDBLOCK || errno == EINTR else { throw .unusable(lastProblem) }
        throw .held(Self.holder(descriptor))
    }

    // MARK: The file

    private func openFile() throws(ServeLockError) -> Int32 {
        do { try FileSystem.makePrivateDirectory(directory) } catch { throw .unusable(error) }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(lastProblem) }
        return descriptor
    }

    private func write(_ holder: Holder, _ descriptor: Int32) throws(ServeLockError) {
        let text = "\(holder.process) \(Int64(holder.since.timeIntervalSince1970))\n"
        let isWritten = ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count
        guard !isWritten else { return }
        let problem = lastProblem
        close(descriptor)
        throw .unusable(problem)
    }

    /// Nil when nothing is there, or not all of it yet.
    private static func holder(_ descriptor: Int32) -> Holder? {
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, bytes[count - 1] == UInt8(ascii: "\n") else { return nil }
        let words = String(decoding: bytes[..<(count - 1)], as: UTF8.self).split(separator: " ")
        guard words.count == 2, let process = Int32(words[0]), let since = Int64(words[1]) else { return nil }
        return Holder(process: process, since: Date(timeIntervalSince1970: TimeInterval(since)))
    }

    private var lastProblem: StorageError { .unusable(path, reason: FileSystem.lastReason) }
}

/// Why `moonreel serve` cannot begin.
package enum ServeLockError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another one works on the same journal.
    case held(ServeLock.Holder?)
    case unusable(StorageError)

    package var description: String {
        switch self {
        case .held(let holder):
            "moonreel serve already runs\(holder.map { " (\($0))" } ?? ""). One works on a journal at a time: end the other "
                + "first, or give this one a journal of its own with XDG_DATA_HOME."
        case .unusable(let error): "\(error)"
        }
    }
}

extension ServeLock.Holder: CustomStringConvertible {
    package var description: String {
        "process \(process), since \(since.formatted(.iso8601))"
    }
}

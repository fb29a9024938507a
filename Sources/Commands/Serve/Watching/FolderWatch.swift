internal import Foundation

/// Tells when something in some directories may be different: files that come, go, or are written to, by an editor that
/// renames over them too; what links in them lead to; and the directories themselves, which need not be there yet.
///
/// Where the kernel announces such changes, nothing wakes between them. Elsewhere it is looked once a second.
package struct FolderWatch: Sendable {
    /// How it goes about it.
    package struct Pace: Sendable {
        /// Changes that follow each other within this time are one.
        package var quiet = Duration.milliseconds(100)
        /// For how long at most a change waits for those that follow it.
        package var patience = Duration.milliseconds(500)
        /// How often it is looked where nothing is announced.
        package var interval = Duration.seconds(1)
        /// Whether changes are announced by the kernel, where it can.
        package var isTold = true

        package init() {}
    }

    /// Says "look again". The first comes as soon as nothing that changes can be missed. Those that come while nobody
    /// waits are one. Whoever stops iterating ends the watch.
    package let changes: AsyncStream<Void>

    /// - Parameter noted: told once, in a sentence, why it has to be looked each second.
    package init(
        _ directories: [String], pace: Pace = Pace(), noted: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        var ends: [Int32] = [-1, -1]
        // Without a free descriptor the watch lasts as long as the process, and does no harm.
        if pipe(&ends) == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
        let (stopped, stop) = (ends[0], ends[1])
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.changes = changes
        continuation.onTermination = { _ in close(stop) }
        let thread = Thread {
            FolderWatcher(directories, pace: pace, stopped: stopped, noted: noted).run { continuation.yield() }
            close(stopped)
        }
        thread.name = "folders"
        thread.start()
    }
}

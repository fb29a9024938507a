internal import Foundation
internal import Synchronization

/// Where the lines of a log go: each whole, and in one piece where it fits. Who stops reading ends nothing.
final class LogOutput: Sendable {
    private let descriptor: Int32
    /// Held while a line is written, which may take several steps.
    private let turn = Mutex(())

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        // A closed pipe is an error then, and no signal. Unlike SIG_IGN this is not left to child processes.
        signal(SIGPIPE) { _ in }
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        turn.withLock { _ in
            var rest = bytes[...]
            while !rest.isEmpty {
                // Who does not read keeps nobody from working: the line is lost then.
                guard isReady else { return }
                let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if count > 0 { rest = rest.dropFirst(count) } else if !canGoOn { return }
            }
        }
    }

    /// Whether a write that failed can be tried again: it was interrupted, or who reads is slow, but not for too long.
    private var canGoOn: Bool {
        if errno == EINTR { return true }
        return errno == EAGAIN
    }

    /// Whether it takes more, after a second at most.
    private var isReady: Bool {
        var descriptors = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
        return poll(&descriptors, 1, 1000) == 1
    }
}

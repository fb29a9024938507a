internal import Foundation
internal import Synchronization

/// Takes SIGINT and SIGTERM to ordinary code, on a thread of its own.
///
/// Not a dispatch source: those are registered some time after they are resumed, and a signal that comes before is
/// lost; on Linux so is one that reaches a thread which does not block it.
enum SignalPipe {
    private static let receiver = Mutex<(@Sendable (Int32) -> Void)?>(nil)
    private static let installed = Mutex(false)

    /// Calls `body` with the number of every signal from here on, instead of any former one, which is returned.
    @discardableResult
    static func receive(_ body: (@Sendable (Int32) -> Void)?) -> (@Sendable (Int32) -> Void)? {
        let former = receiver.withLock { receiver in
            defer { receiver = body }
            return receiver
        }
        let isFirst = installed.withLock { installed in
            defer { installed = true }
            return !installed
        }
        if isFirst { install() }
        return former
    }

    private static func install() {
        let pipe = Pipe()
        writingEnd = dup(pipe.fileHandleForWriting.fileDescriptor)
        let readingEnd = dup(pipe.fileHandleForReading.fileDescriptor)
        Thread.detachNewThread {
            var number: UInt8 = 0
            while true {
                let count = read(readingEnd, &number, 1)
                if count < 0, errno == EINTR { continue }
                guard count == 1 else { return }
                receiver.withLock { $0 }?(Int32(number))
            }
        }
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                let before = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(writingEnd, &byte, 1)
                errno = before
            }
        }
    }
}

// Set once, before the handler that reads it is installed; a handler may use no lock.
private nonisolated(unsafe) var writingEnd: Int32 = -1

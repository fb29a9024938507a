internal import Foundation
internal import Synchronization

/// Takes SIGINT and SIGTERM, and SIGHUP where somebody wants it, to ordinary code, on a thread of its own.
///
/// Not a dispatch source: those are registered some time after they are resumed, and a signal that comes before is
/// lost; on Linux so is one that reaches a thread which does not block it.
enum SignalPipe {
    private static let receiver = Mutex<(@Sendable (Int32) -> Void)?>(nil)
    private static let installed = Mutex<Set<Int32>>([])

    /// Calls `body` with the number of every signal from here on, instead of any former one, which is returned.
    ///
    /// - Parameter hangups: whether SIGHUP is taken too, which ends a process otherwise.
    @discardableResult
    static func receive(hangups: Bool = false, _ body: (@Sendable (Int32) -> Void)?) -> (@Sendable (Int32) -> Void)? {
        let former = receiver.withLock { receiver in
            defer { receiver = body }
            return receiver
        }
        let wanted = Set([SIGINT, SIGTERM] + (hangups ? [SIGHUP] : []))
        installed.withLock { installed in
            if installed.isEmpty { open() }
            for number in wanted.subtracting(installed) { install(number) }
            installed.formUnion(wanted)
        }
        return former
    }

    private static func open() {
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
    }

    private static func install(_ number: Int32) {
        signal(number) { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(writingEnd, &byte, 1)
            errno = before
        }
    }
}

// Set once, before the handler that reads it is installed; a handler may use no lock.
private nonisolated(unsafe) var writingEnd: Int32 = -1

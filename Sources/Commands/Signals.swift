internal import Foundation
internal import LineEditing
internal import Synchronization

/// Takes SIGINT and SIGTERM, and SIGHUP where somebody wants it, to ordinary code, on a thread of its own.
enum Signals {
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
            for number in wanted.subtracting(installed) {
                SignalPipe.hear(number, as: UInt8(number), descriptor: writingEnd)
            }
            installed.formUnion(wanted)
        }
        return former
    }

    /// Of the pipe from which a thread takes them.
    private static let writingEnd: Int32 = {
        let pipe = Pipe()
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
        return dup(pipe.fileHandleForWriting.fileDescriptor)
    }()
}

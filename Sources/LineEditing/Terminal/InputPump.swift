internal import Foundation
internal import Synchronization

/// A thread that waits for what is typed, so that none of those that run Swift's tasks does.
final class InputPump: Sendable {
    private let input: Int32
    private let source: InputSource
    private let events: TerminalEvents
    /// What wakes the thread: a byte for each `Wake`.
    private let wakeReading: Int32
    private let wakeWriting: Int32
    private let state = Mutex(State())

    private struct State {
        var isListening = false
        var isStarted = false
    }

    private enum Wake: UInt8 {
        case lookAnew = 1
        case resized, resumed, end
    }

    /// How long the bytes of one key may be apart, in milliseconds.
    private static let patience: Int32 = 50

    init(_ input: Int32, _ events: TerminalEvents) {
        self.input = input
        source = InputSource(input)
        self.events = events
        var pipes: [Int32] = [-1, -1]
        pipe(&pipes)
        for descriptor in pipes {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
        (wakeReading, wakeWriting) = (pipes[0], pipes[1])
    }

    func hearOfSignals() {
        SignalPipe.hear(SIGWINCH, as: Wake.resized.rawValue, descriptor: wakeWriting)
        SignalPipe.hear(SIGCONT, as: Wake.resumed.rawValue, descriptor: wakeWriting)
        start()
    }

    func listen() {
        state.withLock { $0.isListening = true }
        start()
        wake(.lookAnew)
    }

    /// When this returns, nothing is taken from the input any more.
    func pause() {
        state.withLock { $0.isListening = false }
    }

    func end() {
        pause()
        SignalPipe.forget(wakeWriting)
        // The thread closes the pipe, unless there is none.
        if state.withLock({ $0.isStarted }) { wake(.end) } else { closePipe() }
    }

    private func wake(_ reason: Wake) {
        var byte = reason.rawValue
        while write(wakeWriting, &byte, 1) < 0, errno == EINTR {}
    }

    private func start() {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if isFirst { Thread.detachNewThread { self.run() } }
    }

    private func run() {
        var isWaitingForMore = false
        while true {
            let isListening = state.withLock { $0.isListening }
            var watched = [
                pollfd(fd: wakeReading, events: Int16(POLLIN), revents: 0),
                // A negative one is left out.
                pollfd(fd: isListening ? input : -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&watched, nfds_t(watched.count), isWaitingForMore ? Self.patience : -1)
            if count == 0 {
                isWaitingForMore = false
                events.send(.silence)
            }
            if count > 0, watched[0].revents != 0, !takeWakes() { return closePipe() }
            if count > 0, watched[1].revents != 0 { isWaitingForMore = takeInput() }
        }
    }

    /// False when it was the last.
    private func takeWakes() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(wakeReading, &bytes, bytes.count)
        for byte in bytes.prefix(max(count, 0)) {
            switch Wake(rawValue: byte) {
            case .resized: events.send(.resized)
            case .resumed: events.send(.resumed)
            case .end: return false
            case .lookAnew, nil: break
            }
        }
        return true
    }

    /// Whether there may be more to come that belongs to it.
    private func takeInput() -> Bool {
        // The lock is what `pause` waits for, so nothing may wait in it.
        state.withLock { state in
            guard state.isListening else { return false }
            switch source.take() {
            case .bytes(let bytes):
                events.send(.input(bytes))
                return true
            case .nothing: return false
            case .end:
                state.isListening = false
                events.send(.ended)
                return false
            }
        }
    }

    private func closePipe() {
        source.close()
        close(wakeReading)
        close(wakeWriting)
    }
}

internal import Foundation
internal import Synchronization

/// A thread that waits for what is typed, so that none of those that run Swift's tasks does, and keeps the terminal in
/// the mode that it should be in.
final class InputPump: Sendable {
    private let input: Int32
    private let source: InputSource
    private let attributes: TerminalAttributes?
    private let events: TerminalEvents
    /// What wakes the thread: a byte for each `Wake`.
    private let wakeReading: Int32
    private let wakeWriting: Int32
    private let state = Mutex(State())

    private struct State {
        var mode = TerminalMode.original
        var isStarted = false
        var hasEnded = false

        var isListening: Bool { !hasEnded && (mode == .editing || mode == .lines) }
    }

    private enum Wake: UInt8 {
        case lookAnew = 1
        case resized, resumed, end
    }

    /// How long the bytes of one key may be apart, in milliseconds.
    private static let patience: Int32 = 50

    /// - Parameter attributes: Of the terminal, if the input is one.
    init(_ input: Int32, _ attributes: TerminalAttributes?, _ events: TerminalEvents) {
        self.input = input
        source = InputSource(input)
        self.attributes = attributes
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

    var mode: TerminalMode { state.withLock { $0.mode } }

    /// When this returns with a mode in which nobody listens, nothing is taken from the input any more.
    func use(_ mode: TerminalMode) {
        let isListening = state.withLock { state in
            state.mode = mode
            state.hasEnded = false
            if TerminalRestoration.mayChange(true, of: input) { attributes?.use(mode) }
            if mode == .original { _ = TerminalRestoration.mayChange(false, of: input) }
            return state.isListening
        }
        guard isListening else { return }
        start()
        wake(.lookAnew)
    }

    /// Nobody listens any more: the mode has to be the original one.
    func end() {
        SignalPipe.forget(wakeWriting)
        // The thread closes the pipe, unless there is none.
        if state.withLock({ $0.isStarted }) { wake(.end) } else { closePipe() }
    }

    /// The shell may have left the terminal in another mode. In the background it is not ours, and where others have it
    /// they see to it themselves.
    private func takeTerminalBack() {
        state.withLock { state in
            guard state.mode == .editing || state.mode == .computing, tcgetpgrp(input) == getpgrp() else { return }
            if TerminalRestoration.mayChange(true, of: input) { attributes?.use(state.mode) }
        }
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
            case .resumed:
                takeTerminalBack()
                events.send(.resumed)
            case .end: return false
            case .lookAnew, nil: break
            }
        }
        return true
    }

    /// Whether there may be more to come that belongs to it.
    private func takeInput() -> Bool {
        // The lock is what `use` waits for, so nothing may wait in it.
        state.withLock { state in
            guard state.isListening else { return false }
            switch source.take() {
            case .bytes(let bytes):
                events.send(.input(bytes))
                return true
            case .nothing: return false
            case .end:
                state.hasEnded = true
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

internal import Foundation
internal import Synchronization

/// The terminal that this program runs on.
package final class UnixTerminal: TerminalDevice {
    package let kind: TerminalKind
    private let input: Int32
    private let output: Int32
    private let events = TerminalEvents()
    private let pump: InputPump
    private let state = Mutex(State())

    private struct State {
        /// Whether the terminal was given back for good.
        var isOver = false
        var rowsBelowCursor: Int?
        var writeError: Int32?
    }

    /// - Parameter handlesSignals: Whether to hear of the screen's size, and to put the terminal back in order when
    ///   the program is killed. Only one terminal in a program can.
    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, environment: [String: String],
        handlesSignals: Bool = true
    ) {
        self.input = input
        self.output = output
        let isTerminal = isatty(input) == 1 && isatty(output) == 1
        kind = isTerminal ? TerminalKind(environment) : .pipe
        let attributes = isTerminal ? TerminalAttributes(of: input) : nil
        pump = InputPump(input, attributes, events)
        guard isTerminal, handlesSignals else { return }
        pump.hearOfSignals()
        if let attributes { TerminalRestoration.install(attributes, output: output) }
    }

    deinit {
        use(.original)
        pump.end()
    }

    package var size: TerminalSize {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return TerminalSize(columns: 80, rows: 24)
        }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    package func write(_ text: String) {
        let isGone = state.withLock { $0.writeError != nil || ($0.isOver && kind == .screen) }
        guard !isGone, !TerminalRestoration.isEnding(input) else { return }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wait = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                let reason = errno
                return state.withLock { $0.writeError = $0.writeError ?? reason }
            }
        }
    }

    package var writeError: Int32? { state.withLock { $0.writeError } }

    package func noteRowsBelowCursor(_ rows: Int?) { state.withLock { $0.rowsBelowCursor = rows } }

    package func use(_ mode: TerminalMode) { state.withLock { use(mode, &$0) } }

    private func use(_ new: TerminalMode, _ state: inout State) {
        guard !state.isOver, !TerminalRestoration.isEnding(input) else { return }
        let former = pump.mode
        pump.use(new)
        if new == .original, former == .editing || state.rowsBelowCursor != nil { sayFarewell(&state) }
    }

    /// Gives the terminal back as it was, and for good: nobody changes it, or draws on it, any more.
    ///
    /// For a program that ends at once, from any thread.
    package func restore() {
        state.withLock { state in
            use(.original, &state)
            state.isOver = true
        }
    }

    /// Goes below what is drawn, and takes back what a program may ask of a terminal's screen.
    private func sayFarewell(_ state: inout State) {
        // A terminal that somebody has halted (Ctrl-S) takes nothing, which must not keep a program from its end.
        var room = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        guard poll(&room, 1, Self.patience) > 0 else { return }
        let below = state.rowsBelowCursor.map { rows in (rows > 0 ? "\u{1B}[\(rows)B" : "") + "\r\n" } ?? ""
        state.rowsBelowCursor = nil
        let bytes = Array((below + TerminalRestoration.farewell).utf8)
        _ = Foundation.write(output, bytes, bytes.count)
    }

    /// How long a terminal may take until it accepts the farewell, in milliseconds.
    private static let patience: Int32 = 200

    package func interrupt() { events.send(.interrupted) }

    package func next() async -> TerminalEvent? { await events.next() }

    package func suspend() {
        let before = pump.mode
        use(.original)
        // The others of our job stop first, and we do so on this very thread: what comes next happens afterwards.
        let action = signal(SIGTSTP, SIG_IGN)
        kill(0, SIGTSTP)
        signal(SIGTSTP, SIG_DFL)
        // The threads that run Swift's tasks let no signal through.
        var (stop, mask) = (sigset_t(), sigset_t())
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, &mask)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        signal(SIGTSTP, action)
        use(before)
    }
}

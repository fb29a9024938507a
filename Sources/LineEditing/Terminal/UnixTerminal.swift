internal import Foundation
internal import Synchronization

/// The terminal that this program runs on.
package final class UnixTerminal: TerminalDevice {
    package let kind: TerminalKind
    private let input: Int32
    private let output: Int32
    private let events = TerminalEvents()
    private let pump: InputPump
    private let attributes: TerminalAttributes?
    private let mode = Mutex(TerminalMode.original)
    private let firstError = Mutex<Int32?>(nil)

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
        attributes = isTerminal ? TerminalAttributes(of: input) : nil
        pump = InputPump(input, events)
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

    package var writeError: Int32? { firstError.withLock { $0 } }

    package func write(_ text: String) {
        guard writeError == nil else { return }
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
                return firstError.withLock { $0 = $0 ?? reason }
            }
        }
    }

    package func use(_ new: TerminalMode) {
        mode.withLock { mode in
            mode = new
            if new == .original || new == .computing { pump.pause() }
            if new != .original { TerminalRestoration.noteChange(true, of: input) }
            attributes?.use(new)
            if new == .original { TerminalRestoration.noteChange(false, of: input) }
            if new == .editing || new == .lines { pump.listen() }
        }
    }

    package func interrupt() { events.send(.interrupted) }

    package func next() async -> TerminalEvent? {
        let event = await events.next()
        // Whoever had the terminal meanwhile may have left it in another mode.
        if event == .resumed { mode.withLock { attributes?.use($0) } }
        return event
    }

    package func suspend() {
        let before = mode.withLock { $0 }
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

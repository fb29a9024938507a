internal import Foundation

/// The terminal that this program runs on.
package final class UnixTerminal: TerminalDevice {
    package let kind: TerminalKind
    private let output: Int32
    private let events = TerminalEvents()
    private let pump: InputPump

    /// - Parameter handlesSignals: Whether to hear of the screen's size, and to put the terminal back in order when
    ///   the program is killed. Only one terminal in a program can.
    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, environment: [String: String],
        handlesSignals: Bool = true
    ) {
        self.output = output
        let isTerminal = isatty(input) == 1 && isatty(output) == 1
        kind = isTerminal ? TerminalKind(environment) : .pipe
        let attributes = isTerminal ? TerminalAttributes(of: input) : nil
        pump = InputPump(input, attributes, events)
        guard isTerminal, handlesSignals else { return }
        pump.hearOfSignals()
        if let attributes { TerminalRestoration.install(attributes, output: output) }
    }

    deinit { pump.end() }

    package var size: TerminalSize {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return TerminalSize(columns: 80, rows: 24)
        }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    package func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wait = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                // Nobody is there to read it; that the input ends, too, says so.
                return
            }
        }
    }

    package func use(_ mode: TerminalMode) { pump.use(mode) }

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

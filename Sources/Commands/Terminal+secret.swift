internal import Foundation
internal import Trakt

extension Terminal {
    /// Whether somebody is there to answer.
    static var canAsk: Bool { isWatched && isatty(STDIN_FILENO) == 1 }

    /// Asks for something that does not appear while it is typed; nil when nothing was, or nobody is there to type.
    static func secret(askingFor what: String) -> Secret? {
        guard canAsk else { return nil }
        var former = termios()
        guard tcgetattr(STDIN_FILENO, &former) == 0 else { return nil }
        var silent = former
        silent.c_lflag &= ~tcflag_t(ECHO)
        // Ctrl-C leaves a terminal that shows what is typed.
        let receiver = Signals.receive { [former] _ in
            var former = former
            tcsetattr(STDIN_FILENO, TCSANOW, &former)
            _exit(ExitStatus.interrupted.rawValue)
        }
        tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        progress("\(what) (not shown; empty when it has none): ")
        let line = readLine()
        tcsetattr(STDIN_FILENO, TCSANOW, &former)
        Signals.receive(receiver)
        say("")
        return line.flatMap { $0.isEmpty ? nil : Secret($0) }
    }
}

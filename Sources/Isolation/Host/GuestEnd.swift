internal import Glibc

/// How a guest's process ended.
enum GuestEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// Nobody could tell.
    case lost

    /// - Parameter status: as `waitpid` tells it.
    init(status: Int32) {
        let signal = status & 0x7f
        if status == -1 {
            self = .lost
        } else if signal == 0 {
            self = .exited(status >> 8 & 0xff)
        } else {
            self = .signalled(signal)
        }
    }

    /// What happened, as the end of a sentence about the process.
    var words: String {
        switch self {
        case .exited(let status): "ended with status \(status) and without a result"
        case .signalled(let number): "was ended by signal \(number) (\(Self.meaning(of: number)))"
        case .lost: "is gone, and how it ended is not known"
        }
    }

    /// The same of one that was not ready yet.
    var wordsOfBeginning: String {
        guard self == .exited(Guest.statusWithoutRoom) else { return words }
        return "has no room for a script in the memory that the program may have (ulimit -v, or LimitAS= of systemd)"
    }

    private static func meaning(of signal: Int32) -> String {
        switch signal {
        case SIGKILL: "SIGKILL: by the system where memory ran out, or by somebody"
        case SIGSEGV: "SIGSEGV: it used memory that is not its own"
        case SIGBUS: "SIGBUS: it used memory that is not there"
        case SIGABRT: "SIGABRT: a check inside it failed"
        case SIGILL, SIGTRAP: "\(signal == SIGILL ? "SIGILL" : "SIGTRAP"): a check inside it failed"
        case SIGSYS: "SIGSYS: it asked the system for something that scripts may not have"
        case SIGXCPU: "SIGXCPU: it used more processor time than it may"
        default: String(cString: strsignal(signal))
        }
    }
}

extension GuestEnd {
    static let outOfProcessorTime = GuestEnd.signalled(SIGXCPU)
}

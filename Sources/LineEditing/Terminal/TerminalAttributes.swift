internal import Foundation

/// How the system treats what is typed on a terminal (termios), as it was and as we need it.
struct TerminalAttributes: Sendable {
    let descriptor: Int32
    private let original: Attributes

    /// A structure of C's, without pointers.
    private struct Attributes: Sendable {
        var value: termios
    }

    init?(of descriptor: Int32) {
        var value = termios()
        guard tcgetattr(descriptor, &value) == 0 else { return nil }
        self.descriptor = descriptor
        original = Attributes(value: value)
    }

    func use(_ mode: TerminalMode) {
        var value = attributes(mode)
        while tcsetattr(descriptor, TCSANOW, &value) != 0, errno == EINTR {}
    }

    /// Only what comes in is treated differently: others may write to the terminal, too, as they are used to.
    func attributes(_ mode: TerminalMode) -> termios {
        var value = original.value
        guard mode == .editing || mode == .computing else { return value }
        value.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON)
        value.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN)
        if mode == .editing { value.c_lflag &= ~tcflag_t(ISIG) } else { value.c_lflag |= tcflag_t(ISIG) }
        withUnsafeMutableBytes(of: &value.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        return value
    }
}

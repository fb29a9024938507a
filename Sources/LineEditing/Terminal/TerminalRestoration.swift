internal import Foundation

/// Puts the terminal back in order however this program ends: by its own will, killed, or because of a mistake in it.
enum TerminalRestoration {
    private typealias Action = sigaction

    /// Memory that a signal's handler may read: nothing of it is counted or copied.
    private struct Saved {
        let input: Int32
        let output: Int32
        var attributes: termios
        var isChanged = false
        /// Whether a signal that ends the program has come.
        var isEnding = false
        let farewell: UnsafeMutableBufferPointer<UInt8>
        /// What was done at a signal before, by its number.
        let actions: UnsafeMutablePointer<Action>
    }

    /// Sound because it is written once, before any handler that reads it is installed.
    nonisolated(unsafe) private static var saved: UnsafeMutablePointer<Saved>?

    /// Ends bracketed paste and colours, and shows the cursor.
    static let farewell = "\u{1B}[?2004l\u{1B}[m\u{1B}[?25h"
    private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    private static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    static func install(_ attributes: TerminalAttributes, output: Int32) {
        guard saved == nil else { return }
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: farewell.utf8.count)
        _ = bytes.initialize(from: farewell.utf8)
        let actions = UnsafeMutablePointer<Action>.allocate(capacity: 65)
        actions.initialize(repeating: Action(), count: 65)
        let memory = UnsafeMutablePointer<Saved>.allocate(capacity: 1)
        memory.initialize(
            to: Saved(
                input: attributes.descriptor, output: output, attributes: attributes.attributes(.original),
                farewell: bytes, actions: actions))
        saved = memory
        atexit { TerminalRestoration.restore() }
        for number in endings + crashes { watch(number) }
    }

    /// Says whether there is anything to put back in order.
    static func noteChange(_ isChanged: Bool, of descriptor: Int32) {
        guard let saved, saved.pointee.input == descriptor else { return }
        saved.pointee.isChanged = isChanged
    }

    /// Whether a signal ends the program. Other threads run on meanwhile, and must leave the terminal alone.
    static func isEnding(_ descriptor: Int32) -> Bool {
        guard let saved, saved.pointee.input == descriptor else { return false }
        return saved.pointee.isEnding
    }

    /// Leaves alone what the program treats, or ignores, itself.
    private static func watch(_ number: Int32) {
        guard let saved else { return }
        sigaction(number, nil, &saved.pointee.actions[Int(number)])
        let isCrash = crashes.contains(number)
        guard isCrash || isDefault(saved.pointee.actions[Int(number)]) else { return }
        var action = sigaction()
        action.sa_flags = Int32(SA_SIGINFO)
        sigemptyset(&action.sa_mask)
        // In the background a change of the terminal's attributes would stop us.
        sigaddset(&action.sa_mask, SIGTTOU)
        set(&action) { number, information, _ in
            TerminalRestoration.restore()
            guard let saved = TerminalRestoration.saved else { return }
            sigaction(number, &saved.pointee.actions[Int(number)], nil)
            // What an instruction raised it raises again when we return, with all that a debugger wants to see.
            if (information?.pointee.si_code ?? 0) <= 0 { raise(number) }
        }
        sigaction(number, &action, nil)
    }

    private static func restore() {
        guard let saved else { return }
        saved.pointee.isEnding = true
        guard saved.pointee.isChanged else { return }
        tcsetattr(saved.pointee.input, TCSANOW, &saved.pointee.attributes)
        _ = write(saved.pointee.output, saved.pointee.farewell.baseAddress, saved.pointee.farewell.count)
    }

    private static func isDefault(_ action: sigaction) -> Bool {
        #if os(Linux)
            unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
        #else
            unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 0
        #endif
    }

    private static func set(
        _ action: inout sigaction,
        _ handler: @escaping @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void
    ) {
        #if os(Linux)
            action.__sigaction_handler.sa_sigaction = handler
        #else
            action.__sigaction_u.__sa_sigaction = handler
        #endif
    }
}

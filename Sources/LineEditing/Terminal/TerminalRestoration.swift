internal import Foundation
internal import Synchronization

/// Puts the terminal back in order however this program ends: by its own will, killed, or because of a mistake in it.
enum TerminalRestoration {
    private typealias Action = sigaction

    /// Memory that a signal's handler may read: nothing of it is counted or copied.
    private struct Saved {
        let input: Int32
        let output: Int32
        var attributes: termios
        var isChanged = false
        let farewell: UnsafeMutableBufferPointer<UInt8>
        /// What was done at a signal before, by its number.
        let actions: UnsafeMutablePointer<Action>
    }

    /// Sound because it is written once, before any handler that reads it is installed.
    nonisolated(unsafe) private static var saved: UnsafeMutablePointer<Saved>?

    /// Whether the terminal was put back in order at the program's end.
    private static let hasEnded = Atomic(false)

    /// Ends bracketed paste and colours, and shows the cursor.
    static let farewell = "\u{1B}[?2004l\u{1B}[m\u{1B}[?25h"
    private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    private static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// In words that a handler may use.
    private static func isCrash(_ number: Int32) -> Bool {
        switch number {
        case SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP: true
        default: false
        }
    }

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
        _ = hasEnded.load(ordering: .relaxed)
        atexit { TerminalRestoration.restore() }
        for number in endings + crashes { watch(number) }
    }

    /// Says whether there is anything to put back in order, and answers whether it may be changed.
    static func mayChange(_ isChanged: Bool, of descriptor: Int32) -> Bool {
        if isEnding(descriptor) { return false }
        guard let saved, saved.pointee.input == descriptor else { return true }
        saved.pointee.isChanged = isChanged
        return true
    }

    /// Whether the program ends or is being killed. Other threads run on meanwhile, and must leave the terminal alone.
    static func isEnding(_ descriptor: Int32) -> Bool {
        guard let saved, saved.pointee.input == descriptor else { return false }
        return hasEnded.load(ordering: .sequentiallyConsistent)
    }

    /// Leaves alone what the program treats, or ignores, itself.
    private static func watch(_ number: Int32) {
        guard let saved else { return }
        sigaction(number, nil, &saved.pointee.actions[Int(number)])
        guard isCrash(number) || isDefault(saved.pointee.actions[Int(number)]) else { return }
        var action = sigaction()
        action.sa_flags = Int32(SA_SIGINFO)
        sigemptyset(&action.sa_mask)
        // In the background a change of the terminal's attributes would stop us.
        sigaddset(&action.sa_mask, SIGTTOU)
        set(&action) { number, information, _ in
            TerminalRestoration.restore()
            // A thread may have been about to change it.
            poll(nil, 0, 5)
            TerminalRestoration.restore()
            guard let saved = TerminalRestoration.saved else { return }
            sigaction(number, &saved.pointee.actions[Int(number)], nil)
            // What an instruction raised it raises again when we return, with all that a debugger wants to see.
            let isOfInstruction = TerminalRestoration.isCrash(number) && (information?.pointee.si_code ?? 0) > 0
            if !isOfInstruction { raise(number) }
        }
        sigaction(number, &action, nil)
    }

    private static func restore() {
        hasEnded.store(true, ordering: .sequentiallyConsistent)
        guard let saved, saved.pointee.isChanged else { return }
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

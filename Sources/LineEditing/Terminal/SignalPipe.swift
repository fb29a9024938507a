internal import Foundation

/// Signals as bytes in a pipe: a handler may do little more than write one.
///
/// Not a dispatch source: those are registered some time after they are resumed, and a signal that comes before is
/// lost; on Linux so is one that reaches a thread which does not block it.
package enum SignalPipe {
    private struct Target {
        var descriptor: Int32 = -1
        var byte: UInt8 = 0
    }

    /// By the signal's number. Sound because an entry is written before the handler that reads it is installed, and
    /// the memory is never given back.
    nonisolated(unsafe) private static let targets: UnsafeMutablePointer<Target> = {
        let targets = UnsafeMutablePointer<Target>.allocate(capacity: 65)
        targets.initialize(repeating: Target(), count: 65)
        return targets
    }()

    /// Writes `byte` to the descriptor for each such signal from here on.
    package static func hear(_ number: Int32, as byte: UInt8, descriptor: Int32) {
        targets[Int(number)] = Target(descriptor: descriptor, byte: byte)
        var action = sigaction()
        action.sa_flags = Int32(SA_RESTART)
        set(&action) { number in
            let reason = errno
            _ = write(SignalPipe.targets[Int(number)].descriptor, &SignalPipe.targets[Int(number)].byte, 1)
            errno = reason
        }
        sigaction(number, &action, nil)
    }

    /// Before the pipe is closed, as its number may be given to something else.
    static func forget(_ descriptor: Int32) {
        for number in 0..<65 where targets[number].descriptor == descriptor { targets[number].descriptor = -1 }
    }

    private static func set(_ action: inout sigaction, _ handler: @escaping @convention(c) (Int32) -> Void) {
        #if os(Linux)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
    }
}

internal import Foundation
internal import Lua
internal import Synchronization

/// Ends a run when the person asks for it, and the whole process when the run does not end.
///
/// Lua is stopped within microseconds nearly everywhere; what cannot be stopped from inside ends with the process
/// after a second of grace.
final class Interruption: Sendable {
    private static let grace = DispatchTimeInterval.seconds(1)
    private let queue = DispatchQueue(label: "interruption")
    private let received = Mutex<Int32?>(nil)
    private let interrupted: @Sendable () -> Void

    /// Watches for Ctrl-C and termination from here on.
    init(_ interrupted: @escaping @Sendable () -> Void) {
        self.interrupted = interrupted
        SignalPipe.receive { [weak self] number in
            // What is left to do when nothing can be interrupted any more can go undone.
            guard let self else { _exit(ExitStatus.interrupted.rawValue) }
            receive(number)
        }
    }

    /// The signal that asked for the end.
    var signalNumber: Int32? { received.withLock { $0 } }

    private func receive(_ number: Int32) {
        let again = received.withLock { received in
            defer { received = received ?? number }
            return received != nil
        }
        if again { _exit(ExitStatus.interrupted.rawValue) }
        interrupted()
        endHard(after: Self.grace, because: "The script could not be stopped from inside; its process was ended.")
    }

    /// Ends the process when `duration` and the grace have passed.
    func endHard(at duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        queue.asyncAfter(deadline: .now() + seconds + 1) {
            Terminal.note("The script's time was up and it could not be stopped from inside; its process was ended.")
            _exit(ExitStatus.failed.rawValue)
        }
    }

    private func endHard(after interval: DispatchTimeInterval, because sentence: String) {
        queue.asyncAfter(deadline: .now() + interval) {
            Terminal.note(sentence)
            _exit(ExitStatus.interrupted.rawValue)
        }
    }
}

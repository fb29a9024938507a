internal import Dispatch
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
    // Made once, before anything else sees the object.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    /// Watches for Ctrl-C and termination from here on.
    init(_ interrupted: @escaping @Sendable () -> Void) {
        let queue = queue
        sources = [SIGINT, SIGTERM].map { number in
            Foundation.signal(number, SIG_IGN)  // else the process ends before the source sees it
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        for (number, source) in zip([SIGINT, SIGTERM], sources) {
            source.setEventHandler { [weak self] in self?.receive(number, interrupted) }
            source.resume()
        }
    }

    /// The signal that asked for the end.
    var signalNumber: Int32? { received.withLock { $0 } }

    private func receive(_ number: Int32, _ interrupted: @escaping @Sendable () -> Void) {
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

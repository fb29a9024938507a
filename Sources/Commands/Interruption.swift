internal import Automation
internal import Foundation
internal import Lua
internal import Synchronization

/// Ends a command when the person asks for it, and the whole process when the command does not end.
///
/// Lua is stopped within microseconds nearly everywhere; what cannot be stopped from inside ends with the process
/// after a second of grace, or after what cannot be repeated.
final class Interruption: Sendable {
    private static let grace = DispatchTimeInterval.seconds(1)
    private static let queue = DispatchQueue(label: "interruption")
    /// Whether the process only lasts for critical work that is under way; the next signal ends that too.
    private static let isHeld = Atomic(false)

    private let received = Mutex<Int32?>(nil)
    let subject: String
    private let interrupted: @Sendable () -> Void

    /// Watches for Ctrl-C and termination from here on.
    ///
    /// - Parameter subject: what is interrupted, as the beginning of a sentence.
    init(of subject: String, _ interrupted: @escaping @Sendable () -> Void) {
        self.subject = subject
        self.interrupted = interrupted
        Signals.receive { [weak self] number in
            if Self.isHeld.load(ordering: .relaxed) { _exit(ExitStatus.interrupted.rawValue) }
            // What is left to do when nothing can be interrupted any more can go undone.
            guard let self else { return Self.queue.async { Self.end(.interrupted, because: nil) } }
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
        Self.queue.asyncAfter(deadline: .now() + Self.grace) { [subject] in
            Self.end(.interrupted, because: "\(subject) could not be stopped from inside; its process was ended.")
        }
    }

    /// Does what comes before anything is changed; the signal cancels it, and then the command is over.
    ///
    /// - Parameter stop: what the signal throws.
    func beforehand<Value: Sendable>(
        _ stop: StopSwitch, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        do { return try await stop.cancelling(body) } catch  where signalNumber != nil {
            Terminal.note("\(subject) was interrupted before anything was changed.")
            throw ExitStatus.interrupted.code
        }
    }

    /// Ends the process when `duration` and the grace have passed.
    func endHard(at duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        Self.queue.asyncAfter(deadline: .now() + seconds + 1) { [subject] in
            Self.end(
                .failed,
                because: "\(subject)'s time was up and it could not be stopped from inside; its process was ended.")
        }
    }

    /// Ends the process, but not before what cannot be repeated is done; that takes no longer than a call may.
    private static func end(_ status: ExitStatus, because sentence: String?) {
        guard CriticalWork.isUnderWay else {
            if let sentence { Terminal.note(sentence) }
            _exit(status.rawValue)
        }
        if !isHeld.exchange(true, ordering: .relaxed) {
            Terminal.note(
                "Finishing an exchange of tokens with Trakt, which cannot be repeated; Ctrl-C again ends it at once.")
        }
        // With that done the process may well end by itself.
        CriticalWork.whenDone { queue.asyncAfter(deadline: .now() + grace) { end(status, because: sentence) } }
    }
}

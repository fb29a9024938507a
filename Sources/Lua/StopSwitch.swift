internal import CLuaSupport
internal import Synchronization

/// Why a script was stopped from outside.
public enum StopReason: String, Sendable, Hashable, CaseIterable {
    /// Somebody cancelled it: Ctrl-C, or the task that ran it.
    case cancelled
    /// Its time was up.
    case deadline
    /// It held more memory than it may, and collecting garbage did not help.
    case memory
}

/// Stops a script, from any thread, also one in an endless loop: within microseconds if it runs, at once if it waits.
///
/// A switch serves one interpreter and stays thrown.
public final class StopSwitch: Sendable {
    // The C object locks for itself and counts its references.
    nonisolated(unsafe) let pointer: OpaquePointer
    private let observers: Observers

    public init() {
        observers = Observers()
        pointer = moonreel_switch_new(
            Unmanaged.passRetained(observers).toOpaque(),
            { Unmanaged<Observers>.fromOpaque($0).takeUnretainedValue().notify() },
            { Unmanaged<Observers>.fromOpaque($0).release() })
    }

    deinit { moonreel_switch_release(pointer) }

    /// Why the switch was thrown; `nil` while it was not.
    public var reason: StopReason? { StopReason(moonreel_switch_reason(pointer)) }

    /// Stops the script. The first reason stays.
    public func stop(because reason: StopReason = .cancelled) { moonreel_switch_stop(pointer, reason.raw) }

    /// Breaks off what runs under the prelude's `host.attempt`, and leaves the script alive. One that waits is not reached by
    /// this: it has to be told by an answer.
    package func interrupt() { moonreel_switch_interrupt(pointer) }

    /// Has a signal to this process stop the script, for the reason that comes with it as `StopReason.signalValue`.
    ///
    /// One switch of a process can have this, and must stay for the life of the process.
    package func obey(signal: Int32) -> Bool { moonreel_switch_obey(pointer, signal) }

    /// Stops the script when `duration` has passed, unless it has ended by then.
    package func stop(after duration: Duration) {
        moonreel_switch_set_deadline(pointer, max(1, duration.nanoseconds))
    }

    package func removeDeadline() { moonreel_switch_set_deadline(pointer, 0) }

    /// What passes until ``resumeDeadline()`` does not count: the script waits for something that is not its own. Of several
    /// suspensions each has to be resumed.
    package func suspendDeadline() { moonreel_switch_suspend_deadline(pointer) }

    package func resumeDeadline() { moonreel_switch_resume_deadline(pointer) }

    /// Returns when the switch is thrown, or the task cancelled.
    package func thrown() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        whenThrown { continuation.finish() }
        for await _ in stream {}
    }

    /// Has an action done when the switch is thrown, on the thread that throws it; at once when it was.
    package func whenThrown(_ action: @escaping @Sendable () -> Void) {
        observers.add(action)
        if reason != nil { observers.notify() }
    }

    private final class Observers: Sendable {
        private let actions = Mutex<[@Sendable () -> Void]>([])

        func add(_ action: @escaping @Sendable () -> Void) { actions.withLock { $0.append(action) } }

        func notify() {
            let all = actions.withLock { actions in
                defer { actions = [] }
                return actions
            }
            for action in all { action() }
        }
    }
}

extension StopReason {
    /// What a signal brings that stops a script for this reason.
    package var signalValue: Int32 { Int32(raw.rawValue) }

    init?(_ raw: moonreel_stop_reason) {
        switch raw {
        case MOONREEL_STOP_CANCELLED: self = .cancelled
        case MOONREEL_STOP_DEADLINE: self = .deadline
        case MOONREEL_STOP_MEMORY: self = .memory
        default: return nil
        }
    }

    var raw: moonreel_stop_reason {
        switch self {
        case .cancelled: MOONREEL_STOP_CANCELLED
        case .deadline: MOONREEL_STOP_DEADLINE
        case .memory: MOONREEL_STOP_MEMORY
        }
    }
}

extension Duration {
    /// The whole nanoseconds; a negative duration has none, one beyond 64 bits has the most.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000)).partialValue
    }
}

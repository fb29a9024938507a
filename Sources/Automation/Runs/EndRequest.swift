package import Lua
internal import Synchronization

/// Asks a run to end before its next call, where nothing of what it does is cut in two.
package final class EndRequest: Sendable {
    package enum Reason: Sendable, Hashable {
        /// Another run takes its place.
        case replaced
        /// Its process ends; the next one goes on with it.
        case parked
    }

    private let asked = Mutex<Reason?>(nil)
    private let stop: StopSwitch

    package init(_ stop: StopSwitch) {
        self.stop = stop
    }

    package var reason: Reason? { asked.withLock { $0 } }

    /// The first reason stays.
    package func ask(_ reason: Reason) {
        asked.withLock { $0 = $0 ?? reason }
    }

    /// Ends the run when that was asked for, and says whether it does. Called where it is about to ask for something.
    func complies() -> Bool {
        guard reason != nil else { return false }
        stop.stop(because: .cancelled)
        return true
    }
}

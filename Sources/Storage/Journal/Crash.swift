#if DEBUG
    internal import Foundation
    internal import Synchronization

    /// Ends the process at one point, as with `kill -9`: nothing of it is cleaned up.
    package final class Crash: Sendable {
        private let point: CrashPoint
        private let count = Mutex(0)

        package init(at point: CrashPoint) {
            self.point = point
        }

        /// The one that the environment asks for: `MOONREEL_CRASH="before commit:7"`.
        package convenience init?(_ environment: [String: String]) {
            guard let point = environment["MOONREEL_CRASH"].flatMap(CrashPoint.init) else { return nil }
            self.init(at: point)
        }

        /// Does something, unless this is where the process dies.
        package func around<Value, Failure: Error>(
            _ event: CrashPoint.Event, _ body: () async throws(Failure) -> Value
        ) async throws(Failure) -> Value {
            let isHere =
                point.counts(event)
                && count.withLock { count in
                    count += 1
                    return count == point.number
                }
            if isHere, point.side == .before { kill(getpid(), SIGKILL) }
            let value = try await body()
            if isHere, point.side == .after { kill(getpid(), SIGKILL) }
            return value
        }
    }
#endif

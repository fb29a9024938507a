internal import Foundation

/// The service manager that started this process, which wants to know how it fares: sd_notify(3). Where there is none,
/// nothing is said.
package struct ServiceManager: Sendable {
    private let socket: NotifySocket?
    /// How often ``watch(_:clock:)`` says that all is well: twice in the time that the manager waits for it; nil when it
    /// does not wait.
    package let watchInterval: Duration?

    /// - Parameter process: this process, which alone is meant when the environment names one.
    package init(_ environment: [String: String], process: Int32 = getpid()) {
        socket = environment["NOTIFY_SOCKET"].flatMap { NotifySocket($0) }
        watchInterval = socket == nil ? nil : Self.watchInterval(environment, process)
    }

    /// Takes what the environment says of the manager out of it, so that no child takes itself for the service. To be
    /// called before there are other threads that read the environment.
    package static func fromEnvironment() -> ServiceManager {
        let manager = ServiceManager(ProcessInfo.processInfo.environment)
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsetenv(name) }
        return manager
    }

    private static func watchInterval(_ environment: [String: String], _ process: Int32) -> Duration? {
        guard let microseconds = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), microseconds > 1 else {
            return nil
        }
        if let meant = environment["WATCHDOG_PID"], Int32(meant) != process { return nil }
        return .microseconds(microseconds / 2)
    }

    // MARK: Saying

    /// That everything is there which the service needs to do its work, at the start and after ``reloading()``.
    package func ready() { say("READY=1") }

    /// That the configuration is read anew.
    package func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        say("RELOADING=1\nMONOTONIC_USEC=\(Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)")
    }

    /// That the service comes to its end.
    package func stopping() { say("STOPPING=1") }

    /// What the service does, in a line for a person.
    package func status(_ line: String) {
        // A line's end would be the beginning of another statement.
        say("STATUS=" + Terminal.harmless(line).split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    /// Says that all is well as often as the manager wants to hear it, until it is cancelled; returns at once where none does.
    ///
    /// - Parameter isAlive: proves it. Nothing is said when it does not return, so that the manager ends the process.
    package func watch(
        clock: any Clock<Duration> = ContinuousClock(), _ isAlive: @Sendable () async -> Bool
    ) async {
        guard let watchInterval else { return }
        repeat {
            if await isAlive() { say("WATCHDOG=1") }
        } while (try? await clock.sleep(for: watchInterval)) != nil
    }

    private func say(_ statement: String) { socket?.send(statement) }
}

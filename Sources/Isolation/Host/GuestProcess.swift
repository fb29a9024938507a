internal import CIsolation
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A guest's process, from its beginning to its end, as its host has it.
final class GuestProcess: Sendable {
    private let log: Int32
    /// Nil when it has been waited for: its number may be somebody else's then.
    private let process: Mutex<pid_t?>

    /// Starts a guest, and opens the line to it.
    ///
    /// - Parameter executable: the program, which makes itself a guest when it is told so.
    static func start(_ executable: String) async throws(GuestError) -> (GuestProcess, GuestLine) {
        var (own, its, log, itsLog): (Int32, Int32, Int32, Int32) = (-1, -1, -1, -1)
        let problem = moonreel_open_line(&own, &its, &log, &itsLog)
        guard problem == 0 else { throw .notStarted(problem) }
        let ends = (socket: its, log: itsLog)
        // The kernel ends a guest with the thread that started it, and those of the event loops last.
        let started = try? await MultiThreadedEventLoopGroup.singleton.any().submit {
            var process: pid_t = 0
            let error = moonreel_spawn_guest(executable, "moonreel", Guest.command, ends.socket, ends.log, &process)
            return (error: error, process: process)
        }.get()
        close(its)
        close(itsLog)
        guard let started, started.error == 0 else {
            close(own)
            close(log)
            throw .notStarted(started?.error ?? ESHUTDOWN)
        }
        let process = GuestProcess(started.process, log: log)
        do { return (process, try await GuestLine(own)) } catch {
            _ = await process.awaitEnd()
            throw .notStarted(ECONNABORTED)
        }
    }

    private init(_ process: pid_t, log: Int32) {
        self.process = Mutex(process)
        self.log = log
    }

    deinit { close(log) }

    /// Its number, until it has been waited for.
    var number: Int32? { process.withLock { $0 } }

    /// Whether it is not there any more.
    var hasEnded: Bool { withProcess { moonreel_guest_has_ended($0) ? 1 : 0 } != 0 }

    /// Asks it to stop its script, by a signal, which finds it also where it does not listen.
    func interrupt(_ value: Int32) { _ = withProcess { moonreel_signal_guest($0, Guest.stopSignal, value) } }

    /// Ends it. It cannot keep itself from that.
    func end() { _ = withProcess { kill($0, SIGKILL) } }

    /// Ends it if it is still there, and tells how it ended.
    func awaitEnd() async -> GuestEnd {
        end()
        let process = self.process.withLock { process in
            defer { process = nil }
            return process
        }
        guard let process else { return .lost }
        // In a task that nobody cancels: what is not waited for stays in the system's table.
        let status = await Task { try? await NIOThreadPool.singleton.runIfActive { moonreel_await_guest(process) } }
            .value
        return status.map(GuestEnd.init(status:)) ?? .lost
    }

    /// Whether it is over by itself, which may take a moment: what a process has open is closed before it is gone.
    func endsByItself(within time: Duration = .seconds(1)) async -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: time)
        while !hasEnded, clock.now < deadline, (try? await clock.sleep(for: .milliseconds(5))) != nil {}
        return hasEnded
    }

    /// What it wrote where errors go, at most so many bytes of it.
    func takeLog(_ most: Int = 4096) -> String {
        var bytes = [UInt8](repeating: 0, count: most)
        let count = bytes.withUnsafeMutableBytes { read(log, $0.baseAddress, $0.count) }
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
    }

    private func withProcess(_ body: (pid_t) -> Int32) -> Int32? {
        process.withLock { process in process.map { body($0) } }
    }
}

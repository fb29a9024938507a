/// A clock of any kind, read as the time since a start.
struct Stopwatch: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let pause: @Sendable (Duration) async throws -> Void

    init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        pause = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }

    /// The time since the start.
    var now: Duration { elapsed() }

    /// Sleeps until so much time has passed since the start. Throws when the task is cancelled.
    func sleep(until instant: Duration) async throws {
        try await pause(instant)
    }

    /// Sleeps for so long. Throws when the task is cancelled.
    func sleep(for duration: Duration) async throws {
        try await pause(elapsed() + duration)
    }
}

package import Foundation

/// Time as schedules need it: what the clock on the wall shows, also after somebody set it.
package protocol WallClock: Sendable {
    var now: Date { get }
    /// Returns when the clock on the wall shows this time, or the task is cancelled; early when it is unsure.
    func sleep(until date: Date) async
}

/// The machine's clock.
package struct SystemWallClock: WallClock {
    /// How long a sleep lasts at most. Whoever set the clock back is noticed then.
    private static let longest: TimeInterval = 3600

    package init() {}

    package var now: Date { Date() }

    package func sleep(until date: Date) async {
        let seconds = min(date.timeIntervalSince(Date()), Self.longest)
        guard seconds > 0 else { return }
        let queue = DispatchQueue.global()
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let timers = (0..<2).map { _ in DispatchSource.makeTimerSource(flags: .strict, queue: queue) }
        for timer in timers { timer.setEventHandler { continuation.finish() } }
        // By the wall: one that is set forward, or a machine that slept, is late at once.
        timers[0].schedule(wallDeadline: .now() + seconds)
        // And by a clock that nobody sets: after the wall's was set back, its time may be a year away.
        timers[1].schedule(deadline: .now() + seconds)
        for timer in timers { timer.resume() }
        for await _ in stream {}
        for timer in timers { timer.cancel() }
    }
}

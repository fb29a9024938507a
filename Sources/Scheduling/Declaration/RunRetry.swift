/// When a run that failed is tried again.
package struct RunRetry: Hashable, Sendable {
    /// How often a run is tried in all.
    package var attempts = 3
    /// The most that the second attempt waits. Each further one waits up to twice as long.
    package var base = Duration.seconds(30)
    /// The most that any waits.
    package var cap = Duration.seconds(3600)

    package init(attempts: Int = 3) { self.attempts = attempts }

    /// How long to wait before an attempt, counted from 1; nil when there is none any more.
    ///
    /// Anything between nothing and the most is as likely, so that runs that failed together are not tried together.
    package func delay(beforeAttempt attempt: Int, using random: inout some RandomNumberGenerator) -> Duration? {
        guard attempt <= attempts else { return nil }
        guard attempt > 1 else { return .zero }
        var most = base
        for _ in 2..<attempt where most < cap { most *= 2 }
        let milliseconds = Int64(min(most, cap).inSeconds * 1000)
        return .milliseconds(Int64.random(in: 0...milliseconds, using: &random))
    }
}

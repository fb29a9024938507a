/// A moment on a clock that nobody sets and that goes on while the machine sleeps. Two moments can be compared when the
/// machine was not started anew between them.
package struct Moment: Sendable, Hashable, Codable {
    /// Which start of the machine.
    package var boot: String
    /// The time since then.
    package var sinceBoot: Duration

    package init(boot: String, sinceBoot: Duration) {
        self.boot = boot
        self.sinceBoot = sinceBoot
    }

    /// How much time has passed since an earlier moment, at least. After a new start that is what the machine has been up.
    package func elapsed(since earlier: Moment) -> Duration {
        earlier.boot == boot ? sinceBoot - earlier.sinceBoot : sinceBoot
    }

    /// How much time has passed since an earlier moment, at most: nil after a new start, before which the machine may have
    /// been off for any time.
    package func mostElapsed(since earlier: Moment) -> Duration? {
        earlier.boot == boot ? sinceBoot - earlier.sinceBoot : nil
    }
}

/// Time as effects need it.
package protocol SteadyClock: Sendable {
    var moment: Moment { get }
    /// Throws when the task is cancelled.
    func sleep(for duration: Duration) async throws
}

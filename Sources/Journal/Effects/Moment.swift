/// A moment on a clock that nobody sets and that goes on while the machine sleeps. Two moments can be compared when the
/// machine was not started anew between them.
package struct Moment: Sendable, Hashable, Codable {
    /// Which start of the machine. Where the machine does not tell, each process has a name of its own, which begins with
    /// ``unknownStart``: two of these may be the same start or not.
    package var boot: String
    /// The time since then.
    package var sinceBoot: Duration

    package init(boot: String, sinceBoot: Duration) {
        self.boot = boot
        self.sinceBoot = sinceBoot
    }

    package static let unknownStart = "unknown "

    /// How much time has passed since an earlier moment, at least. After a new start that is what the machine has been up.
    /// Where it may have been no new start, the time from one to the other is less and true of both.
    package func elapsed(since earlier: Moment) -> Duration {
        if earlier.boot == boot { return sinceBoot - earlier.sinceBoot }
        // A clock that is behind was started anew.
        let mayBeSame = (hasUnknownStart || earlier.hasUnknownStart) && earlier.sinceBoot <= sinceBoot
        return mayBeSame ? sinceBoot - earlier.sinceBoot : sinceBoot
    }

    private var hasUnknownStart: Bool { boot.hasPrefix(Self.unknownStart) }

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

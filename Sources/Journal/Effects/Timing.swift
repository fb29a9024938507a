/// How long the protocol waits for what.
package struct Timing: Sendable, Hashable {
    /// How long after an intent a write can still take effect at Trakt. Nobody looks earlier whether it did.
    package var settle: Duration
    /// The same while a person waits at the terminal; the later look makes good what this is too short for.
    package var settleWhileWatched: Duration
    /// Whether a person waits at the terminal.
    package var isWatched: Bool
    /// How long after its intent a write may still be sent.
    package var freshness: Duration
    /// When what was sent a second time is looked at once more.
    package var look: Duration
    /// How long Trakt refuses the same scrobble or a second checkin for certain.
    package var guarded: Duration
    /// How often one write is sent, or looked for, at most without a result.
    package var attempts: Int
    /// The pause before a second attempt; it doubles every time.
    package var firstPause: Duration
    package var longestPause: Duration

    package init(
        settle: Duration = .seconds(150), settleWhileWatched: Duration = .seconds(10), isWatched: Bool = false,
        freshness: Duration = .seconds(5), look: Duration = .seconds(900), guarded: Duration = .seconds(1800),
        attempts: Int = 6, firstPause: Duration = .seconds(1), longestPause: Duration = .seconds(30)
    ) {
        self.settle = settle
        self.settleWhileWatched = settleWhileWatched
        self.isWatched = isWatched
        self.freshness = freshness
        self.look = look
        self.guarded = guarded
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// How long after the intent it is looked whether a write took effect.
    package var settling: Duration { isWatched ? min(settleWhileWatched, settle) : settle }

    /// The pause after so many failed attempts.
    func pause(after attempts: Int) -> Duration {
        min(firstPause * (1 << min(max(attempts - 1, 0), 16)), longestPause)
    }
}

/// The sandbox's idea of now: real time moved by an offset, or standing still.
package struct SandboxClock: Sendable, Hashable, Codable {
    private enum Mode: Hashable, Codable {
        /// Stands still until it is set.
        case fixed(Timestamp)
        /// Runs with real time, this many milliseconds ahead of it.
        case running(ahead: Int)
    }

    private var mode: Mode

    /// A clock that stands still at a moment, or runs with real time.
    package init(fixedAt moment: Timestamp?) {
        mode = moment.map(Mode.fixed) ?? .running(ahead: 0)
    }

    /// The sandbox's now, given the real one.
    package func now(real: Timestamp) -> Timestamp {
        switch mode {
        case .fixed(let moment): moment
        case .running(let ahead): Timestamp(milliseconds: real.milliseconds + ahead)
        }
    }

    /// Moves the clock. One that runs keeps running from there.
    package mutating func set(to moment: Timestamp, real: Timestamp) {
        switch mode {
        case .fixed: mode = .fixed(moment)
        case .running: mode = .running(ahead: moment.milliseconds - real.milliseconds)
        }
    }
}

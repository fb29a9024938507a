package import Foundation

/// A notice on its way to one channel.
package struct NoticeRecord: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// To be sent once it is due.
        case pending
        /// Some process is sending it.
        case sending
        case delivered
        /// Never sent, or refused each time, and not tried any more.
        case givenUp = "given_up"
        /// Sent, and nobody knows whether it arrived. It is not sent again.
        case unknown
    }

    package let id: NoticeID
    package let run: RunID
    /// The rule's name, when the run is one's.
    package let rule: String?
    /// What the script asked, which tells it from the run's others.
    package let key: StepKey
    package let channel: String
    package let notice: Notice
    package var state: State
    /// How often it was sent.
    package var attempts: Int
    package let queuedAt: Date
    package var dueAt: Date
    /// Why it was not delivered, the last time.
    package var reason: String?

    package init(
        id: NoticeID, run: RunID, rule: String?, key: StepKey, channel: String, notice: Notice, state: State,
        attempts: Int, queuedAt: Date, dueAt: Date, reason: String?
    ) {
        self.id = id
        self.run = run
        self.rule = rule
        self.key = key
        self.channel = channel
        self.notice = notice
        self.state = state
        self.attempts = attempts
        self.queuedAt = queuedAt
        self.dueAt = dueAt
        self.reason = reason
    }
}

/// What became of sending a notice.
package enum NoticeOutcome: Sendable, Hashable {
    case delivered
    /// It did not arrive, and is sent again then.
    case again(at: Date, reason: String)
    case givenUp(reason: String)
    case unknown(reason: String)
}

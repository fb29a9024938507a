package import Foundation

/// One thing that a script asked for, and what it got.
package struct StepRecord: Sendable, Hashable {
    package enum Result: Sendable, Hashable {
        /// The JSON document that the script got.
        case document([UInt8])
        /// The error that the script got, as JSON.
        case failure([UInt8])
        /// The error that the script got after something was sent that may have been carried out. Unlike other errors it is
        /// never forgotten: whoever tries the run again must not send that again.
        case uncertain([UInt8])
        /// A document that was too large to keep, or has been dropped since: its SHA-256 in hexadecimal digits.
        case digest(String)
    }

    package let key: StepKey
    /// In which order the script asked, from 1.
    package var order: Int
    /// In which order it was answered, from 1.
    package var answerOrder: Int
    /// The message: `trakt.` and an endpoint's name, or another one such as `module`.
    package var name: String
    /// The JSON document with the message's arguments.
    package var question: [UInt8]
    /// Where the script asked, "rules/a.lua:12", if that is known.
    package var place: String?
    package var result: Result
    package var askedAt: Date
    package var answeredAt: Date

    package init(
        key: StepKey, order: Int, answerOrder: Int, name: String, question: [UInt8], place: String? = nil,
        result: Result, askedAt: Date, answeredAt: Date
    ) {
        self.key = key
        self.order = order
        self.answerOrder = answerOrder
        self.name = name
        self.question = question
        self.place = place
        self.result = result
        self.askedAt = askedAt
        self.answeredAt = answeredAt
    }
}

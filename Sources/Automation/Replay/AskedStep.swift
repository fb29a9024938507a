package import Journal
internal import Lua
internal import Trakt

/// What a script asked while a run was replayed.
package struct AskedStep: Sendable, Hashable {
    package let key: StepKey
    /// In which order, from 1.
    package let order: Int
    /// The message: `trakt.` and an endpoint's name, or another one.
    package let name: String
    /// The JSON document with the message's arguments.
    package let question: [UInt8]
    /// Where, "rules/a.lua:12", if that is known.
    package let place: String?
    /// Whether the run asked for the same.
    package let isRecorded: Bool
    /// Whether an answer that the run never got was given.
    package internal(set) var wasAnswered = false
}

extension AskedStep {
    init(_ question: Question, isRecorded: Bool) {
        self.init(
            key: question.key, order: question.order, name: question.message.name,
            question: question.message.document, place: question.message.place, isRecorded: isRecorded)
    }

    package var isWrite: Bool { Endpoint.isWrite(messageName: name) }

    /// Whether it is a change that the run did not make, and the replay did not make either.
    package var isIntended: Bool { isWrite && !isRecorded && wasAnswered }
}

extension StepRecord {
    package var isWrite: Bool { Endpoint.isWrite(messageName: name) }
}

extension Endpoint {
    /// Whether a message asks for a call that changes something.
    fileprivate static func isWrite(messageName name: String) -> Bool {
        guard name.hasPrefix("trakt.") else { return false }
        return Catalogue.endpoint(named: String(name.dropFirst("trakt.".count)))?.isWrite ?? false
    }
}

internal import Foundation
internal import Journal
internal import Lua
internal import Trakt
internal import TraktLua

/// A message of a script, read and numbered: one step of its run.
struct Question: Sendable {
    let message: Message
    /// What is asked for.
    let subject: Subject
    let key: StepKey
    /// In which order the script asked, from 1.
    let order: Int
    let askedAt: Date

    /// What the journal keeps of it: no secrets that a script says to other hosts.
    var kept: [UInt8] {
        message.name.hasPrefix("http.") ? WebRequest.kept(message.document) : message.document
    }

    /// How it asks for its call.
    func asking(_ call: Call) -> Asking {
        Asking(
            key: key, place: message.place, wantsOnlyNames: TraktMessage.wantsOnlyNames(message, of: call.endpoint),
            isLast: call.isWrite && TraktMessage.isLast(message))
    }

    enum Subject: Sendable {
        /// A call, checked, with how it reads pages.
        case call(Call, walk: PageWalk?)
        /// A call of the auth address.
        case auth(Endpoint, Arguments)
        /// A call that cannot be made.
        case invalid(any Error)
        case other

        /// What would be called.
        var endpoint: Endpoint? {
            switch self {
            case .call(let call, _): call.endpoint
            case .auth(let endpoint, _): endpoint
            case .invalid, .other: nil
            }
        }
    }
}

/// Reads messages and numbers them.
struct Questions: Sendable {
    private var keys = StepKeys()
    private var asked = 0

    mutating func next(_ message: Message, subject: Question.Subject, at moment: Date) -> Question {
        asked += 1
        let key: StepKey =
            switch subject {
            case .call(let call, let walk): keys.next(for: call, inWalk: walk != nil)
            case .auth, .invalid, .other: keys.next(forMessage: message.name, message.document)
            }
        return Question(message: message, subject: subject, key: key, order: asked, askedAt: moment)
    }
}

internal import Wording

/// What a script asks of its host: a name and a JSON document. Nothing else passes between the two, so that a script
/// may live in this process or in another.
public struct Message: Sendable, Hashable {
    /// Names the message among those of its script; its answer is delivered under it.
    public let ticket: Int64
    /// What is asked for, such as `trakt.search.text` or `print`.
    public let name: String
    /// JSON, UTF-8.
    public let document: [UInt8]
    /// Where the script asks, "rules/a.lua:12", if that is known.
    public var place: String?

    package init(ticket: Int64, name: String, document: [UInt8], place: String? = nil) {
        self.ticket = ticket
        self.name = name
        self.document = document
        self.place = place
    }
}

extension Message {
    private static let longestPlace = 1000

    /// A place as messages have it: one line of bounded length, in which nothing would be obeyed by a terminal. Files can be
    /// called otherwise, and `load` lets scripts name what they like. Of a long one the end stays, which has the line.
    package static func place(_ text: String) -> String {
        let end = text.unicodeScalars.suffix(longestPlace)
        guard end.startIndex > text.startIndex else { return text.harmless }
        return "…" + String(Substring(end.dropFirst())).harmless
    }
}

/// What the host says to a message.
public enum Answer: Sendable, Hashable {
    /// JSON, UTF-8; the script's call returns it as a Lua value.
    case document([UInt8])
    /// A JSON object with at least `message`; the script's call raises it as an error object.
    case failure([UInt8])
}

/// The side of the world that a script's messages reach.
public protocol ScriptHost: Sendable {
    /// Answers a message a script waits for, or will wait for. Must return soon after the task was cancelled.
    func answer(_ message: Message) async -> Answer
    /// Takes a message that nobody waits for, on the script's own thread: must be quick.
    func receive(_ message: Message)
    /// Told when the script waits and has been handed everything that was answered: the next answer may come. A host
    /// that gives out one answer each time it is told decides the order in which the script gets them.
    func awaitsAnswer()
}

extension ScriptHost {
    public func awaitsAnswer() {}
}

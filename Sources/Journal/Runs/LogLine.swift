package import Trakt

/// A line that a script wrote: printed, or logged with a level.
package struct LogLine: Sendable, Hashable {
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case debug, info, warning, error
    }

    /// Nil for what was printed.
    package var level: Level?
    package var message: String
    /// What belongs to the message, by name.
    package var fields: [String: JSONValue]

    package init(_ level: Level, _ message: String, _ fields: [String: JSONValue] = [:]) {
        self.level = level
        self.message = message
        self.fields = fields
    }

    /// - Parameter printed: what the script printed.
    package init(_ printed: String) {
        message = printed
        fields = [:]
    }

    /// The line as a person reads it: `warning: no calendar (status 503)`.
    package var text: String {
        guard let level else { return message }
        let facts = fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.string ?? $0.value.encodedText)" }
        return "\(level.rawValue): \(message)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
    }
}

extension LogLine: ExpressibleByStringLiteral {
    package init(stringLiteral printed: String) { self.init(printed) }
}

extension LogLine {
    /// What was printed is its text, and what was logged an object.
    package var asJSON: JSONValue {
        guard let level else { return .string(message) }
        var members: [String: JSONValue] = ["level": .string(level.rawValue), "message": .string(message)]
        if !fields.isEmpty { members["fields"] = .object(fields) }
        return .object(members)
    }

    /// Reads what ``asJSON`` says; nil for anything else.
    package init?(_ document: JSONValue) {
        if let printed = document.string {
            self.init(printed)
            return
        }
        guard let level = document["level"]?.string.flatMap(Level.init(rawValue:)),
            let message = document["message"]?.string
        else { return nil }
        self.init(level, message, document["fields"]?.object ?? [:])
    }
}

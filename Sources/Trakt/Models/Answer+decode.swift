internal import Foundation

extension Answer {
    /// The document as a value of a type of yours or of this library.
    ///
    /// What does not fit is a ``TraktError/Failure/malformedAnswer(status:reason:isCut:)`` that names the place in the
    /// document. An answer without a document is `null`, which an optional type takes.
    public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws(TraktError) -> Value {
        do {
            return try JSONDecoder.trakt.decode(Value.self, from: Data(body ?? Array("null".utf8)))
        } catch {
            throw TraktError(
                .malformedAnswer(status: status, reason: Self.reason(error), isCut: false), endpoint: endpoint)
        }
    }

    /// The end of "the answer was …".
    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "JSON without \(place(context.codingPath + [key]))"
        case DecodingError.valueNotFound(_, let context):
            "JSON with null at \(place(context.codingPath))"
        case DecodingError.typeMismatch(let type, let context):
            "JSON with something else than \(words(for: type)) at \(place(context.codingPath))"
        case DecodingError.dataCorrupted(let context):
            "JSON with \(context.debugDescription) at \(place(context.codingPath))"
        default: "JSON of another form"
        }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type, is Double.Type: "a number"
        case is [Any].Type: "an array"
        default: "an object"
        }
    }

    /// The way to a value, in the document's own names and counted from 0: `[2].movie.ids.trakt`.
    private static func place(_ path: [any CodingKey]) -> String {
        let text = path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + snakeCase(key.stringValue)
            }
        }
        return text.isEmpty ? "the top" : text
    }

    /// The decoder names properties; the document has underscores.
    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            text += character.isUppercase && !text.isEmpty ? "_" + character.lowercased() : String(character)
        }
    }
}

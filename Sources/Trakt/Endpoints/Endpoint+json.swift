/// The catalogue as a document, in the words of Trakt's documentation: what programs and editors read.
extension Endpoint {
    package var document: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "group": .string(group), "method": .string(method.rawValue), "path": .string(path),
            "summary": .string(summary),
            "path_params": .array(pathParameters.map(\.document)), "query": .array(query.map(\.document)),
            "auth": .string(authorization.rawValue), "pagination": .string(paging.rawValue),
            "extended": .array(extended.filter { !extended2026.contains($0) }.map { .string($0) }),
            "filters": .array(filters.filter { !filters2026.contains($0) }.map { .string($0.rawValue) }),
            "vip": .string(vip.rawValue), "emoji": .boolean(takesEmoji), "body": bodyDocument,
            "success": .array(success.map { .integer(Int64($0)) }),
            "errors": .object(
                Dictionary(uniqueKeysWithValues: errors.map { (String($0.key), JSONValue.string($0.value)) })),
            "response": answer.text.map { .string($0) } ?? .null, "source": .string(source.rawValue),
            "example": .array(example.script),
        ]
        members.merge(rareMembers) { $1 }
        return .object(members)
    }

    /// What only some endpoints have, and is left out of the others.
    private var rareMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if !extended2026.isEmpty { members["extended_2026"] = .array(extended2026.map { .string($0) }) }
        if !filters2026.isEmpty { members["filters_2026"] = .array(filters2026.map { .string($0.rawValue) }) }
        if !success2026.isEmpty {
            members["success_2026_contract"] = .array(success2026.map { .integer(Int64($0)) })
        }
        if !headers.isEmpty { members["response_headers"] = .array(headers.map { .string($0) }) }
        if !aliases.isEmpty { members["aliases"] = .array(aliases.map { .string($0) }) }
        if host != .api { members["host"] = .string(host.rawValue) }
        if let notes { members["notes"] = .string(notes) }
        if let repetition { members["sent_twice"] = .string(repetition.sentence) }
        if status != .published { members["status"] = .string(status.rawValue) }
        return members
    }

    private var bodyDocument: JSONValue {
        guard let body else { return .null }
        var members: [String: JSONValue] = [:]
        for field in body {
            members[bodyForm == .array ? "(array)" : field.name] = .string(field.phrase)
            for extra in field.kind.extras { members["(per item) \(extra.name)"] = .string(extra.phrase) }
        }
        return .object(members)
    }
}

extension Endpoint.Shape {
    /// What the answer holds, in the notation of the documentation; nil for nothing.
    package var text: String? {
        switch self {
        case .array(let text), .object(let text), .either(let text): text
        case .nothing: nil
        }
    }
}

extension Arguments {
    /// The arguments as a script writes them: those in their places, then a table of the named ones.
    package var script: [JSONValue] {
        named.isEmpty ? positional : positional + [.object(named)]
    }
}

extension Field {
    fileprivate var phrase: String { accepts + (isRequired ? ", required" : "") }
}

extension Field.Kind {
    /// What may stand beside the ids of every item.
    package var extras: [Field] {
        switch self {
        case .items(let item), .item(let item): item.extras
        default: []
        }
    }
}

extension Parameter {
    fileprivate var document: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "type": .string(kind.type), "required": .boolean(isRequired),
            "accepts": .string(accepts), "summary": .string(summary),
        ]
        if let words = kind.words { members["values"] = .array(words.map { .string($0) }) }
        if let defaultValue {
            members["default"] = Int64(defaultValue).map { .integer($0) } ?? .string(defaultValue)
        }
        if source != .classic { members["source"] = .string(source.rawValue) }
        return .object(members)
    }
}

extension Parameter.Kind {
    fileprivate var type: String {
        switch self {
        case .integer, .integers: "integer"
        case .boolean: "boolean"
        case .date: "date"
        case .datetime, .hour: "datetime"
        case .oneOf: "enum"
        case .list: "csv"
        case .text, .code: "string"
        case .id(let subject): subject.isNumber ? "integer" : "string"
        }
    }

    fileprivate var words: [String]? {
        switch self {
        case .oneOf(let words), .list(let words): words
        default: nil
        }
    }
}

extension Parameter.Subject {
    /// Whether only a number will do.
    fileprivate var isNumber: Bool {
        switch self {
        case .movie, .show, .person, .user, .list: false
        case .season, .episode, .publicList, .media, .comment, .note, .entry: true
        }
    }
}

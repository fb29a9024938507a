extension Parameter.Kind {
    /// The text a value is sent as.
    func text(of value: JSONValue) throws(ValueProblem) -> String {
        switch self {
        case .integer(let range): return String(try Self.integer(value, in: range))
        case .boolean:
            guard let flag = value.boolean else { throw .wrongType(value) }
            return flag ? "true" : "false"
        case .date: return try Self.moment(value).dayInUTC.description
        case .datetime: return try Self.moment(value).text
        case .hour:
            let moment = try Self.moment(value)
            guard !moment.hasOffset else {
                throw ValueProblem(code: .wrongType, detail: "hours are counted in UTC, ending in Z", got: value)
            }
            return moment.hourText
        case .oneOf(let words): return try Self.word(value, among: words)
        case .list(let words):
            return try Self.joined(value) { element throws(ValueProblem) in try Self.word(element, among: words) }
        case .integers(let range):
            return try Self.joined(value) { element throws(ValueProblem) in
                String(try Self.integer(element, in: range))
            }
        case .text: return try Self.plainText(value)
        case .code(let words): return try Self.code(value, or: words)
        case .id(let subject): return try subject.text(of: value)
        }
    }

    static func integer(_ value: JSONValue, in range: ClosedRange<Int64>) throws(ValueProblem) -> Int64 {
        let written = value.string.flatMap { text in Moment.digits(text).map { Int64($0) } }
        guard let number = value.integer ?? written else { throw .wrongType(value) }
        guard range.contains(number) else { throw .outOfRange(value) }
        return number
    }

    static func plainText(_ value: JSONValue) throws(ValueProblem) -> String {
        if let text = value.string, !text.isEmpty { return text }
        if let number = value.integer { return String(number) }
        throw .wrongType(value)
    }

    static func word(_ value: JSONValue, among words: [String]) throws(ValueProblem) -> String {
        guard let text = value.string ?? value.integer.map({ String($0) }) else { throw .wrongType(value) }
        guard words.contains(text) else { throw .unknown(text, among: words) }
        return text
    }

    static func code(_ value: JSONValue, or words: [String] = []) throws(ValueProblem) -> String {
        guard let text = value.string?.lowercased() else { throw .wrongType(value) }
        guard words.contains(text) || (text.utf8.count == 2 && text.utf8.allSatisfy { (97...122).contains($0) }) else {
            throw ValueProblem(code: .unknownValue, got: value)
        }
        return text
    }

    static func moment(_ value: JSONValue) throws(ValueProblem) -> Moment {
        guard let text = value.string else { throw .wrongType(value) }
        guard let moment = Moment(text) else { throw .outOfRange(value) }
        return moment
    }

    /// Several values as Trakt takes them: an array, or text that has the commas already.
    static func joined(
        _ value: JSONValue, _ element: (JSONValue) throws(ValueProblem) -> String
    ) throws(ValueProblem) -> String {
        let elements: [JSONValue]
        switch value {
        case .array(let array): elements = array
        case .string(let text):
            elements = text.split(separator: ",", omittingEmptySubsequences: false).map { .string(trimmed($0)) }
        default: elements = [value]
        }
        guard !elements.isEmpty else { throw .wrongType(value) }
        var texts: [String] = []
        for item in elements { texts.append(try element(item)) }
        return texts.joined(separator: ",")
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(String(start.reversed().drop { $0 == " " }.reversed()))
    }
}

extension Parameter.Subject {
    /// The text an id is sent as, from a scalar or from an object that has it.
    func text(of value: JSONValue) throws(ValueProblem) -> String {
        var value = value
        if value.object != nil {
            guard let object = MediaObject(value), let found = object.value(for: self) else {
                throw ValueProblem(code: .missingIDs, detail: "this table has no such id", got: value)
            }
            value = found
        }
        switch self {
        case .season, .episode:
            return String(try Parameter.Kind.integer(value, in: 0...100_000))
        case .publicList, .media, .entry, .comment, .note:
            return String(try Parameter.Kind.integer(value, in: 1...Int64.max))
        case .movie, .show, .person, .user, .list:
            let text = try Parameter.Kind.plainText(value)
            // As a part of a path these two would name another path.
            guard text != ".", text != ".." else { throw ValueProblem(code: .unknownValue, got: value) }
            return text
        }
    }
}

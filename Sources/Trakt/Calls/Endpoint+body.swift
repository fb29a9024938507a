extension Endpoint {
    /// The body's bytes, or nil where the endpoint takes none.
    func body(from named: [String: JSONValue]) throws(CallError) -> [UInt8]? {
        guard let fields = body else { return nil }
        var members: [String: JSONValue] = [:]
        for field in fields {
            if let value = named[field.name] {
                members[field.name] = try json(of: value, for: field, at: field.name)
            } else if field.isRequired {
                throw missing(field.name, accepts: field.accepts)
            }
        }
        guard !members.isEmpty else {
            let names = fields.map(\.name).joined(separator: ", ")
            throw missing("something to send", accepts: "at least one of \(names)")
        }
        return JSONValue.object(members).encoded
    }

    /// A field's value as it is sent.
    func json(of value: JSONValue, for field: Field, at path: String) throws(CallError) -> JSONValue {
        switch field.kind {
        case .items(let item): return .array(try items(value, item, for: field, at: path))
        case .object(let fields): return try object(value, of: fields, for: field, at: path)
        default: break
        }
        do {
            return try field.kind.scalar(value)
        } catch { throw self.error(error, in: path, accepts: field.accepts) }
    }

    private func items(
        _ value: JSONValue, _ item: Item, for field: Field, at path: String
    ) throws(CallError) -> [JSONValue] {
        guard let elements = Self.elements(of: value) else {
            throw error(.wrongType(value), in: path, accepts: field.accepts)
        }
        var items: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            let reader = ItemReader(endpoint: self, item: item, path: "\(path)[\(index + 1)]")
            items.append(try reader.read(element))
        }
        return items
    }

    private func object(
        _ value: JSONValue, of fields: [Field], for field: Field, at path: String
    ) throws(CallError) -> JSONValue {
        guard case .object(let given) = value else { throw error(.wrongType(value), in: path, accepts: field.accepts) }
        let known = fields.map(\.name)
        for name in given.keys.sorted() where !known.contains(name) {
            throw unknown(name, at: path + ".", known: known, what: "field")
        }
        var members: [String: JSONValue] = [:]
        for inner in fields {
            guard let value = given[inner.name], !value.isNull else { continue }
            members[inner.name] = try json(of: value, for: inner, at: "\(path).\(inner.name)")
        }
        return .object(members)
    }

    /// An array's elements. An empty table has no type in a script, so it counts as an empty array.
    static func elements(of value: JSONValue) -> [JSONValue]? {
        switch value {
        case .array(let elements): elements
        case .object(let members) where members.isEmpty: []
        default: nil
        }
    }
}

extension Field.Kind {
    /// A value that is no item and no object, as it is sent.
    func scalar(_ value: JSONValue) throws(ValueProblem) -> JSONValue {
        switch self {
        case .text(let longest):
            guard let text = value.string else { throw .wrongType(value) }
            if let longest, text.count > longest {
                throw ValueProblem(code: .tooLong, detail: "it has \(text.count) characters", got: value)
            }
            return value
        case .boolean:
            guard value.boolean != nil else { throw .wrongType(value) }
            return value
        case .integer(let range):
            guard let number = value.integer else { throw .wrongType(value) }
            guard range.contains(number) else { throw .outOfRange(value) }
            return .integer(number)
        case .oneOf(let words): return .string(try Parameter.Kind.word(value, among: words))
        case .datetime(let words):
            if let text = value.string, words.contains(text) { return value }
            return .string(try Parameter.Kind.moment(value).text)
        case .integers:
            guard let elements = Endpoint.elements(of: value) else { throw .wrongType(value) }
            var numbers: [JSONValue] = []
            for element in elements { numbers.append(.integer(try Parameter.Kind.integer(element, in: 1...Int64.max))) }
            return .array(numbers)
        case .anything:
            guard value.object != nil || value == [] else { throw .wrongType(value) }
            return value == [] ? .object([:]) : value
        case .items, .object: return value
        }
    }
}

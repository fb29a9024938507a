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
        switch bodyForm {
        case .array: return fields.first.flatMap { members[$0.name] }?.encoded
        case .optional: return JSONValue.object(members).encoded
        case .exactlyOne(let names, let exemption): try checkSubject(of: members, among: names, unless: exemption)
        case .fields:
            guard !members.isEmpty else {
                let names = fields.map(\.name).joined(separator: ", ")
                throw missing("something to send", accepts: "at least one of \(names)")
            }
        }
        return JSONValue.object(members).encoded
    }

    /// Whether a body says in exactly one way what it is about.
    private func checkSubject(
        of members: [String: JSONValue], among names: [String], unless exemption: Exemption?
    ) throws(CallError) {
        let given = names.filter { members[$0] != nil }
        let isExempt = exemption.map { members[$0.field]?["type"]?.string == $0.type } ?? false
        guard given.count < 2 else {
            throw error(
                ValueProblem(code: .tooManyValues, detail: "\(given[0]) is given already"), in: given[1],
                accepts: "a value only where there is no \(given[0])")
        }
        if given.isEmpty, !isExempt {
            throw missing("something it is about", accepts: "one of \(names.joined(separator: ", "))")
        }
        // Numbers alone name an episode of any show.
        if let episode = members["episode"], episode["ids"] == nil, members["show"] == nil,
            let show = body?.first(where: { $0.name == "show" })
        {
            throw missing("show", accepts: show.accepts, because: "because the episode has no ids")
        }
    }

    /// A field's value as it is sent.
    func json(of value: JSONValue, for field: Field, at path: String) throws(CallError) -> JSONValue {
        switch field.kind {
        case .items(let item): return .array(try items(value, item, for: field, at: path))
        case .item(let item): return try ItemReader(endpoint: self, item: item, path: path).read(value)
        case .objects(let fields):
            guard let elements = Self.elements(of: value), !elements.isEmpty else {
                throw error(.wrongType(value), in: path, accepts: field.accepts)
            }
            var objects: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                objects.append(try object(element, of: fields, for: field, at: "\(path)[\(index + 1)]"))
            }
            return .array(objects)
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
            guard let value = given[inner.name], !value.isNull else {
                if inner.isRequired { throw missing("\(path).\(inner.name)", accepts: inner.accepts) }
                continue
            }
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
        case .number(let range):
            guard let number = value.number else { throw .wrongType(value) }
            guard range.contains(number) else { throw .outOfRange(value) }
            return value
        case .span(let range):
            let ends = try Self.elements(value) { element throws(ValueProblem) in
                try Self.number(range).scalar(element)
            }
            guard ends.count == 2, let low = ends[0].number, let high = ends[1].number else { throw .wrongType(value) }
            guard low <= high else {
                throw ValueProblem(
                    code: .reversedRange, detail: "the first number is larger than the second", got: value)
            }
            return .array(ends)
        case .oneOf(let words): return .string(try Parameter.Kind.word(value, among: words))
        case .words(let words):
            return .array(
                try Self.elements(value) { element throws(ValueProblem) in
                    .string(try Parameter.Kind.word(element, among: words))
                })
        case .texts:
            return .array(
                try Self.elements(value) { element throws(ValueProblem) in
                    guard element.string?.isEmpty == false else { throw .wrongType(element) }
                    return element
                })
        case .ids:
            return .array(
                try Self.elements(value) { element throws(ValueProblem) in
                    guard element.string?.isEmpty == false || element.integer != nil else { throw .wrongType(element) }
                    return element
                })
        case .datetime(let words):
            if let text = value.string, words.contains(text) { return value }
            return .string(try Parameter.Kind.moment(value).text)
        case .integers:
            return .array(
                try Self.elements(value) { element throws(ValueProblem) in
                    .integer(try Parameter.Kind.integer(element, in: 1...Int64.max))
                })
        case .anything:
            guard value.object != nil || value.array != nil else { throw .wrongType(value) }
            return value == [] ? .object([:]) : value
        case .items, .item, .object, .objects: return value
        }
    }

    /// The elements of an array, each checked.
    private static func elements(
        _ value: JSONValue, _ check: (JSONValue) throws(ValueProblem) -> JSONValue
    ) throws(ValueProblem) -> [JSONValue] {
        guard let elements = Endpoint.elements(of: value) else { throw .wrongType(value) }
        var checked: [JSONValue] = []
        for element in elements { checked.append(try check(element)) }
        return checked
    }
}

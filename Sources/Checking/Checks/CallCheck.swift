internal import LuaSyntax
internal import Trakt

/// Checks the arguments of one call with the catalogue's own checks. What only running would tell is taken to be right:
/// a value that is accepted stands in its place.
struct CallCheck {
    /// What is wrong with the call, and where.
    struct Problem {
        let error: CallError
        /// Nil where it is about the call as a whole.
        let range: SourceRange?
    }

    private struct Given {
        /// Nil for what only running tells.
        var value: JSONValue?
        /// Nil for what is taken to be there, and is not.
        var expression: Expression?
        /// The name in the table.
        var key: SourceRange?
        /// True where something stands for parts of the value that are not known.
        var isPartial = false
    }

    private let endpoint: Endpoint
    private let script: Script
    private var positional: [Given] = []
    private var named: [String: Given] = [:]
    /// True where there may be more named values than are written out.
    private var isOpen = false

    init(_ endpoint: Endpoint, _ arguments: [Expression], in script: Script) {
        self.endpoint = endpoint
        self.script = script
        // What identifies the app is put in for the script, which never sees it.
        isOpen = endpoint.host == .auth
        // nil at the end is nothing.
        let end = arguments.lastIndex { script.literal($0) != .null }
        let arguments = Array(arguments.prefix(end.map { $0 + 1 } ?? 0))
        for (place, argument) in arguments.enumerated() {
            let isLast = place == arguments.count - 1
            if isLast, let fields = Self.table(argument, in: script), isNamed(argument, fields, arguments, in: script) {
                read(fields, in: script)
                return
            } else if isLast, argument.mayBeSeveral || (script.literal(argument) == nil && argument.mayBeTable) {
                isOpen = true
                if place < endpoint.pathParameters.count { positional.append(Given()) }
            } else {
                positional.append(Given(value: script.literal(argument), expression: argument))
            }
        }
    }

    /// A table that is written out, here or where a variable is declared that nothing else uses.
    private static func table(_ argument: Expression, in script: Script) -> [TableField]? {
        if case .name(let name) = argument.bare.kind {
            guard script.chunk.scopes.variable(of: name)?.reads.count == 1 else { return nil }
            // What the variable was declared with may be another variable's, which has uses of its own.
            guard let value = script.value(of: name) else { return nil }
            if case .name = value.bare.kind { return script.table(argument) }
        }
        return script.tableAsDeclared(argument)
    }

    /// Whether a table at the end holds named values, by the same rule as in a call: with something in the place of what is
    /// not known.
    private func isNamed(
        _ argument: Expression, _ fields: [TableField], _ arguments: [Expression], in script: Script
    ) -> Bool {
        var members: [String: JSONValue] = [:]
        for field in fields {
            // A list is one of the values in order.
            guard let key = field.literalKey else {
                if case .none = field.key { return false }
                continue
            }
            let value = script.literal(field.value) ?? MediaPlaceholder.value(for: key.text)
            if !value.isNull { members[key.text] = value }
        }
        let before = arguments.dropLast().map { _ in JSONValue.integer(1) }
        return Arguments(script: before + [.object(members)], for: endpoint).positional.count == before.count
    }

    private mutating func read(_ fields: [TableField], in script: Script) {
        for field in fields {
            guard let key = field.literalKey else {
                isOpen = true
                continue
            }
            let value = script.literal(field.value)
            guard value?.isNull != true else { continue }
            let stand = value == nil ? Placeholder.partial(field.value, in: script) : nil
            named[key.text] = Given(
                value: value ?? stand, expression: field.value, key: key.range, isPartial: stand != nil)
        }
    }

    /// Everything that would be refused, one thing after the other.
    func problems() -> [Problem] {
        var problems: [Problem] = []
        var attempt = self
        attempt.fill()
        for _ in 0..<12 {
            do {
                _ = try endpoint.call(attempt.arguments)
                return problems
            } catch {
                guard let next = attempt.without(error, of: self) else { return problems }
                if let problem = next.problem { problems.append(problem) }
                guard next.goesOn else { return problems }
                attempt = next.attempt
            }
        }
        return problems
    }

    /// The arguments with something acceptable wherever the value is not known.
    private var arguments: Arguments {
        let values = positional.enumerated().map { place, given in
            given.value ?? Placeholder.value(forPlace: place, of: endpoint)
        }
        return Arguments(
            values, named: named.mapValues { $0.value ?? .null }.merging(unknownValues) { $1 })
    }

    private var unknownValues: [String: JSONValue] {
        Dictionary(
            uniqueKeysWithValues: named.filter { $0.value.value == nil }.map { name, _ in
                (name, Placeholder.value(for: name, of: endpoint) ?? .integer(1))
            })
    }

    /// What may be in a table that is not written out is taken to be there.
    private mutating func fill() {
        guard isOpen else { return }
        for (place, parameter) in endpoint.pathParameters.enumerated()
        where parameter.isRequired && place >= positional.count {
            fill(parameter.name)
        }
        for parameter in endpoint.query where parameter.isRequired { fill(parameter.name) }
        for field in endpoint.body ?? [] where field.isRequired { fill(field.name) }
        switch endpoint.bodyForm {
        case .exactlyOne(let names, _) where !names.contains { named[$0] != nil }: fill(names[0])
        case .fields where !(endpoint.body ?? []).contains { named[$0.name] != nil }:
            if let first = endpoint.body?.first { fill(first.name) }
        default: break
        }
    }

    private mutating func fill(_ name: String) {
        guard named[name] == nil else { return }
        named[name] = Given()
    }

    /// The same call without what was wrong, and what that was.
    private func without(_ error: CallError, of original: CallCheck) -> (
        attempt: CallCheck, problem: Problem?, goesOn: Bool
    )? {
        var attempt = self
        let root = String(error.parameter.prefix { $0 != "." && $0 != "[" })
        if let place = place(of: root, error) {
            guard place < positional.count, positional[place].value != nil else { return nil }
            let range = positional[place].expression?.range
            if error.code == .tooManyValues, named[root] == nil {
                attempt.positional.removeSubrange(place...)
            } else {
                attempt.positional[place].value = nil
            }
            return (attempt, Problem(error: error, range: range), true)
        }
        if let given = named[root] {
            // What stands for a value that is not known says nothing.
            guard given.value != nil || error.code == .unknownParameter else { return nil }
            guard original.named[root] != nil, given.isPartial ? isSure(error, of: given, root) : true else {
                return nil
            }
            let isRemoved = error.code == .unknownParameter && error.parameter == root || error.code == .tooManyValues
            attempt.named[root] = isRemoved ? nil : Given()
            let isKey = error.code == .unknownParameter && error.parameter == root
            let range = isKey ? given.key : given.expression?.range(at: error.parameter.dropFirst(root.count))
            return (attempt, Problem(error: error, range: range), true)
        }
        guard error.code == .missingParameter else { return nil }
        let isOne = endpoint.argumentNames.contains(root)
        if isOne { attempt.fill(root) }
        return (attempt, Problem(error: error, range: nil), isOne)
    }

    /// Whether an error inside a value is about what is written out: a name, or a value that is no table.
    private func isSure(_ error: CallError, of given: Given, _ root: String) -> Bool {
        guard error.code != .unknownParameter else { return true }
        guard error.code != .missingParameter, error.code != .missingIDs, error.code != .tooManyValues,
            let part = given.expression?.part(at: error.parameter.dropFirst(root.count)),
            let value = script.literal(part)
        else { return false }
        return value.array == nil && value.object == nil
    }

    private func place(of root: String, _ error: CallError) -> Int? {
        if error.code == .tooManyValues, root.hasPrefix("value ") { return Int(root.dropFirst(6)).map { $0 - 1 } }
        guard named[root] == nil, let place = endpoint.pathParameters.firstIndex(where: { $0.name == root }),
            place < positional.count, error.code != .missingParameter
        else { return nil }
        return place
    }
}

extension Expression {
    /// The part of a table that a path such as `[1].ids.trakt` leads to, as far as it is there.
    fileprivate func part(at path: Substring) -> Expression? {
        guard let first = path.first else { return self }
        guard case .table(let fields) = bare.kind else { return nil }
        let step = String(path.dropFirst().prefix { $0 != "." && $0 != "[" && $0 != "]" })
        let rest = path.dropFirst(step.count + (first == "[" ? 2 : 1))
        guard first == "[" else {
            return fields.last { $0.literalKey?.text == step }?.value.part(at: rest)
        }
        let elements = fields.filter { if case .none = $0.key { true } else { false } }
        guard let place = Int(step), elements.indices.contains(place - 1) else { return nil }
        return elements[place - 1].value.part(at: rest)
    }

    /// The place of that part, or of the last one on the way to it.
    fileprivate func range(at path: Substring) -> SourceRange {
        var path = path
        while !path.isEmpty {
            if let part = part(at: path) { return part.range }
            path = path[..<(path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex)]
        }
        return range
    }

    /// Whether more than one value may come of it, at the end of a list.
    fileprivate var mayBeSeveral: Bool {
        switch kind {
        case .varargs, .call, .methodCall: true
        default: false
        }
    }

    /// Whether its value may be a table.
    fileprivate var mayBeTable: Bool {
        switch bare.kind {
        case .name, .field, .index, .call, .methodCall, .table, .varargs: true
        case .binary(let symbol, _, _): symbol == .and || symbol == .or
        default: false
        }
    }
}

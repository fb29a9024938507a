/// Reads the type annotations of one line, strictly.
struct AnnotationReader {
    private let line: String
    private(set) var rest: Substring

    init(_ line: String) {
        self.line = line
        rest = line[...]
    }

    func failure(_ expected: String) -> AnnotationError {
        AnnotationError(line: line, expected: expected, rest: String(rest.prefix(60)))
    }

    // MARK: Types

    mutating func type() throws -> AnnotatedType {
        var types = [try postfixed()]
        while take("|") { types.append(try postfixed()) }
        return types.count == 1 ? types[0] : .union(types)
    }

    private mutating func postfixed() throws -> AnnotatedType {
        var type = try primary()
        while true {
            // Behind a space begins what is said about it.
            if rest.hasPrefix("[]") {
                rest = rest.dropFirst(2)
                type = .array(type)
            } else if rest.hasPrefix("?") {
                rest = rest.dropFirst()
                type = .optional(type)
            } else {
                return type
            }
        }
    }

    private mutating func primary() throws -> AnnotatedType {
        if take("(") {
            let inner = try type()
            try expect(")")
            return inner
        }
        if take("{") { return .object(try members(until: "}")) }
        if take("\"") {
            let text = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count)
            try expect("\"")
            return .literal(String(text))
        }
        let name = try name()
        switch name {
        case "async": return try primary()
        case "fun": return try function()
        case "true", "false": return .literal(name)
        case "table" where rest.hasPrefix("<"):
            try expect("<")
            let key = try type()
            try expect(",")
            let value = try type()
            try expect(">")
            return .table(key: key, value: value)
        default: return .named(name)
        }
    }

    private mutating func function() throws -> AnnotatedType {
        try expect("(")
        let parameters = try members(until: ")")
        guard rest.hasPrefix(":") else { return .function(parameters: parameters, results: []) }
        try expect(":")
        var results: [AnnotatedType] = []
        repeat { results.append(try result()) } while take(",")
        return .function(parameters: parameters, results: results)
    }

    /// A result may have a name: `boolean moved`; `...` stands for any number of them.
    private mutating func result() throws -> AnnotatedType {
        if take("...") { return .named("any") }
        return try type()
    }

    private mutating func members(until end: String) throws -> [AnnotatedType.Member] {
        var members: [AnnotatedType.Member] = []
        while !take(end) {
            if take("...") {
                let type: AnnotatedType = take(":") ? try type() : .named("any")
                members.append(AnnotatedType.Member(name: "...", isOptional: true, type: type))
            } else {
                let name = try key()
                let isOptional = take("?")
                // A parameter without a type takes anything.
                let type: AnnotatedType = take(":") ? try type() : .named("any")
                members.append(AnnotatedType.Member(name: name, isOptional: isOptional, type: type))
            }
            if take(end) { break }
            try expect(",")
        }
        return members
    }

    // MARK: Words

    /// A member's name: a plain one, `["3d"]`, or `[integer]`.
    mutating func key() throws -> String {
        guard take("[") else { return try name() }
        if take("\"") {
            let text = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count)
            try expect("\"")
            try expect("]")
            return String(text)
        }
        let name = try name()
        try expect("]")
        return "[\(name)]"
    }

    mutating func name() throws -> String {
        skipSpaces()
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        guard let first = name.first, !first.isNumber else { throw failure("a name") }
        rest = rest.dropFirst(name.count)
        return String(name)
    }

    mutating func take(_ token: String) -> Bool {
        let start = rest.drop { $0 == " " }
        guard start.hasPrefix(token) else { return false }
        rest = start.dropFirst(token.count)
        return true
    }

    mutating func expect(_ token: String) throws {
        guard take(token) else { throw failure(token) }
    }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    /// Raises unless nothing more follows, or what follows is set off as words.
    func expectWords() throws {
        guard rest.isEmpty || rest.hasPrefix(" ") else { throw failure("a space") }
    }
}

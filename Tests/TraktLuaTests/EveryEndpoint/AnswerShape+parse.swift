extension AnswerShape {
    /// A text that is no shape.
    struct SyntaxError: Error, CustomStringConvertible {
        let expected: String
        let rest: String

        var description: String { "expected \(expected) before \"\(rest)\"" }
    }

    /// Reads the notation; `names` are those that have a shape of their own.
    init(_ text: String, names: Set<String>) throws {
        var reader = Reader(rest: text[...], names: names)
        self = try reader.shape()
        guard reader.rest.isEmpty else { throw SyntaxError(expected: "the end", rest: String(reader.rest)) }
    }

    private struct Reader {
        var rest: Substring
        let names: Set<String>

        mutating func shape() throws -> AnswerShape {
            var alternatives = [try alternative()]
            while take("|") { alternatives.append(try alternative()) }
            return alternatives.count == 1 ? alternatives[0] : .either(alternatives)
        }

        private mutating func alternative() throws -> AnswerShape {
            if take("{") { return try object() }
            if take("[") {
                let element = try shape()
                try expect("]")
                return .array(element, mayBeEmpty: take("*"))
            }
            if take("map<") {
                let element = try shape()
                try expect(">")
                return .map(element)
            }
            let word = try word()
            return word == "nothing" ? .nothing : .named(word)
        }

        private mutating func object() throws -> AnswerShape {
            var members: [Member] = []
            var isOpen = false
            while !take("}") {
                if take("...") { isOpen = true } else { members.append(try member()) }
                if take("}") { break }
                try expect(",")
            }
            return .object(members, isOpen: isOpen)
        }

        private mutating func member() throws -> Member {
            let name = try word()
            let isOptional = take("?")
            let hasShape = take(":") || rest.first == "{" || rest.first == "["
            return Member(name: name, isOptional: isOptional, shape: hasShape ? try shape() : usual(for: name))
        }

        private func usual(for name: String) -> AnswerShape {
            if names.contains(name) { return .named(name) }
            return name.hasSuffix("_at") ? .named("moment") : .single
        }

        private mutating func word() throws -> String {
            skipSpace()
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard !word.isEmpty else { throw SyntaxError(expected: "a name", rest: String(rest)) }
            rest = rest.dropFirst(word.count)
            return String(word)
        }

        private mutating func take(_ token: String) -> Bool {
            skipSpace()
            guard rest.hasPrefix(token) else { return false }
            rest = rest.dropFirst(token.count)
            return true
        }

        private mutating func expect(_ token: String) throws {
            guard take(token) else { throw SyntaxError(expected: token, rest: String(rest)) }
        }

        private mutating func skipSpace() { rest = rest.drop { $0 == " " } }
    }
}

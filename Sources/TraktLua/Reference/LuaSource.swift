package import Trakt

extension Endpoint {
    /// The example as a script writes it: `trakt.shows.get("breaking-bad", { extended = "full" })`.
    package var luaExample: String { luaCall(example) }

    /// A call as a script writes it.
    func luaCall(_ arguments: Arguments) -> String {
        // In the order of the documentation, so that what matters comes first.
        let order = argumentNames
        let named = arguments.named.sorted { one, other in
            (order.firstIndex(of: one.key) ?? order.count, one.key)
                < (order.firstIndex(of: other.key) ?? order.count, other.key)
        }
        let members = named.map { "\(LuaSource.key($0.key)) = \(LuaSource.literal($0.value))" }
        let short = luaCall(arguments.positional, "{ \(members.joined(separator: ", ")) }", hasTable: !members.isEmpty)
        guard short.count > LuaSource.longestLine, !members.isEmpty else { return short }
        return luaCall(
            arguments.positional, "{\n" + members.map { "  \($0),\n" }.joined() + "}", hasTable: true)
    }

    private func luaCall(_ positional: [JSONValue], _ table: String, hasTable: Bool) -> String {
        let name = "trakt.\(id)"
        guard !positional.isEmpty || !hasTable else { return "\(name) \(table)" }
        return "\(name)(\((positional.map(LuaSource.literal) + (hasTable ? [table] : [])).joined(separator: ", ")))"
    }
}

/// Values written as Lua.
enum LuaSource {
    /// A call that is longer has a line for each named value.
    static let longestLine = 96

    /// A value as a literal: `{ "a", 1, true }`.
    static func literal(_ value: JSONValue) -> String {
        switch value {
        case .null: "nil"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): quoted(text)
        case .array(let elements):
            elements.isEmpty ? "{}" : "{ \(elements.map(literal).joined(separator: ", ")) }"
        case .object(let members):
            members.isEmpty ? "{}" : "{ \(members.sorted { $0.key < $1.key }.map(member).joined(separator: ", ")) }"
        }
    }

    private static func member(_ name: String, _ value: JSONValue) -> String { "\(key(name)) = \(literal(value))" }

    /// A member's name, in brackets where Lua would read it as something else.
    static func key(_ name: String) -> String {
        let isName = name.utf8.allSatisfy { (97...122).contains($0 | 32) || $0 == 95 || (48...57).contains($0) }
        let starts = name.utf8.first.map { !(48...57).contains($0) } ?? false
        return isName && starts && !keywords.contains(name) ? name : "[\(quoted(name))]"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 32 || scalar.value == 127: result += "\\x" + hexadecimal(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }

    private static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
}

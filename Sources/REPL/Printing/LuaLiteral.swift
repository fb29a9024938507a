internal import Wording

/// Values as Lua's source says them.
enum LuaLiteral {
    /// A name as the key of a member: `title`, or `["first name"]`.
    static func key(_ name: String) -> String { isName(name) ? name : "[\(quoted(Array(name.utf8)))]" }

    /// Whether Lua reads a text as a name.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first), !keywords.contains(text) else { return false }
        return text.utf8.allSatisfy { isDigit($0) || ($0 | 32) &- 97 < 26 || $0 == 95 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    /// A number. Lua has no words for what is none.
    static func number(_ number: Double) -> String {
        if number.isNaN { return "0/0" }
        return number.isFinite ? "\(number)" : number < 0 ? "-math.huge" : "math.huge"
    }

    /// Bytes in quotes, so that Lua reads the same bytes again and no terminal obeys any.
    static func quoted(_ bytes: [UInt8]) -> String {
        var result = "\""
        var rest = bytes[...]
        while let byte = rest.first {
            guard let character = Self.scalar(at: rest) else {
                result += "\\x" + hexadecimal(UInt32(byte), digits: 2)
                rest = rest.dropFirst()
                continue
            }
            result += escaped(character)
            rest = rest.dropFirst(UTF8.width(character))
        }
        return result + "\""
    }

    /// The character that begins the bytes; nil where they begin with none.
    private static func scalar(at bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = bytes.first else { return nil }
        if first < 0x80 { return Unicode.Scalar(first) }
        let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        return String(validating: bytes.prefix(width), as: UTF8.self)?.unicodeScalars.first
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where scalar.value < 0x80 && scalar.isObeyed: "\\x" + hexadecimal(scalar.value, digits: 2)
        case _ where scalar.isObeyed: "\\u{" + hexadecimal(scalar.value, digits: 1) + "}"
        default: String(Character(scalar))
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 1 }
}

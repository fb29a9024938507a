/// The value of a text in a source (Lua manual, section 3.1).
package enum StringLiteral {
    /// What stands for itself or one other byte after a `\`.
    static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]

    /// The bytes that a token stands for; escapes that are none stand for themselves.
    package static func bytes(of token: ArraySlice<UInt8>) -> [UInt8] {
        guard let first = token.first else { return [] }
        return first == UInt8(ascii: "[") ? bracketed(token) : quoted(token, quote: first)
    }

    private static func bracketed(_ token: ArraySlice<UInt8>) -> [UInt8] {
        var inner = token.dropFirst().drop { $0 == UInt8(ascii: "=") }.dropFirst()
        let width = inner.startIndex - token.startIndex
        if inner.count >= width, inner.last == UInt8(ascii: "]") { inner = inner.dropLast(width) }
        var bytes: [UInt8] = []
        var at = inner.startIndex
        // The line's end right after the bracket does not count.
        if let byte = inner.first, byte.isLineEnd { skipLineEnd(inner, &at) }
        while at < inner.endIndex {
            if inner[at].isLineEnd {
                skipLineEnd(inner, &at)
                bytes.append(0x0A)
            } else {
                bytes.append(inner[at])
                at += 1
            }
        }
        return bytes
    }

    /// One end of a line, which may have two bytes in either order.
    private static func skipLineEnd(_ text: ArraySlice<UInt8>, _ at: inout Int) {
        let byte = text[at]
        at += 1
        if at < text.endIndex, text[at].isLineEnd, text[at] != byte { at += 1 }
    }

    private static func quoted(_ token: ArraySlice<UInt8>, quote: UInt8) -> [UInt8] {
        var at = token.startIndex + 1
        let end = token.count > 1 && token.last == quote ? token.endIndex - 1 : token.endIndex
        var bytes: [UInt8] = []
        while at < end {
            guard token[at] == UInt8(ascii: "\\"), at + 1 < end else {
                bytes.append(token[at])
                at += 1
                continue
            }
            append(token, at: &at, end: end, to: &bytes)
        }
        return bytes
    }

    private static func append(_ token: ArraySlice<UInt8>, at: inout Int, end: Int, to bytes: inout [UInt8]) {
        let letter = token[at + 1]
        at += 2
        switch letter {
        case UInt8(ascii: "z"): while at < end, token[at].isLuaSpace { at += 1 }
        case _ where letter.isLineEnd:
            at -= 1
            skipLineEnd(token, &at)
            bytes.append(0x0A)
        case UInt8(ascii: "x"): bytes.append(UInt8(truncatingIfNeeded: number(token, &at, end, base: 16, most: 2)))
        case UInt8(ascii: "u"):
            at += 1
            appendUTF8(number(token, &at, end, base: 16, most: 64), to: &bytes)
            at = min(at + 1, end)
        case _ where letter.isLuaDigit:
            at -= 1
            bytes.append(UInt8(truncatingIfNeeded: number(token, &at, end, base: 10, most: 3)))
        default:
            if letters[letter] == nil { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(letters[letter] ?? letter)
        }
    }

    private static func number(
        _ token: ArraySlice<UInt8>, _ at: inout Int, _ end: Int, base: UInt32, most: Int
    ) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        while at < end, count < most, let digit = token[at].hexadecimal, digit < base {
            value = value &* base &+ digit
            at += 1
            count += 1
        }
        return value
    }

    /// As Lua does it: up to six bytes, surrogates included.
    private static func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
        guard value >= 0x80 else { return bytes.append(UInt8(value)) }
        var rest = value
        var tail: [UInt8] = []
        var first: UInt32 = 0x3F
        repeat {
            tail.append(UInt8(0x80 | (rest & 0x3F)))
            rest >>= 6
            first >>= 1
        } while rest > first
        bytes.append(UInt8(truncatingIfNeeded: (~first << 1) | rest))
        bytes += tail.reversed()
    }
}

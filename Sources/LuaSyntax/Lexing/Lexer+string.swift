extension Lexer {
    /// Takes a text in quotes. Where it does not end in its line it ends with the line.
    mutating func quotedString(_ quote: UInt8) -> TokenProblem? {
        offset += 1
        var problem: TokenProblem?
        while let byte = peek() {
            switch byte {
            case quote:
                offset += 1
                return problem
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .unfinishedString
            case UInt8(ascii: "\\"):
                let start = offset
                guard let next = peek(1) else {
                    offset += 1
                    return problem ?? .continuedString
                }
                if !escape(next) { problem = problem ?? .invalidEscape(SourceRange(start, max(offset, start + 2))) }
                if next == UInt8(ascii: "z") || next.isLineEnd, offset == source.count {
                    return problem ?? .continuedString
                }
            default: offset += 1
            }
        }
        return .unfinishedString
    }

    /// Takes one escape; false where it is none. Then what follows is read on as text.
    private mutating func escape(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "z"):
            offset += 2
            skip(while: \.isLuaSpace)
        case _ where letter.isLineEnd:
            offset += 2
            if let other = peek(), other.isLineEnd, other != letter { offset += 1 }
        case UInt8(ascii: "x"):
            offset += 2
            for _ in 0..<2 {
                guard peek()?.hexadecimal != nil else { return false }
                offset += 1
            }
        case UInt8(ascii: "u"): return unicodeEscape()
        case _ where letter.isLuaDigit: return decimalEscape()
        case _ where StringLiteral.letters[letter] != nil: offset += 2
        default:
            offset += 2
            return false
        }
        return true
    }

    private mutating func unicodeEscape() -> Bool {
        offset += 2
        guard peek() == UInt8(ascii: "{") else { return false }
        offset += 1
        var value: UInt32 = 0
        let start = offset
        while let digit = peek()?.hexadecimal {
            guard value <= 0x7FF_FFFF else { return false }
            value = value << 4 | digit
            offset += 1
        }
        guard offset > start, peek() == UInt8(ascii: "}") else { return false }
        offset += 1
        return true
    }

    private mutating func decimalEscape() -> Bool {
        offset += 1
        var value = 0
        for _ in 0..<3 {
            guard let digit = peek(), digit.isLuaDigit else { break }
            value = value * 10 + Int(digit - 0x30)
            offset += 1
        }
        return value <= 255
    }
}

extension UInt8 {
    var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}

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

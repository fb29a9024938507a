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

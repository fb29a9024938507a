/// Cuts a source into tokens. It takes any bytes: what is no Lua becomes a token with a problem.
///
/// ```swift
/// Lexer.tokens(of: Array("x = 'half".utf8)).last?.problem  // .unfinishedString (before the token `.end`)
/// ```
package struct Lexer: Sendable {
    let source: [UInt8]
    var offset = 0

    package init(_ source: [UInt8]) {
        self.source = source
    }

    /// All tokens with trivia, the last of which is `.end`.
    package static func tokens(of source: [UInt8]) -> [Token] {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        tokens.reserveCapacity(source.count / 3)
        repeat { tokens.append(lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    /// The next token; at the end always `.end`.
    package mutating func next() -> Token {
        let start = offset
        guard let byte = peek() else { return Token(.end, SourceRange(start, start)) }
        let (kind, problem) = piece(startingWith: byte)
        return Token(kind, SourceRange(start, offset), problem: problem)
    }

    private mutating func piece(startingWith byte: UInt8) -> (Token.Kind, TokenProblem?) {
        switch byte {
        case _ where byte.isLuaSpace:
            skip(while: \.isLuaSpace)
            return (.whitespace, nil)
        case _ where byte.isLuaLetter: return (word(), nil)
        case _ where byte.isLuaDigit: return number()
        case UInt8(ascii: "."): return (peek(1)?.isLuaDigit ?? false) ? number() : symbol()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return (.string, quotedString(byte))
        case UInt8(ascii: "-") where peek(1) == byte: return (.comment, comment())
        case UInt8(ascii: "["): return longString()
        default: return symbol()
        }
    }

    private mutating func word() -> Token.Kind {
        let start = offset
        skip { $0.isLuaLetter || $0.isLuaDigit }
        // The longest reserved word has eight letters, and none a digit.
        guard offset - start <= 8, source[start] >= UInt8(ascii: "a") else { return .name }
        return Self.keywords[source[start..<offset]].map(Token.Kind.keyword) ?? .name
    }

    private static let keywords: [ArraySlice<UInt8>: Keyword] = Dictionary(
        uniqueKeysWithValues: Keyword.allCases.map { (Array($0.rawValue.utf8)[...], $0) })

    private mutating func comment() -> TokenProblem? {
        offset += 2
        if let level = openingBracket() { return bracketed(level) }
        skip { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return nil
    }

    private mutating func longString() -> (Token.Kind, TokenProblem?) {
        if let level = openingBracket() { return (.string, bracketed(level)) }
        guard peek(1) == UInt8(ascii: "=") else { return symbol() }
        offset += 1
        skip { $0 == UInt8(ascii: "=") }
        return (.unknown, .brokenBrackets)
    }

    /// The number of `=` in a long bracket that begins here.
    private func openingBracket() -> Int? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while peek(level + 1) == UInt8(ascii: "=") { level += 1 }
        return peek(level + 1) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func bracketed(_ level: Int) -> TokenProblem? {
        offset += level + 2
        while let byte = peek() {
            offset += 1
            guard byte == UInt8(ascii: "]") else { continue }
            var count = 0
            while peek(count) == UInt8(ascii: "=") { count += 1 }
            if count == level, peek(count) == UInt8(ascii: "]") {
                offset += count + 1
                return nil
            }
        }
        return .unfinishedBrackets
    }

    private mutating func symbol() -> (Token.Kind, TokenProblem?) {
        for length in stride(from: min(3, source.count - offset), to: 0, by: -1) {
            if let symbol = Self.symbols[source[offset..<offset + length]] {
                offset += length
                return (.symbol(symbol), nil)
            }
        }
        // A whole character, so that a message can show it.
        offset += 1
        while let byte = peek(), byte & 0xC0 == 0x80, source[offset - 1] >= 0x80 { offset += 1 }
        return (.unknown, .unknownCharacter)
    }

    private static let symbols: [ArraySlice<UInt8>: Symbol] = Dictionary(
        uniqueKeysWithValues: Symbol.allCases.map { (Array($0.rawValue.utf8)[...], $0) })

    func peek(_ ahead: Int = 0) -> UInt8? {
        offset + ahead < source.count ? source[offset + ahead] : nil
    }

    mutating func skip(while holds: (UInt8) -> Bool) {
        while offset < source.count, holds(source[offset]) { offset += 1 }
    }
}

extension UInt8 {
    var isLuaSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isLuaDigit: Bool { self &- 0x30 < 10 }
    var isLuaLetter: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }

    /// The value as a hexadecimal digit.
    var hexadecimal: UInt32? {
        if isLuaDigit { return UInt32(self - 0x30) }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? UInt32(letter) + 10 : nil
    }
}

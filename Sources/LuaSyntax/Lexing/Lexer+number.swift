extension Lexer {
    /// Takes what Lua takes for one number (`read_numeral` in llex.c), which may be none, as `3x` or `0x`.
    mutating func number() -> (Token.Kind, TokenProblem?) {
        let start = offset
        var exponent = UInt8(ascii: "e")
        if peek() == UInt8(ascii: "0"), let mark = peek(1), mark | 0x20 == UInt8(ascii: "x") {
            offset += 2
            exponent = UInt8(ascii: "p")
        }
        while let byte = peek() {
            if byte | 0x20 == exponent {
                offset += 1
                if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            } else if byte.hexadecimal != nil || byte == UInt8(ascii: ".") {
                offset += 1
            } else {
                break
            }
        }
        skip { $0.isLuaLetter || $0.isLuaDigit }
        return (.number, NumberLiteral(source[start..<offset]) == nil ? .malformedNumber : nil)
    }
}

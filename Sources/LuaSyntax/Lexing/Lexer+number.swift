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

/// The value of a number in a source (Lua manual, section 3.1).
package enum NumberLiteral: Sendable, Hashable {
    case integer(Int64)
    case float(Double)

    init?(_ text: ArraySlice<UInt8>) {
        let isHexadecimal =
            text.count >= 2 && text.first == UInt8(ascii: "0")
            && text.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let value = isHexadecimal ? Self.hexadecimal(text.dropFirst(2)) : Self.decimal(text)
        guard let value else { return nil }
        self = value
    }

    private static func decimal(_ text: ArraySlice<UInt8>) -> NumberLiteral? {
        let string = String(decoding: text, as: UTF8.self)
        if text.allSatisfy(\.isLuaDigit) {
            return Int64(string).map(NumberLiteral.integer) ?? Double(string).map(NumberLiteral.float)
        }
        guard isShaped(text, exponent: UInt8(ascii: "e"), digit: \.isLuaDigit) else { return nil }
        // Swift wants digits on both sides of the point.
        var written = string
        if written.hasPrefix(".") { written = "0" + written }
        written = written.replacing(".e", with: ".0e").replacing(".E", with: ".0e")
        if written.hasSuffix(".") { written += "0" }
        return Double(written).map(NumberLiteral.float)
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>) -> NumberLiteral? {
        if !text.isEmpty, text.allSatisfy({ $0.hexadecimal != nil }) {
            // Hexadecimal integers wrap around.
            return .integer(text.reduce(0) { ($0 << 4) | Int64($1.hexadecimal ?? 0) })
        }
        guard isShaped(text, exponent: UInt8(ascii: "p"), digit: { $0.hexadecimal != nil }) else { return nil }
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "p") }
        var value = 0.0
        var scale = 0
        var isAfterPoint = false
        for byte in parts[0] {
            if byte == UInt8(ascii: ".") {
                isAfterPoint = true
            } else {
                value = value * 16 + Double(byte.hexadecimal ?? 0)
                if isAfterPoint { scale -= 4 }
            }
        }
        let power = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? Int(Int16.max) : 0
        let bounded = max(-20_000, min(20_000, power)) + scale
        return .float(Double(sign: .plus, exponent: 0, significand: value).scaled(by: bounded))
    }

    /// Digits with at most one point, and after the exponent's mark a sign or none, and digits.
    private static func isShaped(
        _ text: ArraySlice<UInt8>, exponent: UInt8, digit: (UInt8) -> Bool
    ) -> Bool {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == exponent }
        guard parts[0].contains(where: digit), parts[0].count(where: { $0 == UInt8(ascii: ".") }) <= 1,
            parts[0].allSatisfy({ digit($0) || $0 == UInt8(ascii: ".") })
        else { return false }
        guard parts.count > 1 else { return true }
        let power =
            parts[1].first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true
            ? parts[1].dropFirst() : parts[1]
        return !power.isEmpty && power.allSatisfy(\.isLuaDigit)
    }
}

extension Double {
    fileprivate func scaled(by exponent: Int) -> Double {
        var value = self
        var rest = exponent
        // In steps, so that neither end is passed on the way.
        while rest != 0 {
            let step = max(-1_000, min(1_000, rest))
            value = Double(sign: .plus, exponent: step, significand: value)
            rest -= step
        }
        return value
    }
}

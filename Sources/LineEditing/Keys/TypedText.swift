/// Characters at the beginning of bytes, in UTF-8.
enum TypedText {
    /// As many characters as there are before a control character or an end that may go on; a byte that cannot be part
    /// of a character becomes U+FFFD.
    ///
    /// - Returns: nil when the first character is not all there.
    static func first(in bytes: ArraySlice<UInt8>, isFinal: Bool) -> (text: String, length: Int)? {
        var text = ""
        var index = bytes.startIndex
        while let (scalar, length) = scalar(in: bytes[index...], isFinal: isFinal) {
            text.unicodeScalars.append(scalar)
            index += length
        }
        return text.isEmpty ? nil : (text, index - bytes.startIndex)
    }

    /// The first scalar, if it is there and no control character.
    static func scalar(in bytes: ArraySlice<UInt8>, isFinal: Bool) -> (Unicode.Scalar, length: Int)? {
        guard let first = bytes.first, first >= 0x20, first != 0x7F else { return nil }
        switch reading(of: bytes) {
        case .valid(let scalar, let length): return (scalar, length)
        case .incomplete: return isFinal ? ("\u{FFFD}", 1) : nil
        case .invalid: return ("\u{FFFD}", 1)
        }
    }

    private enum Reading {
        case valid(Unicode.Scalar, length: Int)
        case incomplete
        case invalid
    }

    private static func reading(of bytes: ArraySlice<UInt8>) -> Reading {
        guard let first = bytes.first else { return .incomplete }
        let length: Int
        // The Unicode Standard, table 3-7.
        switch first {
        case ..<0x80: length = 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return .invalid
        }
        if bytes.prefix(length).dropFirst().contains(where: { !(0x80...0xBF).contains($0) }) { return .invalid }
        guard bytes.count >= length else { return .incomplete }
        var decoder = UTF8()
        var iterator = bytes.prefix(length).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return .invalid }
        return .valid(scalar, length: length)
    }
}

/// The first key in a row of bytes, by what xterm, the VT terminals, rxvt and the Linux console send.
enum KeySequence {
    enum Step: Equatable {
        case key(Key)
        case pasteBegins
    }

    /// - Parameter isFinal: Whether nothing more will come.
    /// - Returns: nil when more bytes are needed to tell.
    static func first(in bytes: ArraySlice<UInt8>, isFinal: Bool) -> (step: Step, length: Int)? {
        guard let first = bytes.first else { return nil }
        if first == escape { return afterEscape(bytes, isFinal: isFinal) }
        if let key = control(first) { return (.key(key), 1) }
        guard let (text, length) = TypedText.first(in: bytes, isFinal: isFinal) else { return nil }
        return (.key(.text(text)), length)
    }

    static let escape: UInt8 = 0x1B

    static func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x09: .named(.tab)
        // Terminals send a carriage return; what is written into them by programs has line feeds.
        case 0x0A, 0x0D: .named(.enter)
        case 0x08, 0x7F: .named(.backspace)
        case escape: .named(.escape)
        case 0x00: .control(" ")
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte | 0x60)))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte | 0x40)))
        default: nil
        }
    }

    private static func afterEscape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> (Step, Int)? {
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return isFinal ? (.key(.named(.escape)), 1) : nil }
        switch second {
        case UInt8(ascii: "["): return ControlSequence.key(in: bytes, isFinal: isFinal)
        case UInt8(ascii: "O"): return singleShift(bytes, isFinal: isFinal)
        case escape: return afterTwoEscapes(bytes, isFinal: isFinal)
        default: return withAlt(rest, isFinal: isFinal)
        }
    }

    /// rxvt puts another Escape before a key with Alt. Anything else is the Escape key and then something.
    private static func afterTwoEscapes(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> (Step, Int)? {
        let rest = bytes.dropFirst()
        if let third = rest.dropFirst().first, third != UInt8(ascii: "["), third != UInt8(ascii: "O") {
            return (.key(.named(.escape)), 1)
        }
        guard rest.count > 1 else { return isFinal ? (.key(.named(.escape)), 1) : nil }
        guard let (step, length) = afterEscape(rest, isFinal: isFinal) else { return nil }
        if case .key(.named(let key, let modifiers)) = step {
            return (.key(.named(key, modifiers.union(.alt))), length + 1)
        }
        return (.key(.named(.escape)), 1)
    }

    private static func withAlt(_ rest: ArraySlice<UInt8>, isFinal: Bool) -> (Step, Int)? {
        guard let second = rest.first else { return nil }
        if let key = control(second) {
            if case .named(let name, let modifiers) = key { return (.key(.named(name, modifiers.union(.alt))), 2) }
            return (.key(.named(.escape)), 1)
        }
        guard let (scalar, length) = TypedText.scalar(in: rest, isFinal: isFinal) else { return nil }
        return (.key(.alt(Character(scalar))), 1 + length)
    }

    /// `ESC O` and a letter: arrows and the like of a keypad in application mode, perhaps with a modifier's digit.
    private static func singleShift(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> (Step, Int)? {
        let start = bytes.startIndex
        var end = start + 2
        var modifier = 0
        if end < bytes.endIndex, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[end]) {
            modifier = Int(bytes[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard end < bytes.endIndex else {
            return isFinal ? (.key(.alt("O")), 2) : nil
        }
        guard let key = ControlSequence.letter(bytes[end], Modifiers(parameter: modifier), afterShift: true) else {
            // Alt and a capital O, and then something else.
            return (.key(.alt("O")), 2)
        }
        return (.key(key), end - start + 1)
    }
}

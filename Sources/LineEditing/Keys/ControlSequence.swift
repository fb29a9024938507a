/// `ESC [`, numbers, and a byte that says what they mean (ECMA-48, 5.4).
enum ControlSequence {
    /// Longer ones are nothing that a keyboard sends.
    private static let longest = 64

    static func key(in bytes: ArraySlice<UInt8>, isFinal: Bool) -> (KeySequence.Step, Int)? {
        let start = bytes.startIndex
        var end = start + 2
        // The Linux console's F1 to F5 are `ESC [ [` and a letter.
        if end < bytes.endIndex, bytes[end] == UInt8(ascii: "[") { return consoleKey(bytes, isFinal: isFinal) }
        while end < bytes.endIndex, end - start < longest {
            let byte = bytes[end]
            if byte == UInt8(ascii: "$"), let key = shifted(bytes[(start + 2)..<end]) {
                return (.key(key), end - start + 1)
            }
            if (0x40...0x7E).contains(byte) {
                let step = meaning(of: byte, bytes[(start + 2)..<end]) ?? .key(.unknown(Array(bytes[start...end])))
                return (step, end - start + 1)
            }
            // A control character or one beyond ASCII: whatever this was, it does not go on.
            guard (0x20...0x3F).contains(byte) else { return (broken(bytes[start..<end]), end - start) }
            end += 1
        }
        let isOver = isFinal || end - start >= longest
        return isOver ? (broken(bytes[start..<end]), end - start) : nil
    }

    /// What was typed as Alt and `[`, and what was cut off.
    private static func broken(_ bytes: ArraySlice<UInt8>) -> KeySequence.Step {
        .key(bytes.count == 2 ? .alt("[") : .unknown(Array(bytes)))
    }

    private static func consoleKey(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> (KeySequence.Step, Int)? {
        guard let letter = bytes.dropFirst(3).first else {
            return isFinal ? (.key(.unknown(Array(bytes.prefix(3)))), 3) : nil
        }
        guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else {
            return (.key(.unknown(Array(bytes.prefix(3)))), 3)
        }
        return (.key(.named(.function(Int(letter) - 0x40))), 4)
    }

    private static func meaning(of final: UInt8, _ parameters: ArraySlice<UInt8>) -> KeySequence.Step? {
        let isPlain = parameters.allSatisfy { (0x30...0x3B).contains($0) }
        guard isPlain else { return nil }
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
        let modifiers = Modifiers(parameter: numbers.count > 1 ? numbers[1] : 1)
        switch final {
        case UInt8(ascii: "~") where numbers == [200]: return .pasteBegins
        case UInt8(ascii: "~") where numbers.first == 27 && numbers.count == 3:
            return character(numbers[2], modifiers).map { .key($0) }
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"):
            return numbered(numbers.first ?? 0, modifiers.union(rxvt(final))).map { .key($0) }
        case UInt8(ascii: "u"): return character(numbers.first ?? 0, modifiers).map { .key($0) }
        case UInt8(ascii: "Z"): return .key(.named(.tab, .shift))
        default:
            // Old ones send `ESC [ 5 C` for `ESC [ 1 ; 5 C`.
            let held = numbers.count == 1 && numbers[0] > 1 ? Modifiers(parameter: numbers[0]) : modifiers
            return letter(final, held, afterShift: false).map { .key($0) }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        // What follows a colon says more about the number before it.
        let main = digits.prefix { $0 != UInt8(ascii: ":") }
        return Int(String(decoding: main.prefix(9), as: UTF8.self)) ?? 0
    }

    /// Keys that end in a letter. rxvt says Shift with a small one, and Ctrl with a small one after `ESC O`.
    static func letter(_ letter: UInt8, _ modifiers: Modifiers, afterShift: Bool) -> Key? {
        switch letter {
        case UInt8(ascii: "A"): .named(.up, modifiers)
        case UInt8(ascii: "B"): .named(.down, modifiers)
        case UInt8(ascii: "C"): .named(.right, modifiers)
        case UInt8(ascii: "D"): .named(.left, modifiers)
        case UInt8(ascii: "F"): .named(.end, modifiers)
        case UInt8(ascii: "H"): .named(.home, modifiers)
        case UInt8(ascii: "M") where afterShift: .named(.enter, modifiers)
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .named(.function(Int(letter) - 0x4F), modifiers)
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            Self.letter(letter - 0x20, modifiers.union(afterShift ? .control : .shift), afterShift: afterShift)
        default: nil
        }
    }

    private static func numbered(_ number: Int, _ modifiers: Modifiers) -> Key? {
        switch number {
        case 1, 7: .named(.home, modifiers)
        case 2: .named(.insert, modifiers)
        case 3: .named(.delete, modifiers)
        case 4, 8: .named(.end, modifiers)
        case 5: .named(.pageUp, modifiers)
        case 6: .named(.pageDown, modifiers)
        case 11...15: .named(.function(number - 10), modifiers)
        case 17...21: .named(.function(number - 11), modifiers)
        case 23...24: .named(.function(number - 12), modifiers)
        default: nil
        }
    }

    /// rxvt ends a key with Ctrl in `^`, with Ctrl and Shift in `@`, and with Shift in `$`.
    private static func rxvt(_ final: UInt8) -> Modifiers {
        switch final {
        case UInt8(ascii: "^"): .control
        case UInt8(ascii: "@"): [.control, .shift]
        default: []
        }
    }

    private static func shifted(_ parameters: ArraySlice<UInt8>) -> Key? {
        guard !parameters.isEmpty, parameters.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return numbered(number(parameters), .shift)
    }

    /// A character by its number, as terminals send it that report every key so.
    private static func character(_ number: Int, _ modifiers: Modifiers) -> Key? {
        guard let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value) else { return nil }
        if let byte = UInt8(exactly: value), case .named(let key, _)? = KeySequence.control(byte) {
            return .named(key, modifiers)
        }
        guard value >= 0x20 else { return nil }
        let character = Character(scalar)
        if modifiers.contains(.control) { return .control(Character(character.lowercased())) }
        return modifiers.contains(.alt) ? .alt(character) : .text(String(character))
    }
}

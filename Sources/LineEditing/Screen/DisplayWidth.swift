/// How many columns of a terminal a text takes.
///
/// A terminal has one column for most characters, two for East Asian wide ones and emoji, and none for marks that join
/// the character before them. What is wide is in Unicode Standard Annex #11 (East Asian Width); what is an emoji, and
/// which scalars take no column, Swift knows of each scalar.
package enum DisplayWidth {
    package static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// 0, 1 or 2. Control characters have no width: whoever shows them shows something in their place.
    package static func of(_ character: Character) -> Int {
        if let value = character.asciiValue { return value >= 0x20 && value != 0x7F ? 1 : 0 }
        let scalars = character.unicodeScalars
        if isEmoji(scalars) { return 2 }
        return scalars.reduce(0) { max($0, of($1)) }
    }

    /// The beginning of the text that fits into a number of columns; the whole text when all of it does.
    package static func prefix<Text: StringProtocol>(of text: Text, columns: Int) -> Text.SubSequence {
        var width = 0
        var index = text.startIndex
        while index < text.endIndex {
            width += of(text[index])
            if width > columns { return text[..<index] }
            index = text.index(after: index)
        }
        return text[...]
    }

    /// The text, or as much of it as fits with an ellipsis in place of the rest.
    package static func shortened(_ text: String, columns: Int) -> String {
        if of(text) <= columns { return text }
        return columns < 1 ? "" : prefix(of: text, columns: columns - 1) + "…"
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .control, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator, .surrogate: return 0
        // A soft hyphen is shown by terminals, other format characters are not.
        case .format: return scalar.value == 0xAD ? 1 : 0
        default: break
        }
        // Vowels and final consonants of Hangul are drawn into the syllable that a leading consonant began.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
        if regionalIndicators.contains(scalar.value) { return 1 }
        return scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
    }

    /// A flag, or a character that the variation selector behind it makes an emoji.
    private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
        guard let first = scalars.first, scalars.count > 1 else { return false }
        if regionalIndicators.contains(first.value) { return true }
        return first.properties.isEmoji && scalars.contains { $0.value == 0xFE0F }
    }

    private static let regionalIndicators: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wide.count
        while low < high {
            let middle = (low + high) / 2
            if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wide.count && wide[low].contains(value)
    }

    /// EastAsianWidth.txt of Unicode 16: what is wide (W) or fullwidth (F) and no emoji. Gaps that no character
    /// is assigned to belong to the range around them.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
        0x3250...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
        0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1D300...0x1D356, 0x1D360...0x1D376,
        0x1F200...0x1F265, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}

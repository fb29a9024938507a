internal import Wording

/// A part of a schedule's text without white space, and where it is.
struct Word: Hashable, Sendable {
    var text: Substring
    /// Counted in characters from 1.
    var column: Int

    var lowercased: String { text.lowercased() }
    /// The column after it.
    var end: Int { column + text.count }

    static func split(_ text: String) -> [Word] {
        var words: [Word] = []
        var column = 1
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace) {
            if !part.isEmpty { words.append(Word(text: part, column: column)) }
            column += part.count + 1
        }
        return words
    }

    /// Its parts between separators, empty ones too.
    func split(at separator: Character) -> [Word] {
        var parts: [Word] = []
        var column = column
        for part in text.split(separator: separator, omittingEmptySubsequences: false) {
            parts.append(Word(text: part, column: column))
            column += part.count + 1
        }
        return parts
    }

    /// What is before and after the first separator; nil where there is none.
    func cut(at separator: Character) -> (Word, Word)? {
        guard let place = text.firstIndex(of: separator) else { return nil }
        let before = Word(text: text[..<place], column: column)
        return (before, Word(text: text[text.index(after: place)...], column: before.end + 1))
    }

    /// The number that it is, of ASCII digits alone and small enough to be one in a schedule.
    var number: Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy(digits.contains) else { return nil }
        return Int(text)
    }

    func nearest(among known: [String]) -> String? {
        text.utf8.count > 30 ? nil : Spelling.nearest(to: lowercased, among: known)
    }
}

/// `a, b and c`
func listed(_ parts: [String], _ last: String = "and") -> String {
    guard parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " \(last) " + parts[parts.count - 1]
}

extension TextEditing {
    /// Swaps the characters around the cursor, at the end of a line the last two.
    mutating func transpose() -> Bool {
        let line = buffer.lineStart(of: cursor)..<buffer.lineEnd(of: cursor)
        let right = min(cursor, line.upperBound - 1)
        guard right > line.lowerBound else { return false }
        replace(right - 1..<right + 1, with: String([buffer.characters[right], buffer.characters[right - 1]]))
        return true
    }

    mutating func changeWord(_ change: (String) -> String) -> Bool {
        let range = cursor..<buffer.wordEnd(after: cursor)
        guard !range.isEmpty else { return false }
        replace(range, with: change(String(buffer.characters[range])))
        return true
    }

    static func capitalized(_ text: String) -> String {
        guard let first = text.firstIndex(where: { $0.isLetter || $0.isNumber }) else { return text }
        return text[..<first] + text[first].uppercased() + text[text.index(after: first)...].lowercased()
    }
}

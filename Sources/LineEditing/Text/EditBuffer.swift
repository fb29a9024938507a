/// A text of one or more lines, and a cursor between two of its characters or at its ends.
package struct EditBuffer: Sendable, Hashable {
    /// The text as somebody who moves through it counts: always the same as the characters of the whole as one text.
    package private(set) var characters: [Character] = []
    /// How many characters are before the cursor.
    package private(set) var cursor = 0

    package init(_ text: String = "") {
        replace(0..<0, with: text)
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    /// Puts a text in place of a part, and the cursor behind it.
    ///
    /// Marks join the characters around them, so the characters of the line are told anew: the cursor ends behind the
    /// one that the text's last mark went to.
    package mutating func replace(_ range: Range<Int>, with text: String) {
        let range = range.clamped(to: 0..<characters.count)
        let line = lineStart(of: range.lowerBound)..<lineEnd(of: range.upperBound)
        let before = String(characters[line.lowerBound..<range.lowerBound]) + Self.harmless(text)
        let whole = Array(before + String(characters[range.upperBound..<line.upperBound]))
        characters.replaceSubrange(line, with: whole)
        cursor = line.lowerBound + Self.characters(whole, thatHold: before.utf8.count)
    }

    package mutating func move(to place: Int) {
        cursor = min(max(place, 0), characters.count)
    }

    /// The text with line feeds at the ends of lines, and without the control characters that would be commands to a
    /// terminal if it were ever printed.
    private static func harmless(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": result.append("\n")
            case "\n": if !isAfterReturn { result.append(scalar) }
            case "\t": result.append(scalar)
            default: if scalar.properties.generalCategory != .control { result.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return String(result)
    }

    private static func characters(_ characters: [Character], thatHold bytes: Int) -> Int {
        var rest = bytes
        for (index, character) in characters.enumerated() {
            if rest <= 0 { return index }
            rest -= character.utf8.count
        }
        return characters.count
    }
}

extension EditBuffer {
    /// Where the line with this place begins.
    package func lineStart(of place: Int) -> Int {
        characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    }

    /// Where the line with this place ends, before its line feed.
    package func lineEnd(of place: Int) -> Int {
        characters[place...].firstIndex(of: "\n") ?? characters.count
    }

    package var isOnFirstLine: Bool { lineStart(of: cursor) == 0 }

    package var isOnLastLine: Bool { lineEnd(of: cursor) == characters.count }

    /// The same column of the line above, or its end; nil on the first line.
    func placeAbove(column: Int) -> Int? {
        let start = lineStart(of: cursor)
        guard start > 0 else { return nil }
        return min(lineStart(of: start - 1) + column, start - 1)
    }

    func placeBelow(column: Int) -> Int? {
        let end = lineEnd(of: cursor)
        guard end < characters.count else { return nil }
        return min(end + 1 + column, lineEnd(of: end + 1))
    }

    /// What there is on the line before the cursor.
    var beforeCursorOnLine: ArraySlice<Character> { characters[lineStart(of: cursor)..<cursor] }

    /// Where the word before a place begins: letters and digits, with what is between them and the place.
    func wordStart(before place: Int) -> Int {
        var place = place
        while place > 0, !Self.isOfWord(characters[place - 1]) { place -= 1 }
        while place > 0, Self.isOfWord(characters[place - 1]) { place -= 1 }
        return place
    }

    func wordEnd(after place: Int) -> Int {
        var place = place
        while place < characters.count, !Self.isOfWord(characters[place]) { place += 1 }
        while place < characters.count, Self.isOfWord(characters[place]) { place += 1 }
        return place
    }

    /// Where what is before a place began after a space.
    func blankStart(before place: Int) -> Int {
        var place = place
        while place > 0, characters[place - 1].isWhitespace { place -= 1 }
        while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
        return place
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

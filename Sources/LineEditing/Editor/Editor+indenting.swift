extension Editor {
    /// How far a line goes in with Tab.
    static let indentation = 2

    /// In front of a line's text a whole step of its indentation goes.
    mutating func deleteLeft() -> Outcome {
        let before = editing.buffer.beforeCursorOnLine
        let count = before.count
        guard count > 1, count.isMultiple(of: Self.indentation), before.allSatisfy({ $0 == " " }) else {
            return editing.perform(.deleteLeft) ? .goOn : .refused
        }
        editing.replace(editing.cursor - Self.indentation..<editing.cursor, with: "")
        return .goOn
    }

    mutating func indent() {
        let count = Self.indentation - editing.buffer.beforeCursorOnLine.count % Self.indentation
        editing.replace(editing.cursor..<editing.cursor, with: String(repeating: " ", count: count))
    }

    mutating func unindent() -> Outcome {
        let start = editing.buffer.lineStart(of: editing.cursor)
        let spaces = editing.buffer.characters[start...].prefix(Self.indentation).prefix { $0 == " " }.count
        guard spaces > 0 else { return .refused }
        let cursor = max(editing.cursor - spaces, start)
        editing.replace(start..<start + spaces, with: "")
        editing.move(to: cursor)
        return .goOn
    }

    /// Lets a line of one word that ends what lines above it began, such as `end`, stand as far in as what will follow,
    /// if it still stands where its line began.
    mutating func outdentClosingWord() {
        let buffer = editing.buffer
        let start = buffer.lineStart(of: buffer.cursor)
        let spaces = buffer.beforeCursorOnLine.prefix { $0 == " " }.count
        let word = buffer.beforeCursorOnLine.dropFirst(spaces)
        guard start > 0, buffer.lineEnd(of: buffer.cursor) == buffer.cursor else { return }
        guard !word.isEmpty, !word.contains(where: \.isWhitespace) else { return }
        let wanted = assistant.indentation(after: String(buffer.characters[..<buffer.cursor]))
        let began = assistant.indentation(after: String(buffer.characters[..<(start - 1)]))
        guard wanted.count < spaces, began.count == spaces else { return }
        editing.replace(start..<start + spaces, with: wanted)
        editing.move(to: start + wanted.count + word.count)
    }
}

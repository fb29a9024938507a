/// A text that is being edited: what emacs and the shells have in common, as `TextCommand`s.
package struct TextEditing: Sendable {
    package private(set) var buffer = EditBuffer()
    private var killed = KillRing()
    private var undoing = UndoStack()
    private var last = Last.other
    /// The column that moving up and down goes back to after shorter lines.
    private var column: Int?

    /// What came before decides what a command does.
    private enum Last: Sendable, Hashable {
        case other, typing, killing
        /// Where what was put in stands.
        case yanking(Range<Int>)
    }

    package init() {}

    package var text: String { buffer.text }
    package var cursor: Int { buffer.cursor }

    /// Begins anew. What was taken out can still be put in.
    package mutating func reset(_ text: String = "") {
        buffer = EditBuffer(text)
        undoing = UndoStack()
        forgetLast()
    }

    /// Puts in what was typed. Characters of one word are undone together.
    package mutating func type(_ text: String) {
        let endsWord = text.last.map { $0.isWhitespace } ?? false
        if last != .typing { undoing.record(buffer) }
        buffer.replace(buffer.cursor..<buffer.cursor, with: text)
        forgetLast()
        if !endsWord { last = .typing }
    }

    /// Puts a text in place of a part in one step, which can be undone.
    package mutating func replace(_ range: Range<Int>, with text: String) {
        undoing.record(buffer)
        buffer.replace(range, with: text)
        forgetLast()
    }

    package mutating func move(to place: Int) {
        buffer.move(to: place)
        forgetLast()
    }

    /// Another text in place of all, as when walking through the history: with the cursor at its end.
    package mutating func show(_ text: String, cursor: Int? = nil) {
        if text != buffer.text { undoing.record(buffer) }
        buffer = EditBuffer(text)
        if let cursor { buffer.move(to: cursor) }
        forgetLast()
    }

    /// - Returns: false when there was nothing to do.
    @discardableResult
    package mutating func perform(_ command: TextCommand) -> Bool {
        let before = (last, column)
        forgetLast()
        switch command {
        case .up: return moveVertically(column: before.1, buffer.placeAbove)
        case .down: return moveVertically(column: before.1, buffer.placeBelow)
        case .undo: return undoing.undo(&buffer)
        case .redo: return undoing.redo(&buffer)
        case .yank: return yank()
        case .yankEarlier: return yankEarlier(after: before.0)
        case .transpose: return transpose()
        case .upperCase: return changeWord { $0.uppercased() }
        case .lowerCase: return changeWord { $0.lowercased() }
        case .capitalize: return changeWord(Self.capitalized)
        default: break
        }
        if let place = destination(of: command) { return moveCursor(to: place) }
        return remove(command, after: before.0)
    }

    private mutating func forgetLast() {
        last = .other
        column = nil
    }
}

extension TextEditing {
    private func destination(of command: TextCommand) -> Int? {
        switch command {
        case .left: cursor - 1
        case .right: cursor + 1
        case .wordLeft: buffer.wordStart(before: cursor)
        case .wordRight: buffer.wordEnd(after: cursor)
        case .lineStart: buffer.lineStart(of: cursor)
        case .lineEnd: buffer.lineEnd(of: cursor)
        case .textStart: 0
        case .textEnd: buffer.characters.count
        default: nil
        }
    }

    private mutating func moveCursor(to place: Int) -> Bool {
        let before = cursor
        buffer.move(to: place)
        return cursor != before
    }

    private mutating func moveVertically(column kept: Int?, _ place: (Int) -> Int?) -> Bool {
        let wanted = kept ?? buffer.beforeCursorOnLine.count
        guard let place = place(wanted) else { return false }
        buffer.move(to: place)
        column = wanted
        return true
    }

    private mutating func remove(_ command: TextCommand, after before: Last) -> Bool {
        guard let (range, side) = removal(command), !range.isEmpty else { return false }
        undoing.record(buffer)
        if let side {
            killed.add(String(buffer.characters[range]), from: side, joined: before == .killing)
            last = .killing
        }
        buffer.replace(range, with: "")
        return true
    }

    /// What a command takes out, and to which side of what was taken out just before it belongs if that is kept.
    private func removal(_ command: TextCommand) -> (Range<Int>, KillRing.Side?)? {
        let end = buffer.characters.count
        switch command {
        case .deleteLeft: return (max(cursor - 1, 0)..<cursor, nil)
        case .deleteRight: return (cursor..<min(cursor + 1, end), nil)
        case .killLineEnd:
            let lineEnd = buffer.lineEnd(of: cursor)
            // At the end of a line its line feed is what is left of it.
            return (cursor..<(lineEnd == cursor ? min(cursor + 1, end) : lineEnd), .after)
        case .killLineStart: return (buffer.lineStart(of: cursor)..<cursor, .before)
        case .killWordLeft: return (buffer.wordStart(before: cursor)..<cursor, .before)
        case .killWordRight: return (cursor..<buffer.wordEnd(after: cursor), .after)
        case .killBlankLeft: return (buffer.blankStart(before: cursor)..<cursor, .before)
        default: return nil
        }
    }

    private mutating func yank() -> Bool {
        guard let text = killed.current else { return false }
        put(text, in: cursor..<cursor)
        return true
    }

    private mutating func yankEarlier(after before: Last) -> Bool {
        guard case .yanking(let range) = before, let text = killed.rotate() else { return false }
        put(text, in: range)
        return true
    }

    private mutating func put(_ text: String, in range: Range<Int>) {
        undoing.record(buffer)
        buffer.replace(range, with: text)
        last = .yanking(min(range.lowerBound, cursor)..<cursor)
    }
}

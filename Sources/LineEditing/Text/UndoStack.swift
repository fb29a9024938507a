/// The texts that were, to go back to.
struct UndoStack: Sendable {
    private var undone: [EditBuffer] = []
    private var done: [EditBuffer] = []
    /// How many characters are kept in all, as a paste may be long.
    private static let room = 1_000_000

    /// Keeps a text that is about to change.
    mutating func record(_ buffer: EditBuffer) {
        undone = []
        done.append(buffer)
        var size = done.reduce(0) { $0 + $1.characters.count + 1 }
        while size > Self.room, done.count > 1 { size -= done.removeFirst().characters.count + 1 }
    }

    mutating func undo(_ buffer: inout EditBuffer) -> Bool {
        guard let before = done.popLast() else { return false }
        undone.append(buffer)
        buffer = before
        return true
    }

    mutating func redo(_ buffer: inout EditBuffer) -> Bool {
        guard let after = undone.popLast() else { return false }
        done.append(buffer)
        buffer = after
        return true
    }
}

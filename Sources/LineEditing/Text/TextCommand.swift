/// A change of the text or of the cursor's place in it.
package enum TextCommand: Sendable, Hashable, CaseIterable {
    case left, right, wordLeft, wordRight, lineStart, lineEnd, textStart, textEnd, up, down
    case deleteLeft, deleteRight
    case killLineEnd, killLineStart, killWordLeft, killWordRight, killBlankLeft
    case yank, yankEarlier
    case transpose, upperCase, lowerCase, capitalize
    case undo, redo
}

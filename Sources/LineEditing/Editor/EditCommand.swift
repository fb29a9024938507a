/// What a key asks the editor to do.
package enum EditCommand: Sendable, Hashable {
    case text(TextCommand)
    case type(String)
    case paste(String)
    /// Ends the input if it is complete, and begins another line otherwise.
    case enter
    /// Ends the input whatever is in it.
    case submit
    case newLine
    case complete
    case completeBack
    case older, newer
    case searchBackward, searchForward
    /// Ends whatever is open: a search, a list.
    case escape
    case cancel
    case interrupt
    /// Deletes to the right, and ends the session where there is nothing at all.
    case endOfInput
    case clearScreen
    case suspend
    case nothing
}

/// How a read ended.
package enum ReadResult: Sendable, Hashable {
    /// What was entered, of one or more lines.
    case text(String)
    /// Ctrl-C, or the task was cancelled: what was typed is given up.
    case interrupted
    /// Ctrl-D where nothing was typed, or nobody is there any more.
    case endOfInput
}

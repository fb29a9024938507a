/// What is at the other end of the input and the output.
package enum TerminalKind: Sendable, Hashable {
    /// A terminal whose cursor can be moved, and whose screen be changed.
    case screen
    /// A terminal that only adds characters, as in an editor's shell window.
    case dumb
    /// A file, a pipe: nobody who reads a prompt.
    case pipe

    /// A terminal, by what the environment says of it.
    package init(_ environment: [String: String]) {
        self = ["", "dumb", "unknown", "cons25"].contains(environment["TERM", default: ""]) ? .dumb : .screen
    }
}

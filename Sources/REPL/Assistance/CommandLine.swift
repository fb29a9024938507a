internal import LineEditing

/// A text that begins with a colon: a command of the session.
struct CommandLine {
    /// What stands between the colon and the first blank.
    let name: String
    /// The character at which the name begins.
    let nameStart: Int
    /// What stands behind that; nil where no blank has followed yet.
    let argument: String?
    /// The character at which the argument begins.
    let argumentStart: Int

    /// Nil where the text is no command.
    init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(where: { !$0.isWhitespace }), text[colon] == ":",
            // A label of Lua's.
            !text[colon...].hasPrefix("::")
        else { return nil }
        let rest = text[text.index(after: colon)...]
        nameStart = text.distance(from: text.startIndex, to: rest.startIndex)
        let name = rest.prefix { !$0.isWhitespace }
        self.name = String(name)
        let behind = rest[name.endIndex...]
        guard !behind.isEmpty else {
            argument = nil
            argumentStart = nameStart + name.count
            return
        }
        let argument = behind.drop { $0.isWhitespace }
        self.argument = String(argument)
        argumentStart = text.distance(from: text.startIndex, to: argument.startIndex)
    }
}

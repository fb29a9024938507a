/// What a console has around it beside its session: what only the program as a whole can do.
package struct Surroundings: Sendable {
    /// How the account is called in the prompt.
    package var name: String
    /// Who that is, in a sentence.
    package var account: String
    /// Tells what time it is, or moves the clock to what was typed and tells the time then. Throws what is wrong with it.
    package var clock: @Sendable (String?) async throws -> String
    /// Whether there is an account of that name to go on as.
    package var hasAccount: @Sendable (String) -> Bool
    /// The program that edits texts: `$VISUAL` or `$EDITOR`.
    package var editor: String
    /// Whether values are told as JSON, a line each.
    package var asJSON: Bool
    /// Whether somebody sees the output, although nobody types.
    package var isSeen: Bool
    /// How many columns there are where there is no terminal.
    package var columns: Int

    package init(
        name: String, account: String, editor: String = "vi", asJSON: Bool = false, isSeen: Bool = false,
        columns: Int = 100,
        hasAccount: @escaping @Sendable (String) -> Bool = { _ in false },
        clock: @escaping @Sendable (String?) async throws -> String
    ) {
        self.name = name
        self.account = account
        self.clock = clock
        self.hasAccount = hasAccount
        self.editor = editor
        self.asJSON = asJSON
        self.isSeen = isSeen
        self.columns = columns
    }
}

/// What a Ctrl-C that came as a signal did.
package enum ConsoleInterruption: Sendable, Hashable {
    /// Nothing was under way.
    case nothingToEnd
    case heard
    /// What is under way was interrupted again and again, and does not end.
    case unheard
}

/// How a console ended.
package enum ConsoleEnding: Sendable, Hashable {
    case quit
    /// An input failed where nobody is there to type another one.
    case failed
    case interrupted
    /// Somebody wants to go on as another account.
    case goOn(asAccount: String)
    case goOnInSandbox
}

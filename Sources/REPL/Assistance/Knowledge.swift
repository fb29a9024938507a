package import LineEditing

/// What an assistant has to ask of the session around it. The catalogue of endpoints it knows itself.
package protocol Knowledge: Sendable {
    /// The commands that begin with a colon.
    var commands: [SessionCommand] { get }

    /// The names that `require` finds.
    func modules() async -> [Completions.Candidate]

    /// What stands at a path of the session's values, the empty path for its globals; nil where there is nothing.
    func value(at path: [PathStep]) async -> LiveValue?

    /// The values of a filter that only Trakt knows, by the filter's name: `genres`, `countries`, `languages`,
    /// `certifications`, `networks`. Empty where they are not known.
    func filterValues(of name: String) async -> [Completions.Candidate]

    /// The files and folders that a path may go on to, each as the whole path.
    func files(startingWith path: String) async -> [Completions.Candidate]
}

/// One step into a value: `.title` or `[1]`.
package enum PathStep: Sendable, Hashable {
    case name(String)
    case position(Int64)
}

/// A value as completion needs it.
package struct LiveValue: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case string
        case instant
        case date
        /// A set such as the watchlist, or a list.
        case set
        case endpoint
        case other
    }

    package var kind: Kind
    /// The names in it, with what they stand for.
    package var members: [Completions.Candidate]

    package init(_ kind: Kind = .other, members: [Completions.Candidate] = []) {
        self.kind = kind
        self.members = members
    }
}

/// A command of the session, such as `:save FILE`.
package struct SessionCommand: Sendable, Hashable {
    /// What stands behind its name.
    package enum Argument: Sendable, Hashable {
        case none
        case file
        /// The name of an endpoint, or of a group of them.
        case endpoint
        case words([String])
        case lua
        case text
    }

    /// Without the colon.
    package var name: String
    package var summary: String
    package var argument: Argument
    /// How its argument is called where one is expected: `FILE`.
    package var placeholder: String

    package init(_ name: String, _ summary: String, argument: Argument = .none, placeholder: String = "") {
        self.name = name
        self.summary = summary
        self.argument = argument
        self.placeholder = placeholder
    }
}

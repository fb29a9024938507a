/// One piece of a source. All pieces of a source, trivia included, are the whole source without gaps.
package struct Token: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case whitespace
        /// From `--` to the line's end, or in long brackets.
        case comment
        case name
        case number
        /// In quotes or long brackets.
        case string
        case keyword(Keyword)
        case symbol(Symbol)
        /// A character that Lua does not know.
        case unknown
        /// The end of the source, an empty piece.
        case end
    }

    package let kind: Kind
    package let range: SourceRange
    /// What is wrong with the piece itself; such a piece is a token all the same.
    package let problem: TokenProblem?

    package init(_ kind: Kind, _ range: SourceRange, problem: TokenProblem? = nil) {
        self.kind = kind
        self.range = range
        self.problem = problem
    }

    /// True for what the parser does not see.
    package var isTrivia: Bool { kind == .whitespace || kind == .comment }
}

/// What is wrong with one token.
package enum TokenProblem: Sendable, Hashable {
    /// A text in quotes that its line does not end.
    case unfinishedString
    /// A text in quotes that goes on in the next line (`\` or `\z` at its end), and there is none yet.
    case continuedString
    /// Long brackets that are not closed.
    case unfinishedBrackets
    /// `[=` without a second bracket.
    case brokenBrackets
    case malformedNumber
    /// An escape that Lua does not know, with its place.
    case invalidEscape(SourceRange)
    case unknownCharacter

    /// True where more text may complete it.
    package var isIncomplete: Bool { self == .continuedString || self == .unfinishedBrackets }
}

/// The reserved words.
package enum Keyword: String, Sendable, Hashable, CaseIterable {
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`, not, or
    case `repeat`, `return`, then, `true`, until, `while`
}

/// Operators and punctuation.
package enum Symbol: String, Sendable, Hashable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case divideWhole = "//"
    case modulo = "%"
    case power = "^"
    case length = "#"
    case bitAnd = "&"
    case tilde = "~"
    case bitOr = "|"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case equal = "=="
    case notEqual = "~="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case assign = "="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBrace = "{"
    case closeBrace = "}"
    case openBracket = "["
    case closeBracket = "]"
    case doubleColon = "::"
    case semicolon = ";"
    case colon = ":"
    case comma = ","
    case dot = "."
    case concatenate = ".."
    case ellipsis = "..."
}

internal import LineEditing
internal import LuaSyntax

/// When an input ends, and how its next line begins.
extension Assistance: EditorAssistant {
    /// Whether a text is a command, or Lua that is whole: as a value or as statements. One that no further line can mend is
    /// whole too: it is for the compiler to say what is wrong.
    package func isComplete(_ text: String) -> Bool {
        if CommandLine(text) != nil || text.allSatisfy(\.isWhitespace) { return true }
        let value = Chunk(parsing: Array(("return " + text).utf8))
        let statements = Chunk(parsing: Array(text.utf8))
        if value.errors.isEmpty || statements.errors.isEmpty { return true }
        return !value.isIncomplete && !statements.isIncomplete
    }

    /// Two blanks for each block and bracket that is open.
    package func indentation(after text: String) -> String {
        let tokens = Tokens(SourceText(text))
        // Within a text of several lines a blank would belong to it.
        if tokens.tokens.last?.problem?.isIncomplete == true { return "" }
        let depth = tokens.tokens.reduce(0) { max(0, $0 + Self.depthChange($1.kind)) }
        return String(repeating: "  ", count: depth)
    }

    private static func depthChange(_ kind: Token.Kind) -> Int {
        switch kind {
        case .keyword(.function), .keyword(.do), .keyword(.then), .keyword(.repeat): 1
        // The block behind `elseif` begins with its own `then`.
        case .keyword(.end), .keyword(.until), .keyword(.elseif): -1
        case .symbol(.openBrace), .symbol(.openParenthesis), .symbol(.openBracket): 1
        case .symbol(.closeBrace), .symbol(.closeParenthesis), .symbol(.closeBracket): -1
        default: 0
        }
    }
}

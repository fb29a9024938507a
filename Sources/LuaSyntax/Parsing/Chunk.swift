/// A whole source, read.
package struct Chunk: Sendable {
    package let source: [UInt8]
    package let lines: SourceLines
    package let block: Block
    /// All tokens with their trivia.
    package let tokens: [Token]
    /// What the grammar does not allow, in the order of the places.
    package let syntaxErrors: [SyntaxError]
    /// What names mean.
    package let scopes: Scopes

    /// Reads a source. It never fails: what cannot be read is in `errors`, and the tree has what could be.
    package init(parsing source: [UInt8]) {
        self.source = source
        lines = SourceLines(source)
        tokens = Lexer.tokens(of: source)
        var parser = Parser(source, lines: lines, tokens: tokens)
        block = parser.chunk()
        syntaxErrors = parser.errors
        scopes = Scopes(of: block)
    }

    /// Everything for which the compiler would refuse the source, in the order of the places.
    package var errors: [SyntaxError] {
        // What names mean is uncertain where statements are missing.
        let all = syntaxErrors + (syntaxErrors.isEmpty ? scopes.errors : [])
        return all.sorted { $0.range.start < $1.range.start }
    }

    /// True where the source is right so far and not at its end: `if x then`, `f(1,`, `[[text`.
    package var isIncomplete: Bool {
        syntaxErrors.first?.isIncomplete == true
    }
}

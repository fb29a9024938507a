extension Parser {
    /// Says what should have been here.
    mutating func report(expected: String) {
        // What is wrong with the token before has been told, and is why nothing fits here.
        guard !isStopped, place == 0 || tokens[place - 1].problem == nil else { return }
        guard !noteProblem() else { return }
        let found = description(of: current)
        add(
            SyntaxError(
                current.range, "expected \(expected), found \(found)", expected: expected,
                isIncomplete: current.kind == .end))
    }

    /// Says what should have been here to close something that an earlier line opened.
    mutating func report(expected: String, toClose opener: Token) {
        guard !isStopped else { return }
        let line = lines.line(of: opener.range.start)
        guard line != lines.line(of: current.range.start) else { return report(expected: expected) }
        report(expected: "\(expected) to close \(description(of: opener)) in line \(line)")
    }

    /// Says that a word closes nothing.
    mutating func report(_ token: Token, closing: Token) {
        guard !noteProblem() else { return }
        add(
            SyntaxError(
                token.range, "\(description(of: token)) has no beginning: there is nothing open that it could end"))
    }

    mutating func expect(_ keyword: Keyword) {
        guard !take(keyword) else { return }
        let isMisspelt = current.kind == .name && text(current.range).first == keyword.rawValue.first
        report(expected: "'\(keyword.rawValue)'")
        // What looks like the word is hardly a statement of its own.
        if isMisspelt { advance() }
    }

    mutating func expect(_ keyword: Keyword, toClose opener: Token) {
        if !take(keyword) { report(expected: "'\(keyword.rawValue)'", toClose: opener) }
    }

    mutating func expect(_ symbol: Symbol) {
        if !take(symbol) { report(expected: "'\(symbol.rawValue)'") }
    }

    mutating func expect(_ symbol: Symbol, toClose opener: Token) {
        if !take(symbol) { report(expected: "'\(symbol.rawValue)'", toClose: opener) }
    }

    /// Tells what is wrong with the current token itself; false where nothing is.
    @discardableResult mutating func noteProblem() -> Bool {
        guard let problem = current.problem else { return false }
        var range = current.range
        if case .invalidEscape(let place) = problem { range = place }
        if range != current.range, errors.last?.range == range { return true }
        add(SyntaxError(range, sentence(for: problem, in: range), isIncomplete: problem.isIncomplete))
        return true
    }

    private func sentence(for problem: TokenProblem, in range: SourceRange) -> String {
        switch problem {
        case .unfinishedString, .continuedString:
            "this text has no closing \(text(SourceRange(range.start, range.start + 1)))"
        case .unfinishedBrackets: "these long brackets are not closed"
        case .brokenBrackets: "'\(text(range))' begins no text: a second '[' is missing"
        case .malformedNumber: "'\(text(range))' is not a number"
        case .invalidEscape: "'\(text(range))' is not an escape that Lua knows; write '\\\\' for a backslash"
        case .unknownCharacter: "'\(text(range))' means nothing in Lua"
        }
    }

    private func description(of token: Token) -> String {
        switch token.kind {
        case .end: "the end of the script"
        case .string: "a text"
        default: "'\(text(token.range))'"
        }
    }

    /// Goes on to what may begin or end a statement.
    mutating func recover() {
        let start = place
        while current.kind != .end {
            if place > start, beginsStatement(current) { return }
            if case .keyword(let keyword) = current.kind, Parser.blockEnds.contains(keyword) { return }
            advance()
        }
    }

    private func beginsStatement(_ token: Token) -> Bool {
        switch token.kind {
        case .keyword(let keyword): Parser.beginnings.contains(keyword)
        case .symbol(.semicolon), .symbol(.doubleColon): true
        case .name: isFirstInLine(token)
        default: false
        }
    }

    private func isFirstInLine(_ token: Token) -> Bool {
        place > 0 && source[tokens[place - 1].range.end..<token.range.start].contains(UInt8(ascii: "\n"))
    }

    static let blockEnds: Set<Keyword> = [.end, .else, .elseif, .until]
    private static let beginnings: Set<Keyword> = [
        .break, .do, .for, .goto, .if, .local, .repeat, .return, .while, .function,
    ]
}

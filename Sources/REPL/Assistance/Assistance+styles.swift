package import LineEditing
internal import LuaSyntax
internal import Trakt

extension Assistance {
    /// The colours of an input.
    package func styles(of text: String) -> [StyledRange] {
        guard let command = CommandLine(text) else { return Self.styles(ofLua: text) }
        let known = knowledge.commands.first { $0.name == command.name }
        let end = command.nameStart + command.name.count
        let name = StyledRange(command.nameStart - 1..<end, known == nil ? .problem : .keyword)
        guard let argument = command.argument, !argument.isEmpty else { return [name] }
        guard known?.argument == .lua else {
            return [name, StyledRange(command.argumentStart..<command.argumentStart + argument.count, .string)]
        }
        return [name]
            + Self.styles(ofLua: argument).map { part in
                let start = command.argumentStart
                return StyledRange(part.range.lowerBound + start..<part.range.upperBound + start, part.style)
            }
    }

    static func styles(ofLua text: String) -> [StyledRange] {
        let source = SourceText(text)
        let all = Lexer.tokens(of: source.bytes)
        let tokens = Tokens(source)
        var parts: [StyledRange] = []
        var place = 0
        for token in all {
            if let style = style(of: token, at: place, tokens) {
                let range = source.characters(of: token.range)
                // A character in which two tokens meet belongs to the first.
                let start = max(range.lowerBound, parts.last?.range.upperBound ?? 0)
                if start < range.upperBound { parts.append(StyledRange(start..<range.upperBound, style)) }
            }
            // A token that means something has a place among the others of its sort.
            if !token.isTrivia { place += 1 }
        }
        return parts
    }

    private static func style(of token: Token, at place: Int, _ tokens: Tokens) -> Style? {
        switch token.kind {
        case .whitespace, .end, .symbol: nil
        case .comment: .comment
        case .keyword: .keyword
        // What is being typed has no end yet, which is no mistake.
        case .string: token.problem.map { isMistake($0) } == true ? .problem : .string
        case .number: token.problem == nil ? .number : .problem
        case .unknown: .problem
        case .name: styleOfName(at: place, tokens)
        }
    }

    private static func isMistake(_ problem: TokenProblem) -> Bool {
        if case .invalidEscape = problem { true } else { false }
    }

    private static func styleOfName(at place: Int, _ tokens: Tokens) -> Style? {
        if let path = ValuePath(endingBefore: place + 1, in: tokens), path.method == nil,
            let name = path.nameInTrakt
        {
            return styleInTrakt(name, isLast: place == tokens.tokens.count - 1)
        }
        if tokens.isSymbol(place + 1, .assign), tokens.isSymbol(place - 1, .openBrace, .comma, .semicolon) {
            return .key
        }
        let isCalled =
            tokens.isSymbol(place + 1, .openParenthesis, .openBrace) || tokens.string(place + 1) != nil
        return isCalled ? .function : nil
    }

    /// - Parameter isLast: whether it ends the text, where it may be half a name.
    private static func styleInTrakt(_ name: String, isLast: Bool) -> Style? {
        if name.isEmpty || Catalogue.endpoint(named: name) != nil { return .function }
        if !Catalogue.names(under: name).isEmpty { return .function }
        let parts = name.split(separator: ".").map { String($0) }
        let group = parts.dropLast().joined(separator: ".")
        if additions[group]?.contains(where: { $0.text == parts.last }) == true { return .function }
        // Only what stands in a group is known to be wrong: sets and endpoints have fields.
        let isInGroup = group.isEmpty || !Catalogue.names(under: group).isEmpty
        let isEndpoint = Catalogue.endpoint(named: group) != nil
        return isLast || !isInGroup || isEndpoint ? nil : .problem
    }
}

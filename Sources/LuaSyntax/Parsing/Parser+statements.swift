extension Parser {
    mutating func block() -> Block {
        let start = current.range.start
        var statements: [Statement] = []
        while !isAtBlockEnd {
            let before = place
            if let statement = nested(nil, { $0.statement() }) { statements.append(statement) }
            if case .return = statements.last?.kind, statements.last?.range.end == lastEnd, !isAtBlockEnd {
                report(expected: "the end of the block after 'return'")
            }
            if place == before, !isAtBlockEnd { recover() }
            if place == before, !isAtBlockEnd { advance() }
        }
        return Block(statements, SourceRange(start, max(start, current.range.start)))
    }

    private var isAtBlockEnd: Bool {
        switch current.kind {
        case .end: true
        case .keyword(let keyword): Parser.blockEnds.contains(keyword)
        default: false
        }
    }

    /// One statement; nil for `;`, or where nothing could be read.
    private mutating func statement() -> Statement? {
        switch current.kind {
        case .symbol(.semicolon):
            advance()
            return nil
        case .symbol(.doubleColon): return label()
        case .keyword(let keyword): return statement(beginningWith: keyword)
        default: return expressionStatement()
        }
    }

    private mutating func statement(beginningWith keyword: Keyword) -> Statement? {
        switch keyword {
        case .if: return ifStatement()
        case .while: return whileStatement()
        case .do: return doStatement()
        case .for: return forStatement()
        case .repeat: return repeatStatement()
        case .function: return functionStatement()
        case .local: return localStatement()
        case .return: return returnStatement()
        case .break:
            let start = start()
            return made(.break, from: start, over: 0)
        case .goto: return gotoStatement()
        default: return expressionStatement()
        }
    }

    /// Takes the word that begins a statement and tells where it is.
    mutating func start() -> Int {
        let start = current.range.start
        advance()
        return start
    }

    mutating func made(_ kind: Statement.Kind, from start: Int, over depth: Int) -> Statement {
        let range = SourceRange(start, max(start, lastEnd))
        guard depth < Self.deepestTree else {
            stop("this is nested too deeply to be checked")
            return Statement(.wrong, range, depth: 0)
        }
        return Statement(kind, range, depth: depth + 1)
    }

    private mutating func label() -> Statement {
        let start = start()
        let name = name("the label's name")
        expect(.doubleColon)
        return made(name.map { .label($0) } ?? .wrong, from: start, over: 0)
    }

    private mutating func gotoStatement() -> Statement {
        let start = start()
        let name = name("a label's name")
        return made(name.map { .goto($0) } ?? .wrong, from: start, over: 0)
    }

    private mutating func returnStatement() -> Statement {
        let start = start()
        var values: [Expression] = []
        if !isAtBlockEnd, !at(.semicolon) { values = expressions() }
        _ = take(.semicolon)
        return made(.return(values), from: start, over: values.deepest)
    }

    private mutating func localStatement() -> Statement {
        let start = start()
        if take(.function) {
            guard let name = name("the function's name") else { return made(.wrong, from: start, over: 0) }
            let body = functionBody(hasSelf: false, opener: tokens[place - 2])
            return made(.localFunction(name, body), from: start, over: body.block.depth)
        }
        var names: [LocalName] = []
        repeat {
            guard let name = name("a variable's name") else { break }
            names.append(LocalName(name: name, attribute: attribute()))
        } while take(.comma)
        let values = take(.assign) ? expressions() : []
        return made(.local(names, values), from: start, over: values.deepest)
    }

    private mutating func attribute() -> Name? {
        guard take(.less) else { return nil }
        let attribute = name("'const' or 'close'")
        if let attribute, !["const", "close"].contains(attribute.text) {
            add(SyntaxError(attribute.range, "'\(attribute.text)' is no attribute: there are 'const' and 'close'"))
        }
        expect(.greater)
        return attribute
    }

    private mutating func expressionStatement() -> Statement? {
        let start = current.range.start
        let before = place
        let first = suffixedExpression(expected: "a statement")
        guard place > before else { return nil }
        if at(.assign) || at(.comma) { return assignment(to: first, from: start) }
        switch first.kind {
        case .call, .methodCall: return made(.call(first), from: start, over: first.depth)
        case .wrong, .unfinishedMethod: break
        default:
            // A name alone is most often a call that is not finished or a misspelt word.
            report(expected: "'=' or a call after '\(text(first.range))'")
        }
        return made(.expression(first), from: start, over: first.depth)
    }

    private mutating func assignment(to first: Expression, from start: Int) -> Statement {
        var targets = [first]
        checkTarget(first)
        while take(.comma) {
            let target = suffixedExpression(expected: "another variable")
            checkTarget(target)
            targets.append(target)
            if targets.count > Self.deepestNesting { stop("these are too many variables for one assignment") }
        }
        expect(.assign)
        let values = expressions()
        return made(.assignment(targets, values), from: start, over: (targets + values).deepest)
    }

    private mutating func checkTarget(_ target: Expression) {
        switch target.kind {
        case .name, .field, .index, .wrong, .unfinishedMethod: break
        default: add(SyntaxError(target.range, "'\(text(target.range))' is nothing that can be assigned to"))
        }
    }
}

extension [Expression] {
    var deepest: Int { reduce(0) { Swift.max($0, $1.depth) } }
}

extension Parser {
    mutating func doStatement() -> Statement {
        let opener = current
        let start = start()
        let block = block()
        expect(.end, toClose: opener)
        return made(.do(block), from: start, over: block.depth)
    }

    mutating func whileStatement() -> Statement {
        let opener = current
        let start = start()
        let condition = expression()
        expect(.do)
        let block = block()
        expect(.end, toClose: opener)
        return made(.while(condition, block), from: start, over: max(condition.depth, block.depth))
    }

    mutating func repeatStatement() -> Statement {
        let opener = current
        let start = start()
        let block = block()
        expect(.until, toClose: opener)
        let condition = expression()
        return made(.repeat(block, until: condition), from: start, over: max(condition.depth, block.depth))
    }

    mutating func ifStatement() -> Statement {
        let opener = current
        let start = start()
        var clauses = [conditionalBlock()]
        var otherwise: Block?
        while at(.elseif) {
            advance()
            clauses.append(conditionalBlock())
        }
        if take(.else) { otherwise = block() }
        expect(.end, toClose: opener)
        let depths = clauses.map { max($0.condition.depth, $0.block.depth) } + [otherwise?.depth ?? 0]
        return made(.if(clauses, else: otherwise), from: start, over: depths.max() ?? 0)
    }

    private mutating func conditionalBlock() -> ConditionalBlock {
        let condition = expression()
        expect(.then)
        return ConditionalBlock(condition: condition, block: block())
    }

    mutating func forStatement() -> Statement {
        let opener = current
        let start = start()
        guard let name = name("a variable's name") else {
            return made(.wrong, from: start, over: 0)
        }
        if at(.assign) { return numericFor(name, opener: opener, from: start) }
        var names = [name]
        while take(.comma) {
            guard let name = self.name("a variable's name") else { break }
            names.append(name)
        }
        if names.count == 1, !at(.in) { report(expected: "'=' or 'in'") } else { expect(.in) }
        let values = expressions()
        let block = loopBody(opener)
        return made(.genericFor(names, in: values, block), from: start, over: max(values.deepest, block.depth))
    }

    private mutating func numericFor(_ name: Name, opener: Token, from start: Int) -> Statement {
        advance()
        let first = expression()
        expect(.comma)
        let last = expression()
        let step = take(.comma) ? expression() : nil
        let block = loopBody(opener)
        let depth = max(first.depth, last.depth, step?.depth ?? 0, block.depth)
        return made(.numericFor(name, from: first, to: last, step: step, block), from: start, over: depth)
    }

    private mutating func loopBody(_ opener: Token) -> Block {
        expect(.do)
        let block = block()
        expect(.end, toClose: opener)
        return block
    }

    mutating func functionStatement() -> Statement {
        let opener = current
        let start = start()
        guard let first = name("the function's name") else { return made(.wrong, from: start, over: 0) }
        var target = node(.name(first), from: first.range.start, over: 0)
        while take(.dot) {
            guard let field = name("a field's name") else { break }
            target = node(.field(target, field), from: first.range.start, over: target.depth)
        }
        let method = take(.colon) ? name("the method's name") : nil
        let body = functionBody(hasSelf: method != nil, opener: opener)
        let function = FunctionName(target: target, method: method)
        return made(.function(function, body), from: start, over: max(target.depth, body.block.depth))
    }

    /// Parameters, block and `end`.
    mutating func functionBody(hasSelf: Bool, opener: Token) -> FunctionBody {
        let start = current.range.start
        let bracket = current
        expect(.openParenthesis)
        var parameters: [Name] = []
        var varargs: SourceRange?
        if !at(.closeParenthesis) {
            repeat {
                if at(.ellipsis) {
                    varargs = current.range
                    advance()
                    break
                }
                guard let name = name("a parameter's name, '...' or ')'") else { break }
                parameters.append(name)
            } while take(.comma)
        }
        expect(.closeParenthesis, toClose: bracket)
        let block = block()
        expect(.end, toClose: opener)
        return FunctionBody(
            parameters: parameters, varargs: varargs, block: block, range: SourceRange(start, max(start, lastEnd)),
            hasSelf: hasSelf)
    }

    /// A name, or nil and an error that says what was expected.
    mutating func name(_ expected: String) -> Name? {
        guard current.kind == .name else {
            report(expected: expected)
            return nil
        }
        let name = Name(text(current.range), current.range)
        advance()
        return name
    }
}

extension Parser {
    /// One or more expressions with commas between.
    mutating func expressions() -> [Expression] {
        var values = [expression()]
        while take(.comma) { values.append(expression()) }
        return values
    }

    mutating func expression() -> Expression { subexpression(above: 0) }

    /// An expression whose operators hold more strongly than `priority`.
    private mutating func subexpression(above priority: Int) -> Expression {
        let start = current.range.start
        let wrong = Expression(.wrong, SourceRange(start, start), depth: 0)
        return nested(wrong) { parser in
            var left: Expression
            if let unary = parser.unaryOperator {
                parser.advance()
                let operand = parser.subexpression(above: UnaryOperator.priority)
                left = parser.node(.unary(unary, operand), from: start, over: operand.depth)
            } else {
                left = parser.simpleExpression()
            }
            while let binary = parser.binaryOperator, binary.priority.left > priority {
                parser.advance()
                let right = parser.subexpression(above: binary.priority.right)
                left = parser.node(.binary(binary, left, right), from: start, over: max(left.depth, right.depth))
            }
            return left
        }
    }

    private var unaryOperator: UnaryOperator? {
        switch current.kind {
        case .keyword(.not): .not
        case .symbol(.minus): .negate
        case .symbol(.length): .length
        case .symbol(.tilde): .complement
        default: nil
        }
    }

    private var binaryOperator: BinaryOperator? {
        switch current.kind {
        case .keyword(.and): .and
        case .keyword(.or): .or
        case .symbol(let symbol): BinaryOperator(rawValue: symbol.rawValue)
        default: nil
        }
    }

    private mutating func simpleExpression() -> Expression {
        switch current.kind {
        case .number:
            return literal(.number(NumberLiteral(source[current.range.start..<current.range.end]) ?? .integer(0)))
        case .string: return string()
        case .keyword(.nil): return literal(.nil)
        case .keyword(.true): return literal(.true)
        case .keyword(.false): return literal(.false)
        case .symbol(.ellipsis): return literal(.varargs)
        case .symbol(.openBrace): return table()
        case .keyword(.function):
            let opener = current
            let start = start()
            let body = functionBody(hasSelf: false, opener: opener)
            return node(.function(body), from: start, over: body.block.depth)
        default: return suffixedExpression(expected: "an expression")
        }
    }

    private mutating func literal(_ kind: Expression.Kind) -> Expression {
        let start = start()
        return node(kind, from: start, over: 0)
    }

    private mutating func string() -> Expression {
        literal(.string(StringLiteral.bytes(of: source[current.range.start..<current.range.end])))
    }

    /// A name or something in parentheses, and the fields and calls that follow it.
    mutating func suffixedExpression(expected: String) -> Expression {
        let start = current.range.start
        guard var result = primaryExpression(expected: expected) else {
            return Expression(.wrong, SourceRange(start, start), depth: 0)
        }
        while let next = suffix(of: result, from: start) { result = next }
        return result
    }

    private mutating func primaryExpression(expected: String) -> Expression? {
        let opener = current
        switch current.kind {
        case .name:
            let name = Name(text(current.range), current.range)
            advance()
            return node(.name(name), from: name.range.start, over: 0)
        case .symbol(.openParenthesis):
            advance()
            let inner = expression()
            expect(.closeParenthesis, toClose: opener)
            return node(.parenthesized(inner), from: opener.range.start, over: inner.depth)
        default:
            report(expected: expected)
            return nil
        }
    }

    private mutating func suffix(of base: Expression, from start: Int) -> Expression? {
        switch current.kind {
        case .symbol(.dot):
            advance()
            let field = name("a field's name") ?? Name("", SourceRange(lastEnd, lastEnd))
            return node(.field(base, field), from: start, over: base.depth)
        case .symbol(.openBracket):
            let opener = current
            advance()
            let key = expression()
            expect(.closeBracket, toClose: opener)
            return node(.index(base, key), from: start, over: max(base.depth, key.depth))
        case .symbol(.colon):
            advance()
            let method = name("a method's name")
            guard let method, let arguments = arguments() else {
                if method != nil { report(expected: "the method's arguments") }
                return node(.unfinishedMethod(base, method), from: start, over: base.depth)
            }
            let depth = max(base.depth, arguments.values.deepest)
            return node(.methodCall(base, method, arguments), from: start, over: depth)
        default:
            guard let arguments = arguments() else { return nil }
            return node(.call(base, arguments), from: start, over: max(base.depth, arguments.values.deepest))
        }
    }

    private mutating func arguments() -> CallArguments? {
        let opener = current
        var values: [Expression] = []
        switch current.kind {
        case .string: values = [string()]
        case .symbol(.openBrace): values = [table()]
        case .symbol(.openParenthesis):
            advance()
            if !at(.closeParenthesis) { values = expressions() }
            expect(.closeParenthesis, toClose: opener)
        default: return nil
        }
        return CallArguments(values: values, range: SourceRange(opener.range.start, max(opener.range.start, lastEnd)))
    }

    private mutating func table() -> Expression {
        let opener = current
        let start = start()
        var fields: [TableField] = []
        while !at(.closeBrace), current.kind != .end {
            let before = place
            fields.append(tableField())
            guard take(.comma) || take(.semicolon), place > before else { break }
        }
        expect(.closeBrace, toClose: opener)
        let depth = fields.reduce(0) { max($0, $1.depth) }
        return node(.table(fields), from: start, over: depth)
    }

    private mutating func tableField() -> TableField {
        let start = current.range.start
        var key = TableField.Key.none
        if current.kind == .name, following.kind == .symbol(.assign) {
            key = .name(Name(text(current.range), current.range))
            advance()
            advance()
        } else if at(.openBracket) {
            let opener = current
            advance()
            key = .expression(expression())
            expect(.closeBracket, toClose: opener)
            expect(.assign)
        }
        let value = expression()
        return TableField(key: key, value: value, range: SourceRange(start, max(start, lastEnd)))
    }
}

extension TableField {
    fileprivate var depth: Int {
        if case .expression(let key) = key { return max(key.depth, value.depth) }
        return value.depth
    }
}

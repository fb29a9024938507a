internal import LuaSyntax

/// Sees everything that is written in a part of a script, and in the functions in it.
protocol SyntaxVisitor {
    mutating func see(_ statement: Statement)
    mutating func see(_ expression: Expression)
}

extension SyntaxVisitor {
    mutating func visit(_ block: Block) {
        for statement in block.statements { visit(statement) }
    }

    mutating func visit(_ statement: Statement) {
        see(statement)
        for expression in statement.expressions { visit(expression) }
        for block in statement.blocks { visit(block) }
    }

    mutating func visit(_ expression: Expression) {
        see(expression)
        if case .function(let body) = expression.kind { visit(body.block) }
        for part in expression.parts { visit(part) }
    }
}

extension Expression {
    /// The variable that it is.
    var plainName: String? {
        guard case .name(let name) = bare.kind else { return nil }
        return name.text
    }
}

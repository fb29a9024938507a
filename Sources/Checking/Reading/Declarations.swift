internal import LuaSyntax

/// Collects what variables are declared with, by the places of their names.
struct Declarations {
    var values: [Int: Expression] = [:]
    var functions: [Int: FunctionBody] = [:]

    mutating func visit(_ block: Block) {
        for statement in block.statements {
            switch statement.kind {
            case .local(let names, let expressions):
                for (name, value) in zip(names, expressions) { values[name.name.range.start] = value }
            case .localFunction(let name, let body): functions[name.range.start] = body
            default: break
            }
            for expression in statement.expressions { visit(expression) }
            for block in statement.blocks { visit(block) }
        }
    }

    private mutating func visit(_ expression: Expression) {
        if case .function(let body) = expression.kind { visit(body.block) }
        for part in expression.parts { visit(part) }
    }
}

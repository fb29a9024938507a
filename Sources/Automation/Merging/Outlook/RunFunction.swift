internal import LuaSyntax

/// The function of a rule whose table is written out.
enum RunFunction {
    static func body(in block: Block) -> FunctionBody? {
        guard case .return(let values) = block.statements.last?.kind, let value = values.first else { return nil }
        switch value.bare.kind {
        case .table(let fields): return body(in: fields)
        case .name(let name): return declared(name.text, in: block)
        default: return nil
        }
    }

    private static func body(in fields: [TableField]) -> FunctionBody? {
        guard let field = fields.last(where: { $0.literalKey?.text == "run" }),
            case .function(let body) = field.value.bare.kind
        else { return nil }
        return body
    }

    /// `local rule = { … }`, and perhaps `function rule.run() … end`, where nothing else is done with it: what else could be run,
    /// and who else runs it, would not be known.
    private static func declared(_ name: String, in block: Block) -> FunctionBody? {
        var (found, tables, functions): ([FunctionBody], Int, Int) = ([], 0, 0)
        for statement in block.statements {
            switch statement.kind {
            case .local(let names, let values) where names.contains { $0.name.text == name }:
                guard names.count == 1, case .table(let fields)? = values.first?.bare.kind else { return nil }
                tables += 1
                if let body = body(in: fields) { found.append(body) }
            case .function(let function, let body):
                guard function.method == nil, case .field(let base, let field) = function.target.kind,
                    base.plainName == name
                else { continue }
                functions += 1
                if field.text == "run" { found.append(body) }
            default: continue
            }
        }
        // The functions' names, and what is returned.
        guard tables == 1, found.count == 1, Mentions(of: name, in: block).count == functions + 1 else { return nil }
        return found[0]
    }
}

/// How often a variable of a name is used.
private struct Mentions: SyntaxVisitor {
    private let name: String
    private(set) var count = 0

    init(of name: String, in block: Block) {
        self.name = name
        visit(block)
    }

    mutating func see(_ statement: Statement) {}

    mutating func see(_ expression: Expression) {
        if case .name(let name) = expression.kind, name.text == self.name { count += 1 }
    }
}

extension ScopeResolver {
    mutating func use(_ expression: Expression) {
        switch expression.kind {
        case .nil, .true, .false, .number, .string, .wrong: break
        case .varargs:
            if !functions[functions.count - 1].takesVarargs {
                error(expression.range, "'...' is outside of a function that takes it")
            }
        case .name(let name): use(name)
        case .function(let body): self.body(body)
        case .table(let fields):
            for field in fields {
                if case .expression(let key) = field.key { use(key) }
                use(field.value)
            }
        case .field(let base, _), .unfinishedMethod(let base, _), .unary(_, let base), .parenthesized(let base):
            use(base)
        case .index(let one, let other), .binary(_, let one, let other):
            use(one)
            use(other)
        case .call(let base, let arguments), .methodCall(let base, _, let arguments):
            use(base)
            use(arguments.values)
        }
    }

    mutating func use(_ expressions: [Expression]) {
        for expression in expressions { use(expression) }
    }

    mutating func assign(_ target: Expression) {
        if case .name(let name) = target.kind { use(name, isWrite: true) } else { use(target) }
    }
}

extension Expression {
    /// The expressions directly in this one, in the order of the source; not those in a function's body.
    package var parts: [Expression] {
        switch kind {
        case .nil, .true, .false, .number, .string, .wrong, .varargs, .name, .function: []
        case .table(let fields): fields.flatMap(\.parts)
        case .field(let base, _), .unfinishedMethod(let base, _), .unary(_, let base), .parenthesized(let base): [base]
        case .index(let one, let other), .binary(_, let one, let other): [one, other]
        case .call(let base, let arguments), .methodCall(let base, _, let arguments): [base] + arguments.values
        }
    }

    /// Without the parentheses around it.
    package var bare: Expression {
        var bare = self
        while case .parenthesized(let inner) = bare.kind { bare = inner }
        return bare
    }

    /// The text it is, where it is one and valid UTF-8.
    package var literalText: String? {
        guard case .string(let bytes) = bare.kind else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension TableField {
    package var parts: [Expression] {
        if case .expression(let key) = key { return [key, value] }
        return [value]
    }

    /// The text of its key, where that is written out: `name = …` or `["name"] = …`.
    package var literalKey: Name? {
        switch key {
        case .none: nil
        case .name(let name): name
        case .expression(let key): key.literalText.map { Name($0, key.range) }
        }
    }
}

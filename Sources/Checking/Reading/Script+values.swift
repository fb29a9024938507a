internal import LuaSyntax
internal import Trakt

extension Script {
    /// The value of an expression that is written out; nil where only running would tell.
    func literal(_ expression: Expression) -> JSONValue? {
        let expression = expression.bare
        switch expression.kind {
        case .nil: return .null
        case .true: return .boolean(true)
        case .false: return .boolean(false)
        case .number(.integer(let number)): return .integer(number)
        case .number(.float(let number)): return .number(number)
        case .string(let bytes): return String(validating: bytes, as: UTF8.self).map(JSONValue.string)
        case .unary(.negate, let operand):
            switch literal(operand) {
            case .integer(let number)?: return .integer(0 &- number)
            case .number(let number)?: return .number(-number)
            default: return nil
            }
        case .name(let name):
            return value(of: name).flatMap(scalar)
        case .table(let fields): return literal(fields)
        default: return nil
        }
    }

    /// What a variable was declared with, where that is no table: a table may have been changed since.
    private func scalar(_ value: Expression) -> JSONValue? {
        switch value.bare.kind {
        case .nil, .true, .false, .number, .string: return literal(value)
        case .unary(.negate, let operand):
            guard case .number = operand.bare.kind else { return nil }
            return literal(value)
        default: return nil
        }
    }

    private func literal(_ fields: [TableField]) -> JSONValue? {
        var elements: [JSONValue] = []
        var members: [String: JSONValue] = [:]
        for field in fields {
            guard let value = literal(field.value) else { return nil }
            if case .none = field.key {
                if value.isNull { return nil }
                elements.append(value)
            } else {
                guard let key = field.literalKey else { return nil }
                members[key.text] = value.isNull ? nil : value
            }
        }
        guard elements.isEmpty || members.isEmpty else { return nil }
        return elements.isEmpty ? .object(members) : .array(elements)
    }

    /// A table's fields, where the expression is one that is written out, directly or as the value of a variable whose
    /// table nothing changes.
    func table(_ expression: Expression) -> [TableField]? {
        if case .name(let name) = expression.bare.kind, isChanged(name) { return nil }
        return tableAsDeclared(expression)
    }

    /// The fields that a table has where it is written out.
    func tableAsDeclared(_ expression: Expression) -> [TableField]? {
        guard case .table(let fields) = resolved(expression).kind else { return nil }
        return fields
    }
}

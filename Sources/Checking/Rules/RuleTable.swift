internal import LuaSyntax
internal import Trakt

/// What a script returns as a rule, as far as it is written out.
struct RuleTable {
    let fields: [TableField]
    let range: SourceRange
    private let script: Script

    /// What a rule's table may say.
    static let known = ["account", "name", "on_change", "options", "removes", "run", "schedule", "writes"]

    /// Nil where the script returns no table, or one that looks like no rule.
    init?(of script: Script) {
        guard case .return(let values) = script.chunk.block.statements.last?.kind, let value = values.first,
            let fields = Self.lastingFields(of: value, in: script)
        else { return nil }
        self.fields = fields
        range = script.resolved(value).range
        self.script = script
        guard Self.known.contains(where: { $0 != "account" && $0 != "name" && field($0) != nil }) else { return nil }
    }

    /// The fields that keep what they are declared with, of a table that may get others later.
    private static func lastingFields(of value: Expression, in script: Script) -> [TableField]? {
        guard case .name(let name) = value.bare.kind, case .table? = script.value(of: name)?.bare.kind else {
            return script.table(value)
        }
        guard let assigned = script.fieldsAssigned(to: name) else { return nil }
        return script.tableAsDeclared(value)?.filter { !assigned.contains($0.literalKey?.text ?? "") }
    }

    /// Nil where it is not there, or is `nil`, which is the same.
    func field(_ name: String) -> TableField? {
        fields.last { $0.literalKey?.text == name }.flatMap { script.literal($0.value) == .null ? nil : $0 }
    }

    /// Whether everything in it is written out, so that what is not seen is not there.
    var isWhole: Bool {
        let isLocal = fields.allSatisfy { $0.literalKey != nil }
        // A table that is kept in a variable first may get more fields.
        guard case .return(let values) = script.chunk.block.statements.last?.kind,
            case .table = values.first?.bare.kind
        else { return false }
        return isLocal
    }

    /// The rule's function.
    var run: FunctionBody? {
        guard let field = field("run"), case .localFunction(let body) = script.thing(field.value) else { return nil }
        return body
    }

    /// The surfaces that `writes` names, with their places; nil where it is not a list that is written out.
    var writes: [Name]? {
        guard let field = field("writes"), let values = script.table(field.value) else { return nil }
        let names = values.map { field in field.value.literalText.map { Name($0, field.value.range) } }
        return names.contains { $0 == nil } ? nil : names.compactMap { $0 }
    }
}

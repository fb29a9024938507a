internal import LuaSyntax

/// Whether a script may look at what lists are like, such as how much is on them: at more of what `trakt.list` answers than what
/// the list is called.
struct ListUse: SyntaxVisitor {
    /// The variables that hold lists.
    private let lists: Set<String>
    /// Where there is a list, or a way to one.
    private var found: Set<SourceRange> = []
    /// Where nothing is done with it that shows what it is like.
    private var harmless: Set<SourceRange> = []

    private static let shown: Set<String> = ["name", "ids"]

    init(in block: Block) {
        lists = ListVariables(in: block).names
        visit(block)
    }

    var looksAtLists: Bool { !found.isSubset(of: harmless) }

    mutating func see(_ statement: Statement) {
        for (_, value) in statement.assigned where value.isListLookUp { note(harmless: value) }
        switch statement.kind {
        case .call(let call): note(harmless: call)
        case .if, .while: for condition in statement.expressions { note(harmless: condition) }
        case .assignment(let targets, _):
            for target in targets where target.plainName != "trakt" { note(harmless: target) }
        default: break
        }
    }

    mutating func see(_ expression: Expression) {
        switch expression.kind {
        case .name(let name): if name.text == "trakt" || lists.contains(name.text) { found.insert(expression.range) }
        case .field(let base, let name):
            if base.plainName == "trakt" {
                note(harmless: base)
                if name.text == "list" { found.insert(expression.range) }
            } else if Self.shown.contains(name.text) {
                note(harmless: base)
            }
        case .methodCall(let base, _, _): if base.plainName != "trakt" { note(harmless: base) }
        case .call(let function, _):
            guard function.isListFunction else { break }
            found.insert(expression.range)
            note(harmless: function)
        case .unary(.not, let operand): note(harmless: operand)
        case .binary(.equal, let one, let other), .binary(.notEqual, let one, let other):
            if case .nil = other.kind { note(harmless: one) }
        default: break
        }
    }

    private mutating func note(harmless expression: Expression) { harmless.insert(expression.bare.range) }
}

/// The variables that are given what `trakt.list` answers.
private struct ListVariables: SyntaxVisitor {
    private(set) var names: Set<String> = []

    init(in block: Block) { visit(block) }

    mutating func see(_ statement: Statement) {
        for (name, value) in statement.assigned where value.isListLookUp { names.insert(name) }
    }

    mutating func see(_ expression: Expression) {}
}

extension Expression {
    /// Whether it is `trakt.list(…)`.
    var isListLookUp: Bool {
        guard case .call(let function, _) = bare.kind else { return false }
        return function.isListFunction
    }

    fileprivate var isListFunction: Bool {
        guard case .field(let base, let name) = bare.kind else { return false }
        return base.plainName == "trakt" && name.text == "list"
    }
}

extension Statement {
    /// The variables it gives a value, each with its own.
    fileprivate var assigned: [(name: String, value: Expression)] {
        switch kind {
        case .local(let names, let values): Array(zip(names.map(\.name.text), values))
        case .assignment(let targets, let values):
            zip(targets, values).compactMap { target, value in target.plainName.map { ($0, value) } }
        default: []
        }
    }
}

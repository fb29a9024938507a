internal import LuaSyntax

/// Where in a script something is called that may ask for something.
struct AskingCalls: SyntaxVisitor {
    private let names: NameUse
    private(set) var all: [Expression] = []

    private static let quietFunctions: Set<String> = [
        "print", "tostring", "tonumber", "type", "pairs", "ipairs", "next", "select", "assert", "error", "rawget",
        "rawequal", "rawlen", "notify", "log",
    ]
    private static let quietModules: Set<String> = ["string", "table", "math", "utf8", "log", "time", "json"]
    /// Of these modules, what calls a function that it is given.
    private static let callers: Set<String> = ["gsub", "sort"]

    init(in block: Block, _ names: NameUse) {
        self.names = names
        visit(block)
    }

    init(in statement: Statement, _ names: NameUse) {
        self.names = names
        visit(statement)
    }

    init(in expression: Expression, _ names: NameUse) {
        self.names = names
        visit(expression)
    }

    mutating func see(_ statement: Statement) {
        // What a loop goes through is called for each step.
        if case .genericFor(_, let values, _) = statement.kind, !isWalk(values) { all += values }
    }

    mutating func see(_ expression: Expression) {
        switch expression.kind {
        case .call(let function, _): if !isQuiet(function) { all.append(expression) }
        case .methodCall(let base, let name, _):
            if base.literalText == nil || Self.callers.contains(name.text) { all.append(expression) }
        default: break
        }
    }

    /// Whether a function is one of Lua's, or of ours, that asks for nothing and calls nothing it is given.
    private func isQuiet(_ function: Expression) -> Bool {
        switch function.bare.kind {
        case .name(let name): return Self.quietFunctions.contains(name.text) && !names.own.contains(name.text)
        case .field(let base, let name):
            guard let module = base.plainName, !names.own.contains(module) else { return false }
            return Self.quietModules.contains(module) && !Self.callers.contains(name.text)
        default: return false
        }
    }

    /// Whether a loop goes through a table, with none but Lua's own functions called for each step.
    private func isWalk(_ values: [Expression]) -> Bool {
        guard values.count == 1, case .call(let function, _) = values[0].bare.kind, let name = function.plainName else {
            return false
        }
        return ["pairs", "ipairs"].contains(name) && !names.own.contains(name)
    }
}

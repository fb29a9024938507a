internal import LuaSyntax

/// Where in a rule's script, as far as its text tells without doubt, `run` asks Trakt for the last time: whatever it does
/// after that, it asks Trakt nothing more.
struct LastCalls: Sendable, Hashable {
    private let path: String
    private let lines: Set<Int>
    /// Whether the script may look at more of a list than what it is called and what is on it.
    let looksAtLists: Bool

    /// The largest text, and the deepest tree, that is looked through: this is done in the host's own process, for scripts that
    /// anybody may have written.
    private static let (mostBytes, mostDepth) = (256 << 10, 100)

    init(of script: ScriptFile) {
        path = script.path
        guard script.source.count <= Self.mostBytes else {
            (lines, looksAtLists) = ([], true)
            return
        }
        let chunk = Chunk(parsing: script.source)
        looksAtLists = chunk.tokens.contains { Self.looking.contains(chunk.lines.text($0.range)) }
        let isFit = chunk.errors.isEmpty && chunk.block.depth <= Self.mostDepth
        lines = isFit ? LastCallSearch(in: chunk).lines : []
    }

    /// - Parameter place: where a message was sent, as `rules/a.lua:12`.
    func contains(_ place: String?) -> Bool {
        guard let place, place.hasPrefix(path + ":"), let line = Int(place.dropFirst(path.utf8.count + 1)) else {
            return false
        }
        return lines.contains(line)
    }

    private static let looking: Set<String> = ["item_count", "updated_at", "json", "inspect", "require", "load"]
}

/// Goes through `run` from its end, and from the end of each block that ends with `return`.
private struct LastCallSearch {
    private let chunk: Chunk
    /// Names that the script gives a meaning of its own.
    private let ownNames: Set<String>
    private(set) var lines: Set<Int> = []

    init(in chunk: Chunk) {
        self.chunk = chunk
        ownNames = OwnNames(of: chunk.block).all
        // Where a variable is closed, or the globals are others, anything may be called.
        guard ownNames.isDisjoint(with: ["_G", "_ENV", "trakt"]), !OwnNames.closes(chunk.block),
            let run = RunFunction.body(in: chunk.block)
        else { return }
        _ = search(run.block)
        for block in Self.leaving(run.block) { _ = search(block) }
        let crowded = crowdedLines(of: run.block)
        lines.subtract(crowded)
    }

    /// Notes the last calls of a block. Answers whether all of it asks nothing.
    private mutating func search(_ block: Block) -> Bool {
        for statement in block.statements.reversed() {
            switch statement.kind {
            case .do(let inner):
                if search(inner) { continue }
                return false
            case .if(let clauses, let otherwise):
                let blocks = clauses.map(\.block) + (otherwise.map { [$0] } ?? [])
                let areQuiet = blocks.map { search($0) }.allSatisfy(\.self)
                guard areQuiet, clauses.allSatisfy({ calls(in: $0.condition).isEmpty }) else { return false }
            case .goto, .label, .break, .wrong: return false
            case .while, .repeat, .numericFor, .genericFor:
                guard calls(inAll: statement).isEmpty else { return false }
            default:
                let asking = calls(inAll: statement)
                if asking.isEmpty { continue }
                if asking.count(where: { !isListLookUp($0) }) == 1 { lines.formUnion(linesOf(statement.range)) }
                return false
            }
        }
        return true
    }

    /// The blocks after which nothing comes, wherever they stand.
    private static func leaving(_ block: Block) -> [Block] {
        block.statements.flatMap { statement -> [Block] in
            if case .localFunction = statement.kind { return [] }
            if case .function = statement.kind { return [] }
            return statement.blocks.flatMap { inner -> [Block] in
                let own = if case .return? = inner.statements.last?.kind { [inner] } else { [Block]() }
                return own + leaving(inner)
            }
        }
    }

    /// Lines on which more than one statement asks: a place does not tell which of them.
    private func crowdedLines(of block: Block) -> Set<Int> {
        var (seen, crowded): (Set<Int>, Set<Int>) = ([], [])
        for statement in askingStatements(block) {
            for line in linesOf(statement.range) where !seen.insert(line).inserted { crowded.insert(line) }
        }
        return crowded
    }

    private func askingStatements(_ block: Block) -> [Statement] {
        block.statements.flatMap { statement -> [Statement] in
            let blocks = statement.blocks.flatMap(askingStatements)
            // A statement with blocks in it counts by these, and by its own expressions as a whole.
            guard blocks.isEmpty else { return blocks }
            return calls(inAll: statement).isEmpty ? [] : [statement]
        }
    }

    private func linesOf(_ range: SourceRange) -> ClosedRange<Int> {
        chunk.lines.line(of: range.start)...chunk.lines.line(of: max(range.start, range.end - 1))
    }

    // MARK: Calls

    /// The calls in a statement that may ask Trakt, in the blocks and functions in it too.
    private func calls(inAll statement: Statement) -> [Expression] {
        statement.expressions.flatMap(calls) + statement.blocks.flatMap { $0.statements.flatMap(calls(inAll:)) }
    }

    private func calls(in expression: Expression) -> [Expression] {
        var found = expression.parts.flatMap(calls)
        switch expression.kind {
        case .function(let body): found += body.block.statements.flatMap(calls(inAll:))
        case .call(let function, _): if !isQuiet(function) { found.append(expression) }
        case .methodCall(_, let name, _): if !Self.textMethods.contains(name.text) { found.append(expression) }
        default: break
        }
        return found
    }

    /// Which list a name stands for is asked before anything is done with it.
    private func isListLookUp(_ call: Expression) -> Bool {
        guard case .call(let function, _) = call.kind, case .field(let base, let name) = function.bare.kind else {
            return false
        }
        return base.plainName == "trakt" && name.text == "list"
    }

    /// Whether a function is one of Lua's, or of ours, that asks Trakt nothing and calls nothing it is given.
    private func isQuiet(_ function: Expression) -> Bool {
        switch function.bare.kind {
        case .name(let name): return Self.quietFunctions.contains(name.text) && !ownNames.contains(name.text)
        case .field(let base, let name):
            guard case .name(let module) = base.bare.kind, !ownNames.contains(module.text) else { return false }
            return Self.quietModules.contains(module.text) && !Self.callers.contains(name.text)
        default: return false
        }
    }

    private static let quietFunctions: Set<String> = [
        "print", "tostring", "tonumber", "type", "pairs", "ipairs", "next", "select", "assert", "error", "rawget",
        "rawequal", "rawlen", "notify", "log",
    ]
    private static let quietModules: Set<String> = ["string", "table", "math", "utf8", "log", "time", "json"]
    /// Of these modules, what calls a function that it is given.
    private static let callers: Set<String> = ["gsub", "sort"]
    private static let textMethods: Set<String> = ["format", "rep", "upper", "lower", "sub", "len", "byte"]
}

/// The function of a rule whose table is written out.
private enum RunFunction {
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

    /// `local rule = { … }`, and perhaps `function rule.run() … end`.
    private static func declared(_ name: String, in block: Block) -> FunctionBody? {
        var found: [FunctionBody] = []
        for statement in block.statements {
            switch statement.kind {
            case .local(let names, let values):
                guard names.first?.name.text == name, case .table(let fields)? = values.first?.bare.kind else {
                    continue
                }
                if let body = body(in: fields) { found.append(body) }
            case .function(let function, let body):
                guard function.method == nil, case .field(let base, let field) = function.target.kind,
                    base.plainName == name, field.text == "run"
                else { continue }
                found.append(body)
            default: continue
            }
        }
        return found.count == 1 ? found[0] : nil
    }
}

extension Expression {
    fileprivate var plainName: String? {
        guard case .name(let name) = bare.kind else { return nil }
        return name.text
    }
}

/// The names that a script declares or assigns.
private struct OwnNames {
    private(set) var all: Set<String> = []

    init(of block: Block) { walk(block) }

    /// Whether any variable is closed when its block ends.
    static func closes(_ block: Block) -> Bool {
        block.statements.contains { statement in
            if case .local(let names, _) = statement.kind, names.contains(where: { $0.attribute?.text == "close" }) {
                return true
            }
            return statement.blocks.contains(where: closes) || statement.expressions.contains(where: closes)
        }
    }

    private static func closes(_ expression: Expression) -> Bool {
        if case .function(let body) = expression.kind { return closes(body.block) }
        return expression.parts.contains(where: closes)
    }

    private mutating func walk(_ block: Block) {
        for statement in block.statements {
            switch statement.kind {
            case .local(let names, _): all.formUnion(names.map(\.name.text))
            case .assignment(let targets, _): all.formUnion(targets.compactMap(\.plainName))
            case .numericFor(let name, _, _, _, _): all.insert(name.text)
            case .genericFor(let names, _, _): all.formUnion(names.map(\.text))
            case .function(let name, let body):
                if let own = name.target.plainName { all.insert(own) }
                all.formUnion(body.parameters.map(\.text))
            case .localFunction(let name, let body):
                all.insert(name.text)
                all.formUnion(body.parameters.map(\.text))
            default: break
            }
            for expression in statement.expressions { walk(expression) }
            for inner in statement.blocks { walk(inner) }
        }
    }

    private mutating func walk(_ expression: Expression) {
        if case .function(let body) = expression.kind {
            all.formUnion(body.parameters.map(\.text))
            walk(body.block)
        }
        // Who mentions the globals as a table may change any of them.
        if let name = expression.plainName, ["_G", "_ENV"].contains(name) { all.insert(name) }
        for part in expression.parts { walk(part) }
    }
}

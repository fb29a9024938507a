internal import LuaSyntax

/// What a script does with its variables' values, where that decides what can be said of them.
struct Uses {
    /// The variables whose tables may get other fields than they were declared with, by their numbers.
    private(set) var changed: Set<Int> = []
    /// The fields that are assigned by their names, of variables whose tables are changed in no other way.
    private(set) var assigned: [Int: Set<String>] = [:]
    /// The functions that `pcall` is given by their names, by the places of their parameters.
    private(set) var attempted: Set<Int> = []

    private let script: Script
    /// Variables that hold the same table.
    private var shared: [Int: [Int]] = [:]

    /// What leaves a table as it is.
    private static let harmless: Set<String> = [
        "assert", "error", "getmetatable", "ipairs", "next", "pairs", "print", "rawequal", "rawget", "rawlen", "select",
        "tonumber", "tostring", "type", "notify", "table.concat", "table.unpack", "json.encode", "json.array",
        "log.debug", "log.info", "log.warning", "log.error",
    ]

    init(of script: Script) {
        self.script = script
        visit(script.chunk.block)
        spread()
    }

    private mutating func visit(_ block: Block) {
        for statement in block.statements {
            switch statement.kind {
            case .local(let names, let values):
                for (name, value) in zip(names, values) { share(name.name, value) }
            case .assignment(let targets, let values):
                for target in targets { assign(to: target) }
                for value in values { change(value) }
            case .function(let name, _): name.method == nil ? assign(to: name.target) : change(name.target)
            default: break
            }
            for expression in statement.expressions { visit(expression) }
            for block in statement.blocks { visit(block) }
        }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .function(let body): visit(body.block)
        case .call(let callee, let arguments):
            let thing = script.thing(callee)
            noteAttempt(thing, arguments.values)
            if Self.mayChange(thing) { for argument in arguments.values { change(argument) } }
        case .methodCall(let base, let method, let arguments):
            if Self.mayChange(script.member(method.text, of: script.thing(base))) {
                for value in [base] + arguments.values { change(value) }
            }
        default: break
        }
        for part in expression.parts { visit(part) }
    }

    private static func mayChange(_ callee: Thing) -> Bool {
        switch callee {
        case .function(let name): !harmless.contains(name)
        case .unknown, .localFunction: true
        default: false
        }
    }

    private mutating func noteAttempt(_ callee: Thing, _ arguments: [Expression]) {
        guard case .function(let name) = callee, name == "pcall" || name == "xpcall",
            case .name? = arguments.first?.bare.kind,
            case .localFunction(let body)? = arguments.first.map({ script.thing($0) })
        else { return }
        attempted.insert(body.range.start)
    }

    /// The variables whose tables an expression may be, or be a part of.
    private func variables(in expression: Expression) -> [Int] {
        switch expression.bare.kind {
        case .name(let name): script.chunk.scopes.variable(of: name).map { [$0.id] } ?? []
        case .field(let base, _), .index(let base, _): variables(in: base)
        case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
            variables(in: left) + variables(in: right)
        case .table(let fields): fields.flatMap { variables(in: $0.value) }
        default: []
        }
    }

    private mutating func change(_ expression: Expression) { changed.formUnion(variables(in: expression)) }

    private mutating func assign(to target: Expression) {
        switch target.bare.kind {
        case .name: break
        case .field(let base, let field):
            guard case .name(let name) = base.bare.kind, let variable = script.chunk.scopes.variable(of: name) else {
                return change(target)
            }
            assigned[variable.id, default: []].insert(field.text)
        default: change(target)
        }
    }

    private mutating func share(_ name: Name, _ value: Expression) {
        guard let variable = script.variable(declaredAt: name.range.start) else { return }
        if case .table = value.bare.kind {
            // A part that is reached through the whole is changed with it; the whole is not with its part.
            for part in variables(in: value) { shared[variable, default: []].append(part) }
            return
        }
        for other in variables(in: value) {
            shared[variable, default: []].append(other)
            shared[other, default: []].append(variable)
        }
    }

    private mutating func spread() {
        // Who holds the same table is no longer known by one name.
        let known = assigned.filter { !changed.contains($0.key) && shared[$0.key] == nil }
        changed.formUnion(assigned.keys)
        var waiting = Array(changed)
        while let variable = waiting.popLast() {
            for other in shared[variable] ?? [] where changed.insert(other).inserted { waiting.append(other) }
        }
        assigned = known
    }
}

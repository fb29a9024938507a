internal import LuaSyntax

/// All calls and uses of fields in a script, in the order of its text.
struct Survey {
    private let script: Script
    private(set) var calls: [CallSite] = []
    private(set) var accesses: [Access] = []
    /// Every `for`, `while` and `repeat`.
    private(set) var loops: [Loop] = []
    /// What a position is taken of that only running tells: `base[key]`.
    private(set) var indices: [Expression] = []

    private var byFunction: [Int: [Int]] = [:]
    /// Where something is changed, in order.
    private var changes: [Int] = []

    init(of script: Script) {
        self.script = script
        guard script.chunk.errors.isEmpty else { return }
        visit(script.chunk.block, Surroundings())
        byFunction = Dictionary(grouping: calls.indices) { calls[$0].surroundings.function }
        changes = calls.filter { $0.change != nil }.map(\.expression.range.start).sorted()
    }

    /// The calls that a function makes, by the place of its parameters; 0 for the script's own text.
    func calls(in function: Int) -> [CallSite] {
        (byFunction[function] ?? []).map { calls[$0] }
    }

    /// Whether something is changed in a loop.
    func changes(in loop: Loop) -> Bool {
        let next = changes.partitioningIndex { $0 >= loop.range.start }
        return next < changes.count && changes[next] < loop.range.end
    }

    /// Whether a call is only made when something holds that is asked in the loop.
    func isInCondition(_ call: CallSite, of loop: Loop) -> Bool {
        call.surroundings.branches.contains { loop.range.contains($0) }
    }

    // MARK: Statements

    private mutating func visit(_ block: Block, _ around: Surroundings) {
        var around = around
        for statement in block.statements {
            visit(statement, around)
            if case .if(let clauses, _) = statement.kind, clauses.contains(where: { $0.block.leaves }) {
                around.isConditional = true
            }
        }
    }

    private mutating func visit(_ statement: Statement, _ around: Surroundings) {
        switch statement.kind {
        case .while, .repeat: loop(statement, values: [], isFor: false, around)
        case .numericFor(_, let first, let last, let step, _):
            let values = [first, last] + (step.map { [$0] } ?? [])
            for value in values { visit(value, around) }
            loop(statement, values: values, isFor: true, around)
        case .genericFor(_, let values, _):
            for value in values { visit(value, around) }
            loop(statement, values: values, isFor: true, around)
        case .if(let clauses, let otherwise): visit(clauses, otherwise, around)
        case .do(let block): visit(block, around)
        case .assignment(let targets, let values):
            for target in targets { visit(target, around, use: .write) }
            for value in values { visit(value, around) }
        case .function(let name, let body):
            visit(name.target, around, use: name.method == nil ? .write : .read)
            visit(body.block, around.inside(body))
        case .localFunction(_, let body): visit(body.block, around.inside(body))
        default: for expression in statement.expressions { visit(expression, around) }
        }
    }

    private mutating func visit(_ clauses: [ConditionalBlock], _ otherwise: Block?, _ around: Surroundings) {
        var inside = around
        for (place, clause) in clauses.enumerated() {
            visit(clause.condition, place == 0 ? around : inside)
            inside.isConditional = true
            inside.branches = around.branches + [clause.block.range.start]
            visit(clause.block, inside)
        }
        guard let otherwise else { return }
        inside.branches = around.branches + [otherwise.range.start]
        visit(otherwise, inside)
    }

    private mutating func loop(
        _ statement: Statement, values: [Expression], isFor: Bool, _ around: Surroundings
    ) {
        var inside = around
        let loop = Loop(range: statement.range, values: values, isFor: isFor)
        loops.append(loop)
        inside.loops.append(loop)
        inside.isConditional = true
        if !isFor { for expression in statement.expressions { visit(expression, inside) } }
        for block in statement.blocks { visit(block, inside) }
    }

    // MARK: Expressions

    private mutating func visit(_ expression: Expression, _ around: Surroundings, use: Access.Use = .read) {
        switch expression.kind {
        case .function(let body): visit(body.block, around.inside(body))
        case .field(let base, let name):
            accesses.append(Access(base: base, name: name, use: use, surroundings: around))
            visit(base, around)
        case .index(let base, let key):
            if let name = key.literalText {
                accesses.append(
                    Access(base: base, name: Name(name, key.range), use: use, surroundings: around))
            } else {
                indices.append(base)
            }
            visit(base, around)
            visit(key, around)
        case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
            visit(left, around)
            var inside = around
            inside.isConditional = true
            visit(right, inside)
        case .call(let callee, let arguments): call(expression, callee, arguments.values, around)
        case .methodCall(let base, let method, let arguments):
            accesses.append(Access(base: base, name: method, use: .methodCall, surroundings: around))
            visit(base, around)
            methodCall(expression, base, method, arguments.values, around)
        default: for part in expression.parts { visit(part, around) }
        }
    }

    private mutating func call(
        _ expression: Expression, _ callee: Expression, _ arguments: [Expression], _ around: Surroundings
    ) {
        let thing = script.thing(callee)
        visit(callee, around, use: .call)
        append(expression, thing, callee, arguments, around)
        guard case .function(let name) = thing else {
            if case .group("") = thing {} else { visit(arguments, around) }
            return
        }
        visit(arguments, of: name, around)
        // `pcall(trakt.shows.get, "x")` calls that.
        if name == "pcall", let called = arguments.first {
            var inside = around
            inside.isProtected = true
            append(expression, script.thing(called), called, Array(arguments.dropFirst()), inside)
        }
    }

    private mutating func append(
        _ expression: Expression, _ thing: Thing, _ callee: Expression, _ arguments: [Expression],
        _ around: Surroundings
    ) {
        if case .function = callee.kind { return }
        calls.append(
            CallSite(
                expression: expression, callee: thing, calleeRange: callee.range, method: nil, base: nil,
                arguments: arguments, surroundings: around))
    }

    private mutating func methodCall(
        _ expression: Expression, _ base: Expression, _ method: Name, _ arguments: [Expression],
        _ around: Surroundings
    ) {
        let callee = script.member(method.text, of: script.thing(base))
        calls.append(
            CallSite(
                expression: expression, callee: callee, calleeRange: method.range, method: method, base: base,
                arguments: arguments, surroundings: around))
        if method.text == "gsub", case .unknown = callee {
            visit(arguments, of: "string.gsub", around, skipping: 1)
        } else {
            visit(arguments, around)
        }
    }

    private mutating func visit(_ arguments: [Expression], _ around: Surroundings) {
        for argument in arguments { visit(argument, around) }
    }

    /// The arguments of a function that calls some of them itself.
    private mutating func visit(
        _ arguments: [Expression], of function: String, _ around: Surroundings, skipping: Int = 0
    ) {
        for (place, argument) in arguments.enumerated() {
            let inside = Self.surroundings(ofArgument: place + skipping, of: function, around)
            if let inside, case .function(let body) = argument.bare.kind {
                visit(body.block, inside)
            } else if let inside, function == "all", case .table(let fields) = argument.bare.kind {
                for field in fields { visit(branch: field.value, inside) }
            } else if function == "setmetatable", place == 1, case .table(let fields) = argument.bare.kind {
                for field in fields { visit(metamethod: field, around) }
            } else {
                visit(argument, around)
            }
        }
    }

    private mutating func visit(branch: Expression, _ around: Surroundings) {
        if case .function(let body) = branch.bare.kind { visit(body.block, around) } else { visit(branch, around) }
    }

    private mutating func visit(metamethod field: TableField, _ around: Surroundings) {
        guard case .function(let body) = field.value.bare.kind else { return visit(field.value, around) }
        var inside = around.inside(body)
        if field.literalKey?.text == "__tostring" { inside.noWait = "a __tostring that tostring and print call" }
        visit(body.block, inside)
    }

    /// What is around a function that is given to another, where that calls it there and then.
    private static func surroundings(
        ofArgument place: Int, of function: String, _ around: Surroundings
    ) -> Surroundings? {
        var inside = around
        switch (function, place) {
        case ("pcall", 0), ("xpcall", 0): inside.isProtected = true
        case ("all", 0), ("xpcall", 1): break
        case ("table.sort", 1): inside.noWait = "the order function of table.sort"
        case ("string.gsub", 2): inside.noWait = "the replacement function of string.gsub"
        default: return nil
        }
        if inside.noWait != nil { inside.isConditional = true }
        return inside
    }
}

extension Block {
    /// Whether it ends by leaving what is around it. Failing is no way out: what follows is for every run that goes well.
    fileprivate var leaves: Bool {
        switch statements.last?.kind {
        case .return, .goto, .break: true
        default: false
        }
    }
}

extension [Int] {
    /// The first place of which something holds that holds of all after it.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

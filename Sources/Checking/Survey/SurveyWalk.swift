internal import LuaSyntax

/// Goes through a script in the order of its text and notes calls and uses of fields, with what is around them.
struct SurveyWalk {
    let script: Script
    var calls: [CallSite] = []
    var accesses: [Access] = []
    var loops: [Loop] = []
    var indices: [Expression] = []
    var protected: Set<Int> = []
    var defaulted: Set<Int> = []
    var values: [Expression] = []

    init(_ script: Script) { self.script = script }

    mutating func visit(_ block: Block, _ around: Surroundings) {
        var around = around
        if block.endsLoop(byReturn: around.returnEndsLoop) { around.isLastTurn = true }
        for statement in block.statements {
            visit(statement, around)
            if case .if(let clauses, _) = statement.kind, clauses.contains(where: { $0.block.leaves }) {
                around.isConditional = true
            }
        }
    }

    mutating func visit(_ statement: Statement, _ around: Surroundings) {
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
            visit(body)
        case .localFunction(_, let body): visit(body)
        case .local(let names, let values):
            for (place, value) in values.enumerated() {
                let isFollowed = place < names.count && script.isFollowed(declaredAt: names[place].name.range.start)
                visit(value, around, isValue: !isFollowed)
            }
        default: for expression in statement.expressions { visit(expression, around) }
        }
    }

    /// A function's body, which runs some other time.
    mutating func visit(_ body: FunctionBody) {
        visit(body.block, Surroundings(in: body, isAttempted: script.attempted.contains(body.range.start)))
    }

    mutating func visit(_ clauses: [ConditionalBlock], _ otherwise: Block?, _ around: Surroundings) {
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

    mutating func loop(
        _ statement: Statement, values: [Expression], isFor: Bool, _ around: Surroundings
    ) {
        var inside = around
        let loop = Loop(range: statement.range, values: values, isFor: isFor, mayLeave: statement.mayEndEarly)
        loops.append(loop)
        inside.loops.append(loop)
        inside.isConditional = true
        inside.isLastTurn = false
        inside.returnEndsLoop = true
        if !isFor { for expression in statement.expressions { visit(expression, inside) } }
        for block in statement.blocks { visit(block, inside) }
    }
}

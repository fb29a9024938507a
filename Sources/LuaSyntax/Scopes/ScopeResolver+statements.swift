extension ScopeResolver {
    mutating func statements(_ block: Block, isRepeated: Bool = false) {
        for (place, statement) in block.statements.enumerated() {
            if case .label(let name) = statement.kind {
                // What follows the last statement but for labels is outside of the scope of the block's variables; before
                // `until` it is not.
                let rest = block.statements[(place + 1)...]
                self.label(name, isLast: !isRepeated && rest.allSatisfy(\.isLabel))
            } else {
                resolve(statement)
            }
        }
    }

    private mutating func resolve(_ statement: Statement) {
        switch statement.kind {
        case .local(let names, let values):
            use(values)
            declare(names, from: statement.range.end)
        case .assignment(let targets, let values):
            for target in targets { assign(target) }
            use(values)
        case .call(let call), .expression(let call): use(call)
        case .do(let block): self.block(block)
        case .while(let condition, let block):
            use(condition)
            loop { $0.block(block) }
        case .repeat(let block, let condition): loop { $0.block(block, isRepeated: true) { $0.use(condition) } }
        case .if(let clauses, let otherwise):
            for clause in clauses {
                use(clause.condition)
                block(clause.block)
            }
            if let otherwise { block(otherwise) }
        case .numericFor(let name, let first, let last, let step, let block):
            use([first, last, step].compactMap { $0 })
            forLoop([name], hidden: 3, block)
        case .genericFor(let names, let values, let block):
            use(values)
            forLoop(names, hidden: 4, block)
        case .function(let name, let body):
            // `function f()` assigns to f; `function t.f()` reads t.
            if name.method == nil { assign(name.target) } else { use(name.target) }
            self.body(body)
        case .localFunction(let name, let body):
            declare(name, .function, from: name.range.end)
            self.body(body)
        case .return(let values): use(values)
        case .break:
            if functions[functions.count - 1].loops == 0 {
                error(statement.range, "'break' is in no loop that it could end")
            }
        case .goto(let name): jump(to: name)
        case .label, .wrong: break
        }
    }

    private mutating func declare(_ names: [LocalName], from start: Int) {
        for name in names { declare(name.name, .local, attribute: name.attribute?.text, from: start) }
        let closing = names.compactMap(\.attribute).filter { $0.text == "close" }
        if closing.count > 1 { error(closing[1].range, "one 'local' can have one <close> only") }
    }

    private mutating func loop(_ body: (inout ScopeResolver) -> Void) {
        functions[functions.count - 1].loops += 1
        body(&self)
        functions[functions.count - 1].loops -= 1
    }

    /// - Parameter hidden: the variables that Lua keeps for the loop itself.
    private mutating func forLoop(_ names: [Name], hidden: Int, _ block: Block) {
        loop { resolver in
            resolver.open()
            resolver.occupy(hidden, at: names[0].range)
            resolver.open()
            for name in names { resolver.declare(name, .loop, from: block.range.start) }
            resolver.statements(block)
            resolver.close(at: block.range.end)
            resolver.close(at: block.range.end)
        }
    }

    private mutating func jump(to name: Name) {
        let last = functions.count - 1
        guard !functions[last].labels.contains(where: { $0.name == name.text }) else { return }
        functions[last].jumps.append(FunctionScope.Jump(name: name, active: functions[last].active))
    }

    private mutating func label(_ name: Name, isLast: Bool) {
        let last = functions.count - 1
        if functions[last].labels.contains(where: { $0.name == name.text }) {
            error(name.range, "there is a label '\(name.text)' here already")
        }
        let label = FunctionScope.Label(
            name: name.text, active: isLast ? functions[last].blocks.last?.active ?? 0 : functions[last].active)
        functions[last].labels.append(label)
        for jump in functions[last].settle(label, from: functions[last].blocks.last?.jumps ?? 0) {
            error(
                jump.name.range,
                "this would go into the scope of a local variable that is declared before the label '\(name.text)'")
        }
    }
}

extension Statement {
    fileprivate var isLabel: Bool {
        if case .label = kind { return true }
        return false
    }
}

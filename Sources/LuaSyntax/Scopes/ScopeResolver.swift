/// Goes through a tree in the order of the source and gives each name its meaning (Lua manual, section 3.5), with the rules of
/// `goto` (section 3.3.4) as the compiler keeps them.
struct ScopeResolver {
    var scopes = Scopes()
    /// The variables that can be named, the innermost last.
    private var active: [Int] = []
    private var byName: [String: [Int]] = [:]
    var functions: [FunctionScope] = []

    private static let mostVariables = 200
    private static let mostCaptured = 255

    mutating func resolve(_ chunk: Block) {
        functions.append(FunctionScope(takesVarargs: true, firstVariable: 0))
        block(chunk)
        finishFunction()
    }

    private var function: FunctionScope { functions[functions.count - 1] }

    mutating func block(_ block: Block, isRepeated: Bool = false, _ around: (inout ScopeResolver) -> Void = { _ in }) {
        open()
        statements(block, isRepeated: isRepeated)
        around(&self)
        close(at: block.range.end)
    }

    mutating func open() {
        let scope = FunctionScope.BlockScope(
            variables: active.count, active: function.active, labels: function.labels.count,
            jumps: function.jumps.count)
        functions[functions.count - 1].blocks.append(scope)
    }

    mutating func close(at end: Int) {
        guard let scope = functions[functions.count - 1].blocks.popLast() else { return }
        while active.count > scope.variables {
            let variable = active.removeLast()
            byName[scopes.variables[variable].name.text]?.removeLast()
            scopes.variables[variable].visible.end = max(scopes.variables[variable].visible.end, end)
        }
        functions[functions.count - 1].leave(scope)
    }

    mutating func declare(_ name: Name, _ kind: Variable.Kind, attribute: String? = nil, from start: Int) {
        let id = scopes.variables.count
        scopes.variables.append(
            Variable(
                id: id, name: name, kind: kind, attribute: attribute, visible: SourceRange(start, start)))
        active.append(id)
        byName[name.text, default: []].append(id)
        occupy(1, at: name.range)
    }

    /// Counts variables against Lua's limit.
    mutating func occupy(_ count: Int, at range: SourceRange) {
        functions[functions.count - 1].active += count
        if function.active == Self.mostVariables + 1 {
            error(range, "this function has more than \(Self.mostVariables) local variables")
        }
    }

    mutating func error(_ range: SourceRange, _ sentence: String) {
        scopes.errors.append(SyntaxError(range, sentence))
    }

    mutating func use(_ name: Name, isWrite: Bool = false) {
        guard let id = byName[name.text]?.last else { return useGlobal(name, isWrite: isWrite) }
        let isCaptured = isCaptured(id)
        scopes.meanings[name.range.start] = isCaptured ? .captured(id) : .local(id)
        if isWrite {
            scopes.variables[id].writes.append(name.range)
            if let attribute = scopes.variables[id].attribute {
                error(name.range, "'\(name.text)' is declared <\(attribute)> and cannot be assigned")
            }
        } else {
            scopes.variables[id].reads.append(name.range)
        }
        if isCaptured {
            scopes.variables[id].isCaptured = true
            functions[functions.count - 1].captured.insert(id)
            if function.captured.count == Self.mostCaptured + 1 {
                error(name.range, "this function uses more than \(Self.mostCaptured) variables of functions around it")
            }
        }
    }

    private mutating func useGlobal(_ name: Name, isWrite: Bool) {
        scopes.meanings[name.range.start] = .global
        // With an environment of its own the script decides what globals there are.
        guard name.text != "_ENV", byName["_ENV"]?.isEmpty ?? true else { return }
        scopes.globals.append(Scopes.GlobalUse(name: name, isWrite: isWrite))
    }

    /// Whether a variable belongs to a function around the present one.
    private func isCaptured(_ id: Int) -> Bool {
        let first = function.firstVariable
        return first < active.count ? id < active[first] : true
    }

    mutating func body(_ body: FunctionBody) {
        functions.append(FunctionScope(takesVarargs: body.varargs != nil, firstVariable: active.count))
        open()
        if body.hasSelf {
            declare(Name("self", SourceRange(body.range.start, body.range.start)), .self, from: body.range.start)
        }
        for parameter in body.parameters { declare(parameter, .parameter, from: parameter.range.end) }
        statements(body.block)
        close(at: body.block.range.end)
        finishFunction()
    }

    private mutating func finishFunction() {
        for jump in functions.removeLast().jumps {
            error(jump.name.range, "there is no label '\(jump.name.text)' that this could go to")
        }
    }
}

internal import LuaSyntax
internal import Trakt

extension Inspector {
    /// Calls in a loop that one call could make.
    mutating func checkLoops() {
        for call in survey.calls where !isFull {
            guard let loop = call.surroundings.loops.last, !call.surroundings.isLastTurn else { continue }
            checkWrite(call, in: loop)
            checkRead(call, in: call.surroundings.loops)
        }
        for loop in survey.loops { checkPages(of: loop) }
    }

    // MARK: Writes

    private mutating func checkWrite(_ call: CallSite, in loop: Loop) {
        guard loop.isFor, isOfSetOutside(call, loop) || isBatchable(call) else { return }
        // What is changed in a set stands first; what goes with it, such as a rating, behind it.
        let argument = call.change?.set == nil ? call.arguments.last : call.arguments.first
        guard let argument, changes(argument, in: loop), isItem(argument, of: loop) else { return }
        add(
            .loopWrite, call.calleeRange,
            "this sends one request for each item: gather the items in a table, and give that to one call after the loop",
            in: call.surroundings)
    }

    /// A set that is the same in every turn.
    private func isOfSetOutside(_ call: CallSite, _ loop: Loop) -> Bool {
        guard call.change?.set != nil, call.method?.text != "set", let base = call.base else { return false }
        if case .call(let callee, let arguments) = base.bare.kind, case .opener = script.thing(callee) {
            return !arguments.values.contains { changes($0, in: loop) }
        }
        return !changes(base, in: loop)
    }

    /// An endpoint that takes many things at once.
    private func isBatchable(_ call: CallSite) -> Bool {
        guard let endpoint = call.change?.endpoint,
            endpoint.pathParameters.isEmpty || endpoint.id.hasPrefix("users.hidden")
        else { return false }
        return endpoint.body?.contains { if case .items = $0.kind { true } else { false } } ?? false
    }

    /// Whether a value is surely one thing of those that a loop goes through, and no list of them.
    private func isItem(_ argument: Expression, of loop: Loop) -> Bool {
        switch argument.bare.kind {
        case .name(let name):
            guard let values = loop.values.first, loop.values.count == 1, isTaken(name, from: loop) else {
                return false
            }
            return reading(goneThroughBy: values) != nil || goesThroughThings(values)
        case .field(_, let name): return ["movie", "show", "season", "episode", "person", "ids"].contains(name.text)
        case .index(let base, let key): return isPart(key, of: base, in: loop)
        case .binary(.or, let one, let other), .binary(.and, let one, let other):
            return isItem(one, of: loop) && isItem(other, of: loop)
        case .table(let fields):
            // One thing in a list of its own, or described by its fields.
            return fields.count == 1 || fields.contains { $0.literalKey?.text == "ids" }
        default: return false
        }
    }

    /// `items[i]` of what was read, or `entry[entry.type]` of the loop's own entry.
    private func isPart(_ key: Expression, of base: Expression, in loop: Loop) -> Bool {
        guard changes(key, in: loop) else { return false }
        if case .name(let name) = base.bare.kind, isTaken(name, from: loop) { return true }
        return !changes(base, in: loop) && reading(base) != nil
    }

    /// Whether a loop goes through things that are written out: `ipairs { "tt0903747", "tt0944947" }`.
    private func goesThroughThings(_ value: Expression) -> Bool {
        guard case .call(let callee, let arguments) = value.bare.kind, case .function("ipairs") = script.thing(callee),
            case .table(let fields)? = arguments.values.first?.bare.kind, fields.count > 1
        else { return false }
        return fields.allSatisfy { field in
            guard case .none = field.key else { return false }
            switch field.value.bare.kind {
            case .string, .number: return true
            default: return false
            }
        }
    }

    /// Whether a variable is the loop's own, or holds a part of one such.
    private func isTaken(_ name: Name, from loop: Loop, depth: Int = 0) -> Bool {
        guard depth < 12, let variable = script.chunk.scopes.variable(of: name), variable.isConstant,
            loop.range.contains(variable.name.range.start)
        else { return false }
        if variable.kind == .loop { return true }
        var value = script.value(of: name)?.bare
        while case .field(let base, _)? = value?.kind { value = base.bare }
        guard case .name(let other)? = value?.kind else { return false }
        return isTaken(other, from: loop, depth: depth + 1)
    }

    /// What a loop reads item by item: `ipairs(reading)`, or `endpoint:each{…}`.
    func reading(goneThroughBy value: Expression) -> Reading? {
        if case .call(let callee, let arguments) = value.bare.kind, case .function(let name) = script.thing(callee),
            name == "ipairs" || name == "pairs", let inner = arguments.values.first
        {
            return reading(inner)
        }
        guard case .methodCall(_, let method, _) = value.bare.kind, method.text == "each" else { return nil }
        return reading(value)
    }

    /// What an expression, or the variable that it is, was read from.
    func reading(_ expression: Expression) -> Reading? {
        if case .reading(let reading) = script.thing(expression) { return reading }
        return nil
    }

    // MARK: Reads

    private mutating func checkRead(_ call: CallSite, in loops: [Loop]) {
        guard let loop = loops.last, loop.isFor, call.change == nil else { return }
        switch call.callee {
        case .endpoint(let endpoint), .pages(let endpoint, _):
            if call.isInvariant(in: loop, self) {
                return add(
                    .loopRead, call.calleeRange,
                    "this asks the same in every turn of the loop: ask once before it, and keep the answer",
                    in: call.surroundings)
            }
            checkLookUp(call, of: endpoint, in: loop)
        case .opener(.list) where call.isInvariant(in: loop, self):
            add(
                .loopRead, call.calleeRange,
                "this looks the list up in every turn of the loop: open it once before", in: call.surroundings)
        case .setMethod(.history, "contains"):
            add(
                .loopRead, call.calleeRange,
                "trakt.history:contains makes a call each time: read the plays once before the loop with "
                    + "trakt.history.since(…)", in: call.surroundings)
        default: break
        }
    }

    /// Details of every item that the reading itself could bring.
    private mutating func checkLookUp(_ call: CallSite, of endpoint: Endpoint, in loop: Loop) {
        guard ["movies.get", "shows.get", "episodes.get"].contains(endpoint.id), let values = loop.values.first,
            let source = reading(goneThroughBy: values)?.endpoint, source.extended.contains("full"),
            let argument = call.arguments.first, changes(argument, in: loop)
        else { return }
        add(
            .loopRead, call.calleeRange,
            "this makes a call for each item: trakt.\(source.id) brings the same details with extended = \"full\"",
            in: call.surroundings)
    }

    // MARK: Pages

    /// What is kept in a variable first may be one page on purpose.
    private mutating func checkPages(of loop: Loop) {
        guard loop.values.count == 1, !loop.mayLeave, case .call(_, let arguments) = loop.values[0].bare.kind,
            let inner = arguments.values.first, case .call = inner.bare.kind,
            let reading = reading(goneThroughBy: loop.values[0]), !reading.isWhole, let endpoint = reading.endpoint,
            endpoint.paging == .required, !reading.named.contains("limit"), !reading.named.contains("page"),
            reading.isWrittenOut
        else { return }
        add(
            .firstPage, inner.range,
            "this goes through the first page alone: write trakt.\(endpoint.id):each{…} for all of them, or say limit")
    }

    // MARK: What changes

    /// Whether an expression may have another value in each turn.
    func changes(_ expression: Expression, in loop: Loop) -> Bool {
        switch expression.bare.kind {
        case .name(let name):
            guard let variable = script.chunk.scopes.variable(of: name) else {
                return script.ownGlobals.contains(name.text)
            }
            return loop.range.contains(variable.name.range.start)
                || variable.writes.contains { loop.range.contains($0.start) }
        case .call, .methodCall, .function, .varargs: return true
        case .table(let fields):
            return fields.contains { $0.parts.contains { changes($0, in: loop) } }
        default: return expression.bare.parts.contains { changes($0, in: loop) }
        }
    }
}

extension Reading {
    /// Whether its arguments are there to be seen.
    fileprivate var isWrittenOut: Bool {
        switch arguments.last?.bare.kind {
        case .name, .call, .methodCall, .varargs: false
        default: true
        }
    }
}

extension CallSite {
    /// Whether it asks the same in every turn. What is only asked once, because the loop ends then or a condition holds, is
    /// not known to be.
    fileprivate func isInvariant(in loop: Loop, _ inspector: Inspector) -> Bool {
        guard !loop.mayLeave,
            arguments.allSatisfy({ argument in
                switch argument.bare.kind {
                case .name, .field: return inspector.script.literal(argument) != nil
                default: return !inspector.changes(argument, in: loop)
                }
            })
        else { return false }
        // Where time passes or something is changed in between, the answer is another.
        return !inspector.survey.changes(in: loop) && !inspector.survey.isInCondition(self, of: loop)
    }
}

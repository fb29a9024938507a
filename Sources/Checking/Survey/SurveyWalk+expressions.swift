internal import LuaSyntax

extension SurveyWalk {
    /// - Parameter isValue: false where what is done with the value can be seen: it is called, one of its fields is taken,
    ///   or a variable keeps it that always stands for it.
    mutating func visit(
        _ expression: Expression, _ around: Surroundings, use: Access.Use = .read, isValue: Bool = true
    ) {
        if isValue, use == .read { note(value: expression) }
        switch expression.kind {
        case .function(let body): visit(body)
        case .parenthesized(let inner): visit(inner, around, use: use, isValue: isValue)
        case .name(let name): if around.isProtected { protected.insert(name.range.start) }
        case .field(let base, let name):
            accesses.append(Access(base: base, name: name, use: use, surroundings: around))
            visit(base, around, isValue: false)
        case .index(let base, let key):
            if let name = key.literalText {
                accesses.append(
                    Access(base: base, name: Name(name, key.range), use: use, surroundings: around))
            } else {
                indices.append(base)
            }
            visit(base, around, isValue: false)
            visit(key, around)
        case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
            if symbol == .or { note(defaulted: left) }
            visit(left, around)
            var inside = around
            inside.isConditional = true
            visit(right, inside)
        case .call(let callee, let arguments): call(expression, callee, arguments.values, around)
        case .methodCall(let base, let method, let arguments):
            accesses.append(Access(base: base, name: method, use: .methodCall, surroundings: around))
            visit(base, around, isValue: false)
            methodCall(expression, base, method, arguments.values, around)
        default: for part in expression.parts { visit(part, around) }
        }
    }

    private mutating func note(value: Expression) {
        switch value.kind {
        case .name, .field, .index: values.append(value)
        default: break
        }
    }

    /// What stands before `or`: the script knows that it may be nil.
    private mutating func note(defaulted expression: Expression) {
        switch expression.bare.kind {
        case .field(_, let name): defaulted.insert(name.range.start)
        case .index(_, let key): defaulted.insert(key.range.start)
        case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
            note(defaulted: left)
            note(defaulted: right)
        default: break
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
                visit(body.block, inside.inCall)
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
        if case .function(let body) = branch.bare.kind {
            visit(body.block, around.inCall)
        } else {
            visit(branch, around)
        }
    }

    private mutating func visit(metamethod field: TableField, _ around: Surroundings) {
        guard case .function(let body) = field.value.bare.kind else { return visit(field.value, around) }
        var inside = Surroundings(in: body, isAttempted: false)
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

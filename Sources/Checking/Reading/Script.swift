internal import LuaSyntax
internal import Trakt

/// A script that was read, with what its names stand for.
struct Script {
    let chunk: Chunk
    /// What a variable was declared with, by its number.
    private let declared: [Int: Expression]
    private let functions: [Int: FunctionBody]
    /// Globals that the script assigns, which are its own.
    let ownGlobals: Set<String>
    private let byPlace: [Int: Variable]
    private let unusedBodies: [SourceRange]
    /// The variables whose tables may have got other fields since they were declared.
    private var changed: Set<Int> = []
    private var assigned: [Int: Set<String>] = [:]
    /// The functions that `pcall` is given by their names, by the places of their parameters.
    private(set) var attempted: Set<Int> = []

    /// Names lead to other names; nobody means more than so many.
    private static let longestChain = 12

    init(_ chunk: Chunk) {
        self.chunk = chunk
        var declarations = Declarations()
        declarations.visit(chunk.block)
        let byPlace = Dictionary(
            chunk.scopes.variables.map { ($0.name.range.start, $0) }, uniquingKeysWith: { first, _ in first })
        self.byPlace = byPlace
        declared = Dictionary(
            declarations.values.compactMap { place, value in byPlace[place].map { ($0.id, value) } },
            uniquingKeysWith: { first, _ in first })
        functions = Dictionary(
            declarations.functions.compactMap { place, body in byPlace[place].map { ($0.id, body) } },
            uniquingKeysWith: { first, _ in first })
        ownGlobals = Set(chunk.scopes.globals.filter(\.isWrite).map(\.name.text))
        let bodies = declarations.functions.merging(
            declarations.values.compactMapValues { value in
                if case .function(let body) = value.bare.kind { body } else { nil }
            }
        ) { first, _ in first }
        unusedBodies = bodies.compactMap { place, body in
            guard let variable = byPlace[place],
                variable.reads.allSatisfy({ body.range.contains($0.start) })
            else { return nil }
            return body.range
        }
        let uses = Uses(of: self)
        (changed, assigned, attempted) = (uses.changed, uses.assigned, uses.attempted)
    }

    func variable(declaredAt place: Int) -> Int? { byPlace[place]?.id }

    /// Whether a name that is declared there always stands for what it was declared with, so that its uses tell all.
    func isFollowed(declaredAt place: Int) -> Bool { byPlace[place]?.isConstant == true }

    /// Whether a variable's table may have got other fields since it was declared.
    func isChanged(_ name: Name) -> Bool { chunk.scopes.variable(of: name).map { changed.contains($0.id) } ?? true }

    /// The fields that a variable's table gets after it was declared; nil where they are not known.
    func fieldsAssigned(to name: Name) -> Set<String>? {
        guard let variable = chunk.scopes.variable(of: name) else { return nil }
        return changed.contains(variable.id) ? assigned[variable.id] : []
    }

    /// Whether a place is in a function that has a name which nothing uses, so that it never runs.
    func isUnused(_ place: Int) -> Bool {
        unusedBodies.contains { $0.contains(place) }
    }

    /// What a name was declared with, where it keeps that.
    func value(of name: Name) -> Expression? {
        guard let variable = chunk.scopes.variable(of: name), variable.isConstant else { return nil }
        return declared[variable.id]
    }

    /// The function that a name was declared as.
    private func function(of name: Name) -> FunctionBody? {
        guard let variable = chunk.scopes.variable(of: name), variable.isConstant else { return nil }
        return functions[variable.id]
    }

    /// The expression, or what the variable that it is was declared with.
    func resolved(_ expression: Expression) -> Expression {
        var expression = expression.bare
        for _ in 0..<Self.longestChain {
            guard case .name(let name) = expression.kind, let value = value(of: name) else { break }
            expression = value.bare
        }
        return expression
    }

    func isGlobal(_ name: Name) -> Bool { chunk.scopes.meaning(of: name) == .global }

    func thing(_ expression: Expression, depth: Int = 0) -> Thing {
        guard depth < Self.longestChain else { return .unknown }
        switch expression.kind {
        case .parenthesized(let inner): return thing(inner, depth: depth + 1)
        case .name(let name): return thing(of: name, depth: depth)
        case .function(let body): return .localFunction(body)
        case .field(let base, let name): return member(name.text, of: thing(base, depth: depth + 1))
        case .index(let base, let key):
            guard let name = key.literalText else { return .unknown }
            return member(name, of: thing(base, depth: depth + 1))
        case .call(let callee, let arguments):
            return answer(of: thing(callee, depth: depth + 1), arguments.values)
        case .methodCall(let base, let method, let arguments):
            let callee = member(method.text, of: thing(base, depth: depth + 1))
            return answer(of: callee, arguments.values)
        default: return .unknown
        }
    }

    private func thing(of name: Name, depth: Int) -> Thing {
        guard isGlobal(name) else {
            if let body = function(of: name) { return .localFunction(body) }
            return value(of: name).map { thing($0, depth: depth + 1) } ?? .unknown
        }
        guard !ownGlobals.contains(name.text) else { return .unknown }
        return Self.builtIn(name.text)
    }

    private static func builtIn(_ name: String) -> Thing {
        if name == "trakt" { return .group("") }
        if Environment.libraries[name] != nil { return .library(name) }
        return Environment.functions.contains(name) ? .function(name) : .unknown
    }

    func member(_ name: String, of base: Thing) -> Thing {
        switch base {
        case .library(let library):
            return Environment.libraries[library]?.contains(name) == true ? .function("\(library).\(name)") : .unknown
        case .group(let group): return Self.member(name, ofGroup: group)
        case .endpoint(let endpoint):
            return ["each", "all"].contains(name) ? .pages(endpoint, method: name) : .unknown
        case .set(let set): return set.methods.contains(name) ? .setMethod(set, name) : .unknown
        default: return .unknown
        }
    }

    private static func member(_ name: String, ofGroup group: String) -> Thing {
        if Thing.additions[group]?.contains(name) == true {
            return .addition(group.isEmpty ? name : "\(group).\(name)")
        }
        if group.isEmpty, let set = AccountSet(rawValue: name) { return set.isNamed ? .opener(set) : .set(set) }
        let full = group.isEmpty ? name : "\(group).\(name)"
        if let endpoint = Catalogue.endpoint(named: full) { return .endpoint(endpoint) }
        return Catalogue.names(under: full).isEmpty ? .unknown : .group(full)
    }

    private func answer(of callee: Thing, _ arguments: [Expression]) -> Thing {
        switch callee {
        case .function("require"):
            guard let name = arguments.first?.literalText, Environment.modules.contains(name) else { return .unknown }
            return Self.builtIn(name)
        case .opener(let set): return .set(set)
        case .endpoint(let endpoint):
            return .reading(Reading(source: .endpoint(endpoint), isWhole: false, arguments: arguments))
        case .pages(let endpoint, _):
            return .reading(Reading(source: .endpoint(endpoint), isWhole: true, arguments: arguments))
        case .setMethod(let set, "items"), .setMethod(let set, "since"):
            return .reading(Reading(source: .set(set), isWhole: true, arguments: arguments))
        case .addition(let name) where ["airings", "followed", "up_next"].contains(name):
            return .reading(Reading(source: .addition(name), isWhole: true, arguments: arguments))
        default: return .unknown
        }
    }
}

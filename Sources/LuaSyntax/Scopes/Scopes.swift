/// What the names of a script mean: which variable each stands for, or that it is a global.
package struct Scopes: Sendable {
    /// What a name stands for where it stands.
    package enum Meaning: Sendable, Hashable {
        /// A variable of the function in which the name stands, by its place in `variables`.
        case local(Int)
        /// A variable of a function around it.
        case captured(Int)
        case global
    }

    /// A name that no declaration covers.
    package struct GlobalUse: Sendable, Hashable {
        package let name: Name
        package let isWrite: Bool
    }

    package internal(set) var variables: [Variable] = []
    package internal(set) var globals: [GlobalUse] = []
    /// Names, labels and `...` that the compiler would refuse.
    package internal(set) var errors: [SyntaxError] = []
    var meanings: [Int: Meaning] = [:]

    package init(of block: Block) {
        var resolver = ScopeResolver()
        resolver.resolve(block)
        self = resolver.scopes
    }

    init() {}

    /// What a name stands for.
    package func meaning(of name: Name) -> Meaning { meanings[name.range.start] ?? .global }

    /// The variable that a name stands for; nil for a global.
    package func variable(of name: Name) -> Variable? {
        switch meaning(of: name) {
        case .local(let place), .captured(let place): variables[place]
        case .global: nil
        }
    }

    /// The variables that can be named at a place, the innermost first.
    package func variables(visibleAt offset: Int) -> [Variable] {
        variables.reversed().filter { $0.visible.start <= offset && offset <= $0.visible.end }
    }
}

/// A local variable or parameter.
package struct Variable: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case local, function, parameter, loop, `self`
    }

    /// Its place in `Scopes.variables`.
    package let id: Int
    package let name: Name
    package let kind: Kind
    /// `const` or `close`.
    package let attribute: String?
    /// Where it can be named.
    package internal(set) var visible: SourceRange
    package internal(set) var reads: [SourceRange] = []
    /// Assignments after the declaration.
    package internal(set) var writes: [SourceRange] = []
    package internal(set) var isCaptured = false

    init(id: Int, name: Name, kind: Kind, attribute: String?, visible: SourceRange) {
        self.id = id
        self.name = name
        self.kind = kind
        self.attribute = attribute
        self.visible = visible
    }

    /// True where it has one value as long as it lives.
    package var isConstant: Bool { writes.isEmpty }
}

internal import LuaSyntax

/// Which names a script gives a meaning of its own, and whether others keep theirs.
struct NameUse: SyntaxVisitor {
    /// What it declares or assigns.
    private(set) var own: Set<String> = []
    private var mentioned: Set<String> = []
    /// What it names of `trakt`.
    private var members: [String] = []
    private var traktMentions = 0
    /// Whether it closes variables, or jumps.
    private var isCrooked = false

    /// With these a script can change what others of its names mean, call without a call being written, or do several things
    /// at once.
    private static let doubtful: Set<String> = [
        "_G", "_ENV", "setmetatable", "getmetatable", "rawset", "debug", "load", "require", "all", "coroutine",
    ]

    init(in block: Block) { visit(block) }

    /// Whether a name that the script does not own is what Lua, or Moonreel, says it is, and nothing is called but where a call
    /// is written.
    var keepsMeanings: Bool {
        !isCrooked && !isTraktPassedOn && mentioned.isDisjoint(with: Self.doubtful)
            && own.isDisjoint(with: Self.doubtful.union(["trakt"]))
    }

    /// Whether it may ask other hosts, or sign in or out.
    var goesElsewhere: Bool { mentioned.contains("http") || members.contains("auth") }

    /// Whether `trakt` stands anywhere but before the name of what is wanted of it.
    private var isTraktPassedOn: Bool { traktMentions != members.count }

    mutating func see(_ statement: Statement) {
        switch statement.kind {
        case .local(let names, _):
            own.formUnion(names.map(\.name.text))
            if names.contains(where: { $0.attribute?.text == "close" }) { isCrooked = true }
        case .assignment(let targets, _): own.formUnion(targets.compactMap(\.plainName))
        case .numericFor(let name, _, _, _, _): own.insert(name.text)
        case .genericFor(let names, _, _): own.formUnion(names.map(\.text))
        case .function(let name, let body):
            if let assigned = name.target.plainName, name.method == nil { own.insert(assigned) }
            own.formUnion(body.parameters.map(\.text))
        case .localFunction(let name, let body):
            own.insert(name.text)
            own.formUnion(body.parameters.map(\.text))
        case .goto, .label: isCrooked = true
        default: break
        }
    }

    mutating func see(_ expression: Expression) {
        switch expression.kind {
        case .name(let name):
            mentioned.insert(name.text)
            if name.text == "trakt" { traktMentions += 1 }
        case .field(let base, let name): if base.plainName == "trakt" { members.append(name.text) }
        case .function(let body): own.formUnion(body.parameters.map(\.text))
        default: break
        }
    }
}

internal import LuaSyntax
internal import Trakt
internal import Wording

extension Inspector {
    // MARK: Globals

    mutating func checkGlobals() {
        let hasOwnWays = script.chunk.scopes.globals.contains { $0.name.text == "_G" } || requiresFiles
        var assigned: Set<String> = []
        for use in script.chunk.scopes.globals where !isFull {
            if use.isWrite {
                guard assigned.insert(use.name.text).inserted else { continue }
                noteAssignment(to: use.name)
            } else if !hasOwnWays || Environment.leftOut[use.name.text] != nil {
                checkGlobal(use.name)
            }
        }
    }

    /// A module of the script's own may make globals.
    private var requiresFiles: Bool {
        survey.calls.contains { call in
            guard case .function("require") = call.callee else { return false }
            return call.arguments.first?.literalText.map { !Environment.modules.contains($0) } ?? true
        }
    }

    private mutating func noteAssignment(to name: Name) {
        let locals = script.chunk.scopes.variables(visibleAt: name.range.start).map(\.name.text)
        let sentence =
            Environment.globals.contains(name.text)
            ? "this takes the place of '\(name.text)', which is the environment's"
            : "'\(name.text)' is a global: write local where it is first assigned"
        add(.globalAssignment, name.range, sentence, meant: near(name.text, locals))
    }

    private mutating func checkGlobal(_ name: Name) {
        guard !Environment.globals.contains(name.text), !script.ownGlobals.contains(name.text) else { return }
        let place = survey.surroundings(of: name.range)
        if let reason = Environment.leftOut[name.text] {
            return add(.notAvailable, name.range, "a script has no '\(name.text)': \(reason)", in: place)
        }
        let locals = script.chunk.scopes.variables(visibleAt: name.range.start).map(\.name.text)
        let known = locals + (script.ownGlobals.union(Environment.globals)).sorted()
        add(
            .unknownGlobal, name.range, "there is no '\(name.text)': it is never assigned",
            meant: Spelling.nearest(to: name.text, among: known), in: place)
    }

    /// Only what is very near: a global may be meant.
    private func near(_ word: String, _ known: [String]) -> String? {
        known.first { $0 != word && word.count > 3 && Spelling.distance($0, word) == 1 }
    }

    // MARK: Fields

    mutating func checkAccesses() {
        for access in survey.accesses where !isFull {
            let base = script.thing(access.base)
            if access.use == .write {
                checkWrite(of: access, base)
            } else {
                checkRead(of: access, base)
            }
        }
    }

    private mutating func checkWrite(of access: Access, _ base: Thing) {
        let owner: String? =
            switch base {
            case .library(let name): name
            case .group(let name): label(name)
            case .endpoint(let endpoint): label(endpoint.id)
            case .set(let set) where set != .list: label(set.rawValue)
            default: nil
            }
        guard let owner else { return }
        add(
            .readOnly, access.name.range, "'\(access.name.text)' cannot be set: \(owner) is read-only",
            in: access.surroundings)
    }

    private mutating func checkRead(of access: Access, _ base: Thing) {
        let name = access.name.text
        let place = access.surroundings
        switch base {
        case .library(let library): checkField(access, of: library)
        case .group(let group):
            guard case .unknown = script.member(name, of: base) else { return }
            let known = Thing.names(in: group)
            let meant = Spelling.nearest(to: name, among: known)
            let rest = meant == nil ? "; there are \(shortened(known))" : ""
            add(.unknownEndpoint, access.name.range, "\(label(group)) has no '\(name)'\(rest)", meant: meant, in: place)
        case .endpoint(let endpoint):
            let known = ["all", "each", "id", "method", "path", "summary"]
            guard !known.contains(name) else { return }
            let meant = Spelling.nearest(to: name, among: known)
            add(
                .unknownField, access.name.range,
                "\(label(endpoint.id)) has no '\(name)': it is called, alone or with :each or :all", meant: meant,
                in: place)
        case .set(let set): checkMethod(access, of: set)
        default: return
        }
    }

    private mutating func checkField(_ access: Access, of library: String) {
        let name = access.name.text
        guard let known = Environment.libraries[library], !known.contains(name) else { return }
        let isCalled = access.use == .call || access.use == .methodCall
        if let reason = Environment.leftOut["\(library).\(name)"] {
            // Asking whether it is there is no mistake.
            guard isCalled else { return }
            return add(
                .notAvailable, access.name.range, "a script has no '\(library).\(name)': \(reason)",
                in: access.surroundings)
        }
        let meant = Spelling.nearest(to: name, among: known.sorted())
        guard isCalled || meant != nil else { return }
        add(.unknownField, access.name.range, "\(library) has no '\(name)'", meant: meant, in: access.surroundings)
    }

    private mutating func checkMethod(_ access: Access, of set: AccountSet) {
        let name = access.name.text
        // A list also has its own fields, whatever Trakt says of it.
        guard !set.methods.contains(name), set != .list || access.use == .methodCall else { return }
        if set == .hidden, access.use == .read { return }
        let meant = Spelling.nearest(to: name, among: set.methods)
        let rest = meant == nil ? "; it has \(set.methods.joined(separator: ", "))" : ""
        add(
            .unknownMethod, access.name.range, "\(label(set.rawValue)) has no '\(name)'\(rest)", meant: meant,
            in: access.surroundings)
    }

    func label(_ name: String) -> String { name.isEmpty ? "trakt" : "trakt.\(name)" }

    private func shortened(_ names: [String]) -> String {
        names.count <= 12 ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + ", …"
    }
}

extension Survey {
    /// What is around a global's name: what is around the call or field it is in.
    func surroundings(of range: SourceRange) -> Surroundings? {
        accesses.first { $0.base.range.contains(range.start) }?.surroundings
            ?? calls.last { $0.expression.range.contains(range.start) }?.surroundings
    }
}

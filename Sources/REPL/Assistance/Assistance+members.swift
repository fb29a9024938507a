internal import LineEditing
internal import Trakt

extension Assistance {
    func members(of path: ValuePath, isMethod: Bool) async -> [Completions.Candidate] {
        if let name = path.nameInTrakt { return membersOfTrakt(name, isMethod: isMethod) }
        guard let value = await knowledge.value(at: path.steps) else { return [] }
        let names = value.members.filter { LuaLiteral.isName($0.text) }
        switch value.kind {
        case .other: return names
        case .string: return isMethod ? await knowledge.value(at: [.name("string")])?.members ?? [] : []
        case .instant: return isMethod ? Methods.ofInstants : names
        case .date: return isMethod ? Methods.ofDates : names
        case .set: return isMethod ? Methods.ofSets : names
        case .endpoint: return isMethod ? Methods.ofEndpoints : Methods.fieldsOfEndpoints
        }
    }

    private func membersOfTrakt(_ name: String, isMethod: Bool) -> [Completions.Candidate] {
        if let endpoint = Catalogue.endpoint(named: name) {
            guard isMethod else { return Methods.fieldsOfEndpoints }
            return endpoint.isWrite ? [] : Methods.ofEndpoints
        }
        if isMethod { return Methods.ofSet(named: name) ?? [] }
        let additions = Self.additions[name] ?? []
        return (Self.names(under: name) + additions).sorted { $0.text < $1.text }
    }

    static let additions: [String: [Completions.Candidate]] = [
        "": Methods.additions,
        "auth": [
            .init("signed_in", note: "whether there is an account"), .init("user", note: "whose account it is"),
        ],
        "search": [.init("escape", note: "a text as words to look for")],
    ]

    /// The catalogue's names below one, each with what it does.
    static func names(under name: String) -> [Completions.Candidate] {
        Catalogue.names(under: name).map { part in
            let full = name.isEmpty ? part : name + "." + part
            return .init(part, note: Catalogue.endpoint(named: full)?.summary ?? "group")
        }
    }
}

internal import Trakt

/// A thing as the account has it: what a reading of the watchlist, of ratings, of plays and so on answers for it.
struct AccountEntry: Sendable, Hashable {
    let kind: ItemKind
    /// The answer's object, without what is told of the thing itself beside its names.
    let document: JSONValue

    /// Nil for what is no entry of a thing.
    init?(_ document: JSONValue) {
        let kind =
            document["type"]?.string.flatMap(ItemKind.init)
            ?? ItemKind.allCases.last {
                document[$0.rawValue] != nil
            }
        guard let kind, document[kind.rawValue] != nil else { return nil }
        self.kind = kind
        var members = document.object ?? [:]
        members["type"] = .string(kind.rawValue)
        for name in [kind, .show].map(\.rawValue) {
            members[name] = members[name].map(Self.names)
        }
        self.document = .object(members.filter { !$0.value.isNull })
    }

    private static func names(_ thing: JSONValue) -> JSONValue {
        let kept = ["ids", "title", "year", "name", "username", "season", "number"]
        return .object((thing.object ?? [:]).filter { kept.contains($0.key) && !$0.value.isNull })
    }

    subscript(name: String) -> JSONValue? { document[name] }

    var thing: JSONValue { document[kind.rawValue] ?? .null }
    var names: NamedItem.Names { NamedItem.Names(thing) }
    /// Its show, for a season or an episode.
    var show: NamedItem.Names? {
        kind == .season || kind == .episode ? document["show"].map { NamedItem.Names($0) } : nil
    }
    var season: Int64? { kind == .season ? thing["number"]?.integer : thing["season"]?.integer }
    /// Its place on a list, from 1.
    var rank: Int64? { document["rank"]?.integer }
    var number: Int64? { kind == .episode ? thing["number"]?.integer : nil }

    /// What tells the thing from all others, the same in every reading: `movie:trakt:507`.
    var key: String {
        for scheme in NamedItem.Names.schemes {
            if let id = names.ids[scheme] { return "\(kind.rawValue):\(scheme):\(id)" }
        }
        return "\(kind.rawValue):title:\(names.title ?? "")"
    }

    /// What a person calls it.
    var title: String {
        let own = names.title ?? key
        let show = document["show"]?["title"]?.string
        switch kind {
        case .movie, .show: return names.year.map { "\(own) (\($0))" } ?? own
        case .season: return [show, season.map { "season \($0)" }].compactMap(\.self).joined(separator: ", ")
        case .episode:
            let place = season.flatMap { season in number.map { "\(season)x\($0)" } }
            return [show, place].compactMap(\.self).joined(separator: " ")
        case .person, .user: return own
        }
    }

    /// How a request names it, with what it says of it.
    func item(with fields: [String: JSONValue] = [:]) -> JSONValue {
        let ids = names.ids.min { Self.rank($0.key) < Self.rank($1.key) }
        var members = fields.filter { !$0.value.isNull }
        if let ids {
            members["ids"] = [ids.key: Int64(ids.value).map { .integer($0) } ?? .string(ids.value)]
        } else {
            members["title"] = names.title.map { .string($0) }
            members["year"] = names.year.map { .integer($0) }
        }
        return .object(members)
    }

    private static func rank(_ scheme: String) -> Int {
        NamedItem.Names.schemes.firstIndex(of: scheme) ?? NamedItem.Names.schemes.count
    }
}

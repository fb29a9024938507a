internal import Trakt

/// What a change is about: a movie, a show and so on by Trakt's own id, a user by the slug.
struct Thing: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case movie, show, season, episode, person, user

        /// The name of its array in the bodies and answers of sync calls.
        var plural: String { self == .person ? "people" : rawValue + "s" }

        /// Reads "movie" and "movies".
        init?(anyForm text: some StringProtocol) {
            guard let kind = Self.allCases.first(where: { $0.rawValue == text || $0.plural == text }) else {
                return nil
            }
            self = kind
        }

        /// The kind of an entry that does not say its type: an episode and a season bring their show along.
        fileprivate static let bySpecificity: [Kind] = [.episode, .season, .movie, .show, .person, .user]
    }

    let kind: Kind
    let id: String

    var key: String { "\(kind.rawValue):\(id)" }

    init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// The thing that an object of Trakt's is; nil when its ids are missing.
    init?(_ kind: Kind, object: JSONValue?) {
        let id = kind == .user ? object?["ids"]?["slug"]?.string : object?["ids"]?["trakt"]?.integer.map { String($0) }
        guard let id else { return nil }
        self.init(kind, id)
    }

    /// The thing as an entry of a holding, with nothing but its name; nil for a kind that no holding has.
    var entry: AccountEntry? {
        let name = kind == .user ? "slug" : "trakt"
        return AccountEntry([
            "type": .string(kind.rawValue),
            kind.rawValue: ["ids": [name: Int64(id).map { .integer($0) } ?? .string(id)]],
        ])
    }

    /// What an entry of a list, of the history or the like is about.
    init?(entry: JSONValue) {
        let said = entry["type"]?.string.flatMap { Kind(anyForm: $0) }
        guard let kind = said ?? Kind.bySpecificity.first(where: { entry[$0.rawValue]?.object != nil }) else {
            return nil
        }
        self.init(kind, object: entry[kind.rawValue])
    }
}

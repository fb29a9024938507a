/// A movie, show, season, episode, person, user or list as Trakt answers it, alone or wrapped in an entry of a list,
/// history or calendar, and the ids that can be read from it.
struct MediaObject {
    let members: [String: JSONValue]

    /// The members that wrap something with ids.
    static let wrappers = ["movie", "show", "season", "episode", "person", "user", "list"]
    /// The members that are an id by themselves: `{ imdb = "tt0903747" }`.
    static let idNames = ["trakt", "slug", "imdb", "tmdb", "tvdb"]

    init?(_ value: JSONValue) {
        guard case .object(let members) = value, Self.isOne(value) else { return nil }
        self.members = members
    }

    /// Whether a table names something, rather than holding named values.
    static func isOne(_ value: JSONValue) -> Bool {
        guard case .object(let members) = value else { return false }
        if members["ids"]?.object != nil { return true }
        if wrappers.contains(where: { members[$0]?["ids"] != nil }) { return true }
        return idNames.contains { members[$0]?.string != nil || members[$0]?.integer != nil }
    }

    /// The object of this kind inside an entry, for example the show of a calendar entry.
    func wrapped(_ name: String) -> [String: JSONValue]? {
        guard let inner = members[name]?.object, inner["ids"]?.object != nil else { return nil }
        return inner
    }

    /// The value for a path's parameter, or nil where this object has none.
    func value(for subject: Parameter.Subject) -> JSONValue? {
        switch subject {
        case .movie: id(of: "movie", preferring: ["trakt", "slug", "imdb"])
        case .show: id(of: "show", preferring: ["trakt", "slug", "imdb"])
        case .season: seasonNumber
        case .episode: episodeNumber
        case .user: id(of: "user", preferring: ["slug"]) ?? username
        case .list: id(of: "list", preferring: ["trakt", "slug"])
        case .publicList: id(of: "list", preferring: ["trakt"])
        case .person: id(of: "person", preferring: ["trakt", "slug", "imdb"])
        case .comment: ownID(inside: "comment")
        case .note: ownID(inside: "note")
        case .media: mediaID
        case .entry: members["id"].flatMap { $0.integer == nil ? nil : $0 }
        }
    }

    /// The number of a comment or note, which stands beside what it is about or wrapped in an entry.
    private func ownID(inside wrapper: String) -> JSONValue? {
        let holder = members[wrapper]?.object ?? members
        return holder["id"].flatMap { $0.integer == nil ? nil : $0 }
    }

    private func id(of wrapper: String, preferring names: [String]) -> JSONValue? {
        if let inner = wrapped(wrapper) { return Self.id(in: inner, preferring: names) }
        // An entry that wraps something else has no such thing: its own ids, if any, are not the wanted ones.
        if isEntry, wrapper != "list" { return nil }
        return Self.id(in: members, preferring: names)
    }

    private var isEntry: Bool { Self.wrappers.contains { wrapped($0) != nil } }

    private static func id(in members: [String: JSONValue], preferring names: [String]) -> JSONValue? {
        let ids = members["ids"]?.object ?? members
        return names.lazy.compactMap { ids[$0] }.first { $0.string?.isEmpty == false || $0.integer != nil }
    }

    private var username: JSONValue? {
        (members["user"] ?? .object(members))["username"].flatMap { $0.string == nil ? nil : $0 }
    }

    private var seasonNumber: JSONValue? {
        if let season = members["season"]?.object { return season["number"] }
        if let episode = members["episode"]?.object { return episode["season"] }
        if members["season"]?.integer != nil { return members["season"] }
        return members["number"]
    }

    private var episodeNumber: JSONValue? {
        if let episode = members["episode"]?.object { return episode["number"] }
        return members["number"]
    }

    /// The Trakt number of the thing itself: of the episode where an entry has show and episode.
    private var mediaID: JSONValue? {
        let names = [members["type"]?.string].compactMap(\.self) + ["episode", "season", "movie", "show"]
        for name in names {
            if let inner = wrapped(name) { return Self.id(in: inner, preferring: ["trakt"]) }
        }
        return isEntry ? nil : Self.id(in: members, preferring: ["trakt"])
    }
}

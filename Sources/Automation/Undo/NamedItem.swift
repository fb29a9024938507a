internal import Trakt

/// A thing as a request names it: by ids, by title, or as a season or an episode of a show by its number.
struct NamedItem: Sendable, Hashable {
    var kind: ItemKind
    var names: Names
    /// The show of a season or an episode that is named by numbers.
    var show: Names?
    var season: Int64?
    var number: Int64?
    /// What the request says of it beside its name, at whatever depth that stands.
    var fields: [String: JSONValue] = [:]

    /// How a thing is told from others of its kind.
    struct Names: Sendable, Hashable {
        /// In which order Trakt looks at ids.
        static let schemes = ["trakt", "imdb", "tmdb", "tvdb", "slug"]

        /// "trakt" is "507", and so on.
        var ids: [String: String]
        var title: String?
        var year: Int64?

        init(_ item: JSONValue) {
            ids = (item["ids"]?.object ?? [:]).compactMapValues { $0.string ?? $0.integer.map { String($0) } }
            title = item["title"]?.string ?? item["name"]?.string ?? item["username"]?.string
            year = item["year"]?.integer
        }

        init(ids: [String: String]) {
            self.ids = ids
        }
    }
}

extension NamedItem {
    private static let identity: Set<String> = [
        "ids", "title", "year", "name", "username", "seasons", "episodes", "number", "season",
    ]

    /// Everything that the body of a request names, single seasons and episodes for those inside of shows.
    static func all(in body: JSONValue) -> [NamedItem] {
        ItemKind.allCases.flatMap { kind in (body[kind.plural]?.array ?? []).flatMap { all(kind, $0) } }
    }

    private static func all(_ kind: ItemKind, _ item: JSONValue) -> [NamedItem] {
        let names = Names(item)
        let fields = fields(of: item, over: [:])
        guard kind == .show, let seasons = item["seasons"]?.array else {
            return [NamedItem(kind: kind, names: names, fields: fields)]
        }
        return seasons.flatMap { season -> [NamedItem] in
            let fields = self.fields(of: season, over: fields)
            let ofSeason = NamedItem(
                kind: .season, names: Names(ids: [:]), show: names, season: season["number"]?.integer, fields: fields)
            guard let episodes = season["episodes"]?.array else { return [ofSeason] }
            return episodes.map { episode in
                var ofEpisode = ofSeason
                ofEpisode.kind = .episode
                ofEpisode.number = episode["number"]?.integer
                ofEpisode.fields = self.fields(of: episode, over: fields)
                return ofEpisode
            }
        }
    }

    private static func fields(of item: JSONValue, over outer: [String: JSONValue]) -> [String: JSONValue] {
        outer.merging((item.object ?? [:]).filter { !identity.contains($0.key) }) { _, inner in inner }
    }
}

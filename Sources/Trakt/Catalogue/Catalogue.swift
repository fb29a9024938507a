/// Every endpoint Moonreel knows.
///
/// A new endpoint is one property of its group; a new group is one file and one line of ``groups``.
public enum Catalogue {
    public static let search = Search()
    public static let calendars = Calendars()
    public static let lists = Lists()
    public static let userLists = UserLists()
    public static let sync = Sync()
    public static let syncHistory = SyncHistory()
    public static let syncCollection = SyncCollection()
    public static let syncRatings = SyncRatings()
    public static let syncWatchlist = SyncWatchlist()
    public static let syncFavorites = SyncFavorites()
    public static let users = Users()
    public static let movies = Movies()
    public static let shows = Shows()
    public static let seasons = Seasons()
    public static let episodes = Episodes()
    public static let vocabularies = Vocabularies()
    public static let auth = Auth()

    private static let groups: [any EndpointGroup] = [
        search, calendars, lists, userLists, sync, syncHistory, syncCollection, syncRatings, syncWatchlist,
        syncFavorites, users, movies, shows, seasons, episodes, vocabularies, auth,
    ]

    /// All endpoints, group by group.
    public static let all: [Endpoint] = groups.flatMap(\.endpoints)

    private static let byName: [String: Endpoint] = {
        var endpoints: [String: Endpoint] = [:]
        for endpoint in all {
            for name in [endpoint.id] + endpoint.aliases { endpoints[name] = endpoint }
        }
        return endpoints
    }()

    private static let children: [String: [String]] = {
        var children: [String: Set<String>] = [:]
        for name in byName.keys {
            var prefix = ""
            for part in name.split(separator: ".") {
                children[prefix, default: []].insert(String(part))
                prefix += prefix.isEmpty ? part : "." + part
            }
        }
        return children.mapValues { $0.sorted() }
    }()

    /// The endpoint of this name or alias, for example `sync.history.get`.
    public static func endpoint(named name: String) -> Endpoint? { byName[name] }

    /// The next part of every name below a prefix, sorted: `names(under: "sync")` has "history", "watched", …
    /// The empty prefix gives the groups. Empty where the prefix is an endpoint or nothing.
    public static func names(under prefix: String) -> [String] { children[prefix] ?? [] }

    /// The catalogue's name that a misspelt one most likely meant.
    public static func nearestName(to name: String) -> String? {
        Spelling.nearest(to: name, among: all.map(\.id))
    }
}

/// Endpoints that belong together. Its properties are the endpoints.
public protocol EndpointGroup: Sendable {}

extension EndpointGroup {
    /// The endpoints of the group, in the order they are written.
    public var endpoints: [Endpoint] {
        // Reading them from the properties keeps "add an endpoint" at writing one value.
        Mirror(reflecting: self).children.compactMap { $0.value as? Endpoint }
    }
}

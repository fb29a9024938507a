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
    public static let showProgress = ShowProgress()
    public static let media = Media()
    public static let people = People()
    public static let upkeep = Upkeep()
    public static let recommendations = Recommendations()
    public static let comments = Comments()
    public static let commentReactions = CommentReactions()
    public static let notes = Notes()
    public static let checkin = Checkin()
    public static let scrobble = Scrobble()
    public static let smartLists = SmartLists()
    public static let userNetwork = UserNetwork()
    public static let userRequests = UserRequests()
    public static let userComments = UserComments()
    public static let userReviews = UserReviews()
    public static let userSavedFilters = UserSavedFilters()
    public static let userSyncs = UserSyncs()
    public static let userPlex = UserPlex()
    public static let younify = Younify()
    public static let watchnow = Watchnow()
    public static let team = Team()
    public static let vocabularies = Vocabularies()
    public static let auth = Auth()

    private static let groups: [any EndpointGroup] = [
        search, calendars, lists, userLists, smartLists, sync, syncHistory, syncCollection, syncRatings,
        syncWatchlist, syncFavorites, users, userNetwork, userRequests, userComments, userReviews, userSavedFilters,
        userSyncs, userPlex, movies, shows, showProgress, seasons, episodes, media, people, upkeep, recommendations,
        comments, commentReactions, notes, checkin, scrobble, younify, watchnow, team, vocabularies, auth,
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

    /// The names of endpoints and groups that a misspelt one may have meant, nearest first, at most three: those spelt
    /// alike, then those that end alike, as `history` for `sync.history`.
    package static func nearestNames(to name: String) -> [String] {
        let known = all.map(\.id) + children.keys.filter { !$0.isEmpty }.sorted()
        let alike = Spelling.near(name, among: known)
        let ending = known.filter { $0.hasSuffix("." + name) }
        return Array((alike + ending.filter { !alike.contains($0) }).prefix(3))
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

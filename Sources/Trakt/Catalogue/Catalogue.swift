internal import Synchronization
internal import Wording

/// Every endpoint Moonreel knows.
///
/// A new endpoint is one property of its group; a new group is one file, one property here and its place in `groups`.
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
    public static let showProgress = ProgressOfShows()
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

    /// The groups, and with which words the names in them begin. A group is built when one of its words is used, so
    /// that a script that calls one endpoint does not wait for all.
    private static let groups: [(words: [String], group: @Sendable () -> any EndpointGroup)] = [
        (["search"], { search }), (["calendars"], { calendars }),
        (["lists", "users"], { lists }), (["users"], { userLists }), (["smart_lists", "users"], { smartLists }),
        (["sync"], { sync }), (["sync"], { syncHistory }), (["sync"], { syncCollection }), (["sync"], { syncRatings }),
        (["sync"], { syncWatchlist }), (["sync"], { syncFavorites }),
        (["users"], { users }), (["users"], { userNetwork }), (["users"], { userRequests }),
        (["users"], { userComments }), (["users"], { userReviews }), (["users"], { userSavedFilters }),
        (["users"], { userSyncs }), (["users"], { userPlex }),
        (["movies"], { movies }), (["shows"], { shows }), (["shows"], { showProgress }), (["seasons"], { seasons }),
        (["episodes"], { episodes }), (["media"], { media }), (["people"], { people }),
        (["movies", "shows", "seasons", "episodes", "people"], { upkeep }),
        (["recommendations"], { recommendations }), (["comments"], { comments }), (["comments"], { commentReactions }),
        (["notes"], { notes }), (["checkin"], { checkin }), (["scrobble"], { scrobble }), (["younify"], { younify }),
        (["watchnow"], { watchnow }), (["team"], { team }),
        (["certifications", "countries", "genres", "languages", "networks"], { vocabularies }),
        (["auth"], { auth }),
    ]

    /// All endpoints, group by group.
    public static let all: [Endpoint] = groups.flatMap { $0.group().endpoints }

    private static let words = Set(groups.flatMap(\.words)).sorted()

    /// The names that begin with one word.
    private struct Branch {
        var endpoints: [String: Endpoint] = [:]
        var children: [String: [String]] = [:]
    }

    private static let branches = Mutex<[String: Branch]>([:])

    private static func branch(of name: String) -> Branch? {
        let word = String(name.prefix { $0 != "." })
        guard words.contains(word) else { return nil }
        return branches.withLock { branches in
            if let branch = branches[word] { return branch }
            let branch = newBranch(word)
            branches[word] = branch
            return branch
        }
    }

    private static func newBranch(_ word: String) -> Branch {
        var branch = Branch()
        for endpoint in groups.filter({ $0.words.contains(word) }).flatMap({ $0.group().endpoints }) {
            for name in [endpoint.id] + endpoint.aliases where name.hasPrefix(word + ".") {
                branch.endpoints[name] = endpoint
            }
        }
        var children: [String: Set<String>] = [:]
        for name in branch.endpoints.keys {
            var prefix = word
            for part in name.split(separator: ".").dropFirst() {
                children[prefix, default: []].insert(String(part))
                prefix += "." + part
            }
        }
        branch.children = children.mapValues { $0.sorted() }
        return branch
    }

    /// The endpoint of this name or alias, for example `sync.history.get`.
    public static func endpoint(named name: String) -> Endpoint? { branch(of: name)?.endpoints[name] }

    /// The next part of every name below a prefix, sorted: `names(under: "sync")` has "history", "watched", …
    /// The empty prefix gives the groups. Empty where the prefix is an endpoint or nothing.
    public static func names(under prefix: String) -> [String] {
        prefix.isEmpty ? words : branch(of: prefix)?.children[prefix] ?? []
    }

    /// The catalogue's name that a misspelt one most likely meant.
    public static func nearestName(to name: String) -> String? {
        Spelling.nearest(to: name, among: all.map(\.id))
    }

    /// The names of endpoints and groups that a misspelt one may have meant, nearest first, at most three: those spelt
    /// alike, then those that end alike, as `history` for `sync.history`.
    package static func nearestNames(to name: String) -> [String] {
        let known = all.map(\.id) + words.flatMap { branch(of: $0)?.children.keys.sorted() ?? [] }
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

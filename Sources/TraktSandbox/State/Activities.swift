/// One key of `GET /sync/last_activities`, as `group.key`, in the order of the documentation.
enum Activity: String, Sendable, Hashable, Codable, CaseIterable {
    case moviesWatched = "movies.watched_at"
    case moviesCollected = "movies.collected_at"
    case moviesRated = "movies.rated_at"
    case moviesWatchlisted = "movies.watchlisted_at"
    case moviesFavorited = "movies.favorited_at"
    case moviesCommented = "movies.commented_at"
    case moviesPaused = "movies.paused_at"
    case moviesHidden = "movies.hidden_at"
    case episodesWatched = "episodes.watched_at"
    case episodesCollected = "episodes.collected_at"
    case episodesRated = "episodes.rated_at"
    case episodesWatchlisted = "episodes.watchlisted_at"
    case episodesCommented = "episodes.commented_at"
    case episodesPaused = "episodes.paused_at"
    case showsRated = "shows.rated_at"
    case showsWatchlisted = "shows.watchlisted_at"
    case showsFavorited = "shows.favorited_at"
    case showsCommented = "shows.commented_at"
    case showsHidden = "shows.hidden_at"
    case showsDropped = "shows.dropped_at"
    case seasonsRated = "seasons.rated_at"
    case seasonsWatchlisted = "seasons.watchlisted_at"
    case seasonsCommented = "seasons.commented_at"
    case seasonsHidden = "seasons.hidden_at"
    case commentsLiked = "comments.liked_at"
    case commentsReacted = "comments.reacted_at"
    case commentsBlocked = "comments.blocked_at"
    case listsLiked = "lists.liked_at"
    case listsReacted = "lists.reacted_at"
    case listsUpdated = "lists.updated_at"
    case listsCommented = "lists.commented_at"
    case watchlistUpdated = "watchlist.updated_at"
    case favoritesUpdated = "favorites.updated_at"
    case collaborationsUpdated = "collaborations.updated_at"
    case settings = "account.settings_at"
    case followed = "account.followed_at"
    case following = "account.following_at"
    case pending = "account.pending_at"
    case requested = "account.requested_at"
    case savedFiltersUpdated = "saved_filters.updated_at"
    case notesUpdated = "notes.updated_at"

    static func watched(_ kind: MediaKind) -> Activity? {
        switch kind {
        case .movie: .moviesWatched
        case .episode: .episodesWatched
        default: nil
        }
    }

    static func collected(_ kind: MediaKind) -> Activity? {
        switch kind {
        case .movie: .moviesCollected
        case .episode: .episodesCollected
        default: nil
        }
    }

    static func rated(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).rated_at") }
    static func watchlisted(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).watchlisted_at") }
    static func favorited(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).favorited_at") }
    static func hidden(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).hidden_at") }
    static func commented(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).commented_at") }
    static func paused(_ kind: MediaKind) -> Activity? { Activity(rawValue: "\(kind.plural).paused_at") }
}

/// When each part of an account last changed.
struct Activities: Sendable, Codable {
    private var moments: [Activity: Timestamp] = [:]
    private var start: Timestamp

    init(start: Timestamp) {
        self.start = start
    }

    subscript(activity: Activity) -> Timestamp { moments[activity] ?? start }

    var all: Timestamp { moments.values.max() ?? start }

    /// Notes a change. The key and `all` always move, also when two changes fall into the same millisecond of a clock
    /// that stands still: a client that compares keys must see every change.
    mutating func touch(_ activity: Activity?, at now: Timestamp) {
        guard let activity else { return }
        moments[activity] = max(now, Timestamp(milliseconds: all.milliseconds + 1))
    }

    /// Notes a change of the past, which moves the key only when it is later than the last one.
    mutating func record(_ activity: Activity?, at moment: Timestamp) {
        guard let activity else { return }
        moments[activity] = max(moment, self[activity])
    }

    var json: JSONValue {
        var json: JSONValue = ["all": .date(all)]
        for activity in Activity.allCases {
            let parts = activity.rawValue.split(separator: ".").map(String.init)
            var group = json[parts[0]] ?? [:]
            group[parts[1]] = .date(self[activity])
            json[parts[0]] = group
        }
        return json
    }
}

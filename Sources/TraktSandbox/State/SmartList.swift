/// A stored query: its items are looked for whenever it is read.
struct SmartList: Sendable, Codable {
    /// Which titles the filters choose from.
    enum Source: String, Sendable, Codable, CaseIterable {
        case trending, popular, anticipated, recommendations, discover, watchlist, library
    }

    /// Which kinds of titles the items are.
    enum Media: String, Sendable, Codable, CaseIterable {
        case movies, shows, media
    }

    enum Privacy: String, Sendable, Codable, CaseIterable {
        case `public`, `private`, friends
    }

    var id: Int
    /// Unique among the smart lists of all users.
    var slug: String
    var name: String
    var source: Source
    var media: Media
    var privacy: Privacy
    var filters: SmartListFilters
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// The filters of a smart list, by their names in the API.
struct SmartListFilters: Sendable, Hashable, Codable {
    var lists: [String: [String]] = [:]
    /// Two numbers each, ends included.
    var ranges: [String: [Double]] = [:]
    var flags: [String: Bool] = [:]
    /// `and` or `or`, by the name of the list they join.
    var operators: [String: String] = [:]

    static let listNames = [
        "genres", "subgenres", "certifications", "languages", "countries", "statuses", "networks", "keywords",
        "watchnow",
    ]

    static let rangeNames = [
        "years", "ratings", "runtimes", "imdb_ratings", "rt_meters", "rt_user_meters", "letterboxd_ratings",
        "mal_ratings",
    ]

    static let flagNames = [
        "ignore_watched", "ignore_watchlisted", "ignore_watching", "ignore_unreleased", "ignore_released",
        "ignore_ended", "ignore_airing", "ignore_no_release_date",
    ]

    static let operatorNames = ["genres_operator", "keywords_operator"]
}

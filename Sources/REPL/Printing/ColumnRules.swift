/// Where a column stands in a table, and which is left out first where there is no room.
struct ColumnRule: Hashable {
    /// From left to right.
    let place: Int
    /// The higher, the sooner it is left out.
    let expendability: Int
    /// Whether it may be cut: it is text without a fixed length.
    let isFlexible: Bool

    /// The rule of a column of this name; what no rule names comes behind the titles.
    static func named(_ name: String) -> ColumnRule { known[name] ?? other }

    private static let other = ColumnRule(place: 500, expendability: 4, isFlexible: true)

    private static let known: [String: ColumnRule] = {
        var rules: [String: ColumnRule] = [:]
        for (place, row) in rows.enumerated() {
            let place = place < titles.count ? place : place + 1000
            rules[row.0] = ColumnRule(place: place, expendability: row.1, isFlexible: row.2)
        }
        return rules
    }()

    private static let rows = titles + beside

    /// What says what a row is about, and what most lists are read for.
    private static let titles: [(String, Int, Bool)] = [
        ("rank", 4, false), ("first_aired", 1, false), ("watched_at", 1, false), ("type", 2, false),
        ("title", 0, true), ("name", 0, true), ("username", 0, true), ("code", 1, false), ("year", 3, false),
        ("season", 1, false), ("episode", 1, false), ("episode title", 5, true), ("comment", 0, true),
        ("characters", 2, true), ("jobs", 2, true), ("user", 3, true), ("rating", 1, false), ("plays", 1, false),
        ("progress", 1, false), ("completed", 1, false), ("next", 2, true), ("last_watched_at", 1, false),
        ("collected_at", 1, false), ("last_collected_at", 1, false), ("rated_at", 2, false), ("listed_at", 2, false),
        ("paused_at", 2, false), ("hidden_at", 2, false), ("action", 4, true),
    ]

    /// What comes behind everything that has no rule.
    private static let beside: [(String, Int, Bool)] = [
        ("item_count", 3, false), ("likes", 4, false), ("privacy", 4, false), ("released", 5, false),
        ("runtime", 6, false), ("status", 6, false), ("aired_episodes", 6, false), ("episode_count", 4, false),
        ("network", 7, true), ("certification", 8, false), ("votes", 8, false), ("genres", 8, true),
        ("score", 7, false), ("notes", 6, true), ("trakt", 3, false), ("slug", 6, true), ("imdb", 8, false),
        ("id", 7, false), ("updated_at", 6, false), ("last_updated_at", 9, false), ("private", 7, false),
        ("vip", 8, false),
    ]

    /// What is shown of a thing beside its title, its year and its ids.
    static let ofSubject: [String: [String]] = [
        "movie": ["rating", "released", "runtime", "status", "certification", "votes", "genres"],
        "show": ["rating", "runtime", "status", "aired_episodes", "network", "certification", "votes", "genres"],
        "title": [
            "rating", "released", "runtime", "status", "aired_episodes", "network", "certification", "votes", "genres",
        ],
        "season": ["rating", "episode_count", "first_aired", "votes"],
        "episode": ["rating", "first_aired", "runtime", "votes"],
        "person": ["birthday", "known_for_department"],
        "user": ["name", "private", "vip", "joined_at", "location"],
        "list": ["item_count", "likes", "privacy", "updated_at"],
        "comment": ["rating", "likes", "replies", "created_at", "spoiler", "review"],
    ]
}

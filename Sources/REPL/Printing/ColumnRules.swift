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
            // Behind the titles is room for what has no rule.
            let place = place < titles ? place : place + 1000
            rules[row.0] = ColumnRule(place: place, expendability: row.1, isFlexible: row.2)
        }
        return rules
    }()

    private static let titles = 18

    private static let rows: [(String, Int, Bool)] = [
        ("rank", 4, false), ("first_aired", 1, false), ("watched_at", 1, false), ("type", 2, false),
        ("title", 0, true), ("name", 0, true), ("username", 0, true), ("code", 1, false), ("year", 3, false),
        ("season", 1, false), ("episode", 1, false), ("episode title", 5, true), ("comment", 0, true),
        ("characters", 2, true), ("jobs", 2, true), ("rating", 1, false), ("plays", 1, false), ("user", 3, true),
        // Facts of entries have their place here.
        ("item_count", 3, false), ("likes", 4, false), ("privacy", 4, false), ("released", 5, false),
        ("runtime", 6, false), ("status", 6, false), ("aired_episodes", 6, false), ("episode_count", 4, false),
        ("network", 7, true), ("certification", 8, false), ("votes", 8, false), ("genres", 8, true),
        ("score", 7, false), ("notes", 6, true), ("trakt", 3, false), ("slug", 6, true), ("imdb", 8, false),
        ("id", 7, false),
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

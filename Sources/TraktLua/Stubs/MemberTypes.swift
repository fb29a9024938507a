/// What a member of an answer is, by its name, as Lua's annotations write it.
enum MemberTypes {
    /// The type of a member inside another one, as far as the name says it.
    static func type(of name: String, in parent: String) -> String {
        if counting.contains(parent), counted.contains(name) { return "integer" }
        return inside["\(parent).\(name)"] ?? byName[name] ?? byEnding(name) ?? "any"
    }

    /// The type of the elements of an array that has only a name.
    static func element(of name: String) -> String {
        switch name {
        case "ids": "integer"
        case "characters", "jobs", "subgenres", "posters": "string"
        default: "table"
        }
    }

    /// What a word of the notation is; nil for one that stands for itself.
    static func named(_ word: String) -> String? {
        switch word {
        case "int", "id", "count": "integer"
        case "string", "link", "collected_at": "string"
        default: objects[word]
        }
    }

    private static let objects = [
        "movie": "trakt.Movie", "show": "trakt.Show", "season": "trakt.Season", "episode": "trakt.Episode",
        "person": "trakt.Person", "user": "trakt.User", "list": "trakt.List", "comment": "trakt.Comment",
    ]

    /// Members that count, and what they count.
    private static let counting: Set<String> = ["added", "updated", "existing", "deleted"]
    private static let counted: Set<String> = ["movies", "shows", "seasons", "episodes", "people", "users"]

    /// What stands beside a member without being in the notation, and may be missing.
    static func beside(_ name: String) -> (name: String, type: String)? {
        switch name {
        case "characters": ("character", "string")
        case "jobs": ("job", "string")
        default: nil
        }
    }

    private static let inside: [String: String] = [
        "trakt.auth.token.created_at": "integer", "trakt.auth.device.token.created_at": "integer",
        "trakt.movies.releases.note": "string", "network.following": "integer", "permissions.following": "boolean",
        "ids.trakt": "integer", "ids.slug": "string", "ids.tmdb": "integer",
        "libraries.id": "string", "accounts.id": "string", "trakt.younify.connections.id": "string",
        "episodes.completed": "boolean", "watched.rating": "{ rated_at: string, rating: integer }",
    ]

    private static func byEnding(_ name: String) -> String? {
        if name.hasSuffix("_at") { return "string" }
        if name.hasSuffix("_count") || name.hasSuffix("_id") { return "integer" }
        return nil
    }

    private static let byName: [String: String] = {
        var types = objects
        types["note"] = "trakt.Note"
        types["seasons"] = "trakt.SeasonState[]"
        types["metadata"] = "trakt.Metadata"
        types["account"] = "trakt.AccountSettings"
        types["connections"] = "table<string, boolean>"
        types["sharing"] = "table<string, boolean>"
        types["sharing_text"] = "table<string, string>"
        types["comment_ids"] = "integer[]"
        for name in words(
            """
            id rank plays watchers count votes number aired completed likes replies comments lists collectors \
            collected_episodes favorited watched minutes collected ratings total total_minutes total_plays revenue delta \
            expires_in interval size updated friends followers play_count minutes_watched minutes_left connection_timeout \
            user_rating episode_count stars
            """)
        { types[name] = "integer" }
        for name in words("rating score progress rating_value") { types[name] = "number" }
        for name in words(
            """
            spoiler free cinema amazon official locked owned connected connectable active vip undone series_regular \
            commenting liking following uhd configured selected twitter mastodon tumblr private
            """)
        { types[name] = "boolean" }
        for name in words(
            """
            title name overview tagline language country certification notes privacy code slug description type action \
            url site sentiment first_aired released release_date release_type section path query all access_token \
            token_type refresh_token scope device_code user_code verification_url source kind application color \
            profile_id content_id service_id uuid agent scanner username media_type currency link rating_type logo channel
            """)
        { types[name] = "string" }
        return types
    }()

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

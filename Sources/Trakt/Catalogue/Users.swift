/// Settings of the signed-in user, and reading what users have.
public struct Users: EndpointGroup {
    /// `GET /users/settings`: OAuth required.
    public let settings: Endpoint = Endpoint(
        "users.settings.get", .get, "/users/settings",
        "The signed-in user's settings, limits and permissions.",
        authorization: .required,
        extended: ["browsing"],
        answer: .object(
            """
            {user, account, connections, sharing_text, limits{list{count, item_count}, \
            watchlist{item_count}, favorites{item_count}, search{recent_count}, \
            collection{item_count}, notes{item_count}}, permissions{commenting, liking, \
            following}}
            """)
    )

    /// `GET /users/hidden/{section}`: OAuth required, pagination.
    public let hidden: Endpoint = Endpoint(
        "users.hidden.get", .get, "/users/hidden/{section}",
        "What the user has hidden in one section.",
        parameters: [
            .required(
                "section",
                .oneOf([
                    "calendar", "progress_watched", "progress_watched_reset", "progress_collected", "recommendations",
                    "comments", "dropped",
                ]), "where it is hidden")
        ],
        query: [.optional("type", .oneOf(["movie", "show", "season", "user"]), "only things of this type")],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{hidden_at, type, movie | show | season+show | user}]")
    )

    /// `POST /users/hidden/{section}`: OAuth required.
    public let hide: Endpoint = Endpoint(
        "users.hidden.add", .post, "/users/hidden/{section}",
        "Hides things in one section.",
        parameters: [
            .required(
                "section",
                .oneOf(["calendar", "progress_watched", "progress_collected", "recommendations", "comments", "dropped"]
                ), "where it is hidden")
        ],
        authorization: .required,
        body: Field.things([.movie, .show, .season, .user], with: [.hiddenAt]),
        success: [200, 201],
        answer: .object(
            """
            {added: {movies, shows, seasons, users}, not_found: {movies[], shows[], seasons[], \
            users[]}}
            """)
    )

    /// `POST /users/hidden/{section}/remove`: OAuth required.
    public let unhide: Endpoint = Endpoint(
        "users.hidden.remove", .post, "/users/hidden/{section}/remove",
        "Shows hidden things of one section again.",
        parameters: [
            .required(
                "section",
                .oneOf(["calendar", "progress_watched", "progress_collected", "recommendations", "comments", "dropped"]
                ), "where it is hidden")
        ],
        authorization: .required,
        body: Field.things([.movie, .show, .season, .user]),
        answer: .object(
            """
            {deleted: {movies, shows, seasons, users}, not_found: {movies[], shows[], seasons[], \
            users[]}}
            """)
    )

    /// `GET /users/{id}`: OAuth optional.
    public let profile: Endpoint = Endpoint(
        "users.profile", .get, "/users/{id}",
        "A user's profile.",
        parameters: [.user],
        authorization: .optional,
        extended: ["full", "images", "vip"],
        answer: .object("user"),
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/collection/{type}`: OAuth optional, pagination, filters.
    public let collection: Endpoint = Endpoint(
        "users.collection", .get, "/users/{id}/collection/{type}",
        "What a user has collected.",
        parameters: [.user, .required("type", .oneOf(["movies", "shows"]), "what to answer")],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "metadata", "colors", "streaming_ids"],
        filters: [.watchnow],
        answer: .either(
            """
            movies: [{collected_at, updated_at, movie, metadata?}]; shows: [{last_collected_at, \
            last_updated_at, show, seasons}]
            """),
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/history/{type}/{item_id}`: OAuth optional, pagination.
    public let history: Endpoint = Endpoint(
        "users.history", .get, "/users/{id}/history/{type}/{item_id}",
        "A user's plays, newest first.",
        parameters: [
            .user,
            .optional(
                "type", .oneOf(["movies", "shows", "seasons", "episodes"]), "only plays of this type; needed with an id"
            ),
            .optional("item_id", .id(.media), "only plays of this one; type says what it is"),
        ],
        query: [
            .optional("start_at", .datetime, "not before this moment"),
            .optional("end_at", .datetime, "not after this moment"),
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        answer: .array("[{id, watched_at, action, type, movie | episode+show}]"),
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/ratings/{type}/{rating}`: OAuth optional, pagination.
    public let ratings: Endpoint = Endpoint(
        "users.ratings", .get, "/users/{id}/ratings/{type}/{rating}",
        "A user's ratings.",
        parameters: [
            .user,
            .optional(
                "type", .oneOf(["movies", "shows", "seasons", "episodes", "all"]), default: "all",
                "only things of this type"),
            .rating,
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        answer: .array("[{rated_at, rating, type, movie | show | season+show | episode+show}]"),
        notes: "Paged since 2026.",
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/watchlist/{type}/{sort_by}/{sort_how}`: OAuth optional, pagination, filters, VIP enhanced.
    public let watchlist: Endpoint = Endpoint(
        "users.watchlist.get", .get, "/users/{id}/watchlist/{type}/{sort_by}/{sort_how}",
        "A user's watchlist.",
        parameters: [
            .user,
            .optional(
                "type", .oneOf(["all", "movies", "shows", "seasons", "episodes"]), default: "all",
                "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        query: [
            .optional(
                "hide",
                .oneOf([
                    "unwatched", "collected", "uncollected", "rated", "unrated", "unreleased", "noreleasedate", "ended",
                    "airing", "unwatchlisted", "listed", "notes", "nonotes",
                ]), "without things in this state", source: .contract2026)
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.watchnow],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show | season+show | episode+show}]"),
        errors: Endpoint.privateUser,
        headers: Endpoint.sortHeaders
    )

    /// `GET /users/{id}/favorites/{type}/{sort_by}/{sort_how}`: OAuth required, pagination, VIP enhanced.
    public let favorites: Endpoint = Endpoint(
        "users.favorites.get", .get, "/users/{id}/favorites/{type}/{sort_by}/{sort_how}",
        "A user's favorites.",
        parameters: [
            .user,
            .optional(
                "type", .oneOf(["all", "movies", "shows", "seasons", "episodes"]), default: "all",
                "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show}]"),
        notes: "The 2026 contract also allows it without a token.",
        errors: Endpoint.privateUser,
        headers: Endpoint.sortHeaders
    )

    /// `GET /users/{id}/watching`: OAuth optional.
    public let watching: Endpoint = Endpoint(
        "users.watching", .get, "/users/{id}/watching",
        "What a user is watching right now.",
        parameters: [.user],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        success: [200, 204],
        answer: .object("{expires_at, started_at, action, type, movie | episode+show}; empty on 204"),
        notes: "204 when nothing is being watched.",
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/watched/{type}`: OAuth optional, pagination.
    public let watched: Endpoint = Endpoint(
        "users.watched", .get, "/users/{id}/watched/{type}",
        "What a user has watched, with the number of plays.",
        parameters: [.user, .required("type", .oneOf(["movies", "shows", "episodes"]), "what to answer")],
        query: [
            .optional("hidden", .boolean, "with hidden seasons", source: .contract2026),
            .optional("specials", .boolean, "with season 0", source: .contract2026),
            .optional("count_specials", .boolean, "specials count as episodes", source: .contract2026),
            .optional("season_numbers", .boolean, "with the numbers of the seasons", source: .contract2026),
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "noseasons", "progress", "min"],
        answer: .watched,
        notes: """
            100 items a page where no limit is given, 250 at most, 100 with extended=progress; seasons only \
            with extended=progress.
            """,
        errors: Endpoint.privateUser
    )

    /// `GET /users/{id}/stats`: OAuth optional.
    public let stats: Endpoint = Endpoint(
        "users.stats", .get, "/users/{id}/stats",
        "Counts of what a user watched, collected, rated and commented on.",
        parameters: [.user],
        authorization: .optional,
        answer: .object(
            """
            {movies: {plays, watched, minutes, collected, ratings, comments}, shows: {watched, \
            collected, ratings, comments}, seasons: {ratings, comments}, episodes: {plays, \
            watched, minutes, collected, ratings, comments}, network: {friends, followers, \
            following}, ratings: {total, distribution: {1..10: count}}}
            """),
        errors: Endpoint.privateUser
    )

    /// `PUT /users/settings`: OAuth required, since 2026.
    public let updateSettings: Endpoint = Endpoint(
        "users.settings.update", .put, "/users/settings",
        "Changes the signed-in user's profile and display settings.",
        authorization: .required,
        body: [.profile, .optional("browsing", .anything, "how Trakt's own apps show things")],
        success: [201],
        answer: .nothing,
        source: .contract2026
    )

    init() {}
}

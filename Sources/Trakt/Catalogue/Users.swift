/// Settings of the signed-in user, and reading what users have.
public struct Users: EndpointGroup {
    /// `GET /users/settings`: OAuth required.
    public let settings: Endpoint = Endpoint(
        "users.settings.get", .get, "/users/settings",
        "The signed-in user's settings, limits and permissions.",
        authorization: .required,
        extended2026: ["browsing"],
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
        answer: .array("[{hidden_at, type, movie | show | season+show | user}]"),
        example: .of("calendar", named: ["type": "show"])
    )

    /// `POST /users/hidden/{section}`: OAuth required.
    public let hide: Endpoint = Endpoint(
        "users.hidden.add", .post(.sets), "/users/hidden/{section}",
        "Hides things in one section.",
        parameters: [
            .required(
                "section",
                .oneOf(["calendar", "progress_watched", "progress_collected", "recommendations", "comments", "dropped"]
                ), "where it is hidden")
        ],
        authorization: .required,
        body: Field.things([.movie, .show, .season, .user], with: [.hiddenAt]),
        success: [201],
        success2026: [200],
        answer: .object(
            """
            {added: {movies, shows, seasons, users}, not_found: {movies[], shows[], seasons[], \
            users[]}}
            """),
        example: .of("calendar", named: ["shows": [["ids": ["trakt": 1388]]]])
    )

    /// `POST /users/hidden/{section}/remove`: OAuth required.
    public let unhide: Endpoint = Endpoint(
        "users.hidden.remove", .post(.sets), "/users/hidden/{section}/remove",
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
            """),
        example: .of("calendar", named: ["shows": [["ids": ["trakt": 1388]]]])
    )

    /// `GET /users/{id}`: OAuth optional.
    public let profile: Endpoint = Endpoint(
        "users.profile", .get, "/users/{id}",
        "A user's profile.",
        parameters: [.user],
        authorization: .optional,
        extended: ["full", "images", "vip"],
        answer: .object("user"),
        errors: Endpoint.privateUser,
        example: .of("ada-marlow", named: ["extended": "full"])
    )

    /// `GET /users/{id}/collection/{type}`: OAuth optional, pagination, filters.
    public let collection: Endpoint = Endpoint(
        "users.collection", .get, "/users/{id}/collection/{type}",
        "What a user has collected.",
        parameters: [.user, .required("type", .oneOf(["movies", "shows"]), "what to answer")],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "metadata"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow],
        answer: .either(
            """
            movies: [{collected_at, updated_at, movie, metadata?}]; shows: [{last_collected_at, \
            last_updated_at, show, seasons}]
            """),
        errors: Endpoint.privateUser,
        example: .of("me", "movies")
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
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[{id, watched_at, action, type, movie | episode+show}]"),
        errors: Endpoint.privateUser,
        example: .of("me", "movies")
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
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[{rated_at, rating, type, movie | show | season+show | episode+show}]"),
        notes: "Paged since 2026.",
        errors: Endpoint.privateUser,
        example: .of("me", "movies", [9, 10])
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
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show | season+show | episode+show}]"),
        errors: Endpoint.privateUser,
        headers: Endpoint.userSortHeaders,
        example: .of("me", "movies", "added", "desc")
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
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show}]"),
        notes: "The 2026 contract also allows it without a token.",
        errors: Endpoint.privateUser,
        headers: Endpoint.userSortHeaders,
        example: .of("me", "movies")
    )

    /// `GET /users/{id}/watching`: OAuth optional.
    public let watching: Endpoint = Endpoint(
        "users.watching", .get, "/users/{id}/watching",
        "What a user is watching right now.",
        parameters: [.user],
        authorization: .optional,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        success: [200, 204],
        answer: .object("{expires_at, started_at, action, type, movie | episode+show}; empty on 204"),
        notes: "204 when nothing is being watched.",
        errors: Endpoint.privateUser,
        example: .of("me")
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
        extended: ["full", "images", "noseasons"],
        extended2026: ["progress", "min"],
        answer: .watched,
        notes: """
            100 items a page where no limit is given, 250 at most, 100 with extended=progress; seasons only \
            with extended=progress.
            """,
        errors: Endpoint.privateUser,
        example: .of("me", "shows")
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
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `PUT /users/settings`: OAuth required, since 2026.
    public let updateSettings: Endpoint = Endpoint(
        "users.settings.update", .put(.sets), "/users/settings",
        "Changes the signed-in user's profile and display settings.",
        authorization: .required,
        body: [.profile, .optional("browsing", .anything, "how Trakt's own apps show things")],
        success: [201],
        answer: .nothing,
        source: .contract2026,
        example: .of(named: ["user": ["location": "Emerald City"]])
    )

    /// `PUT /users/avatar`: OAuth required, since 2026.
    public let setAvatar: Endpoint = Endpoint(
        "users.set_avatar", .put(.sets), "/users/avatar",
        "Changes the signed-in user's picture.",
        authorization: .required,
        body: [
            .required(
                "user", .object([.required("avatar", .text(longest: nil), "the picture's data as text")]), "the profile"
            )
        ],
        success: [204],
        answer: .nothing,
        errors: [400: "bad input"],
        source: .contract2026,
        example: .of(named: [
            "user": ["avatar": "data:image/gif;base64,R0lGODlhAQABAAAAACw="]
        ])
    )

    /// `PUT /users/set_cover`: OAuth required, since 2026.
    public let setCover: Endpoint = Endpoint(
        "users.set_cover", .put(.sets), "/users/set_cover",
        "Changes the picture behind the signed-in user's profile.",
        authorization: .required,
        body: [
            .required("cover_type", .oneOf(["movie", "show", "episode"]), "what the picture is of"),
            .required("cover_id", .integer(1...Int64.max), "its Trakt id"),
        ],
        success: [204],
        answer: .nothing,
        errors: [400: "bad input"],
        source: .contract2026,
        example: .of(named: ["cover_type": "movie", "cover_id": 507])
    )

    /// `GET /users/{id}/progress/up_next`: OAuth required, pagination, filters, unmerged branch of the 2026 contract.
    public let upNext: Endpoint = Endpoint(
        "users.up_next", .get, "/users/{id}/progress/up_next",
        "The next episode of every show in progress, as sync.progress.up_next answers it.",
        parameters: [.user],
        query: [
            .optional("sort_by", .text, "what the order goes by"), .sortHow,
            .optional("intent", .oneOf(["all", "continue", "start", "completed"]), "what the user is about to do"),
            .optional("lifetime_stats", .boolean, "count all plays, not only those of the current rewatch"),
        ],
        authorization: .required,
        paging: .required,
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .array(
            """
            [{show, progress{aired, completed, last_watched_at, reset_at, next_episode: episode|null, \
            last_episode: episode|null, stats?{play_count, minutes_watched, minutes_left}}}]
            """),
        notes: "Whose id is given does not matter: the signed-in user's shows are answered.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("me")
    )

    init() {}
}

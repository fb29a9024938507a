/// The state of an account: what changed, what is paused, how far the user is.
public struct Sync: EndpointGroup {
    /// `GET /sync/last_activities`: OAuth required.
    public let lastActivities: Endpoint = Endpoint(
        "sync.last_activities", .get, "/sync/last_activities",
        "When each part of the account last changed; ask this first and read only what moved.",
        authorization: .required,
        answer: .object(
            """
            {all, movies{…_at}, episodes{…_at}, shows{…_at}, seasons{…_at}, comments{…_at}, \
            lists{…_at}, watchlist{updated_at}, favorites{updated_at}, collaborations{updated_at}, \
            account{…_at}, saved_filters{updated_at}, notes{updated_at}}
            """)
    )

    /// `GET /sync/playback/{type}`: OAuth required, pagination optional, filters.
    public let playback: Endpoint = Endpoint(
        "sync.playback.get", .get, "/sync/playback/{type}",
        "What the user paused, with the progress in percent.",
        parameters: [
            .optional("type", .oneOf(["movies", "episodes"]), default: "all", "only things of this type")
        ],
        query: [
            .optional("start_at", .datetime, "not before this moment"),
            .optional("end_at", .datetime, "not after this moment"),
        ],
        authorization: .required,
        paging: .optional,
        extended2026: ["full", "images", "available_on"],
        filters2026: [.watchnow],
        answer: .array("[{progress, paused_at, id, type, movie | episode+show}]"),
        notes: "Kept for six months.",
        example: .of("movies")
    )

    /// `DELETE /sync/playback/{id}`: OAuth required.
    public let removePlayback: Endpoint = Endpoint(
        "sync.playback.remove", .delete(.removes), "/sync/playback/{id}",
        "Forgets one paused item.",
        parameters: [.required("id", .id(.entry), "the paused item")],
        authorization: .required,
        success: [204],
        answer: .nothing,
        errors: [404: "unknown playback id"],
        example: .of(601)
    )

    /// `GET /sync/progress/up_next`: OAuth required, pagination, since 2026.
    public let upNext: Endpoint = Endpoint(
        "sync.progress.up_next", .get, "/sync/progress/up_next",
        "The next episode of every show in progress.",
        query: [
            .optional("sort_by", .text, "what the order goes by"),
            .sortHow,
            .optional("include_stats", .boolean, "with numbers of plays and minutes"),
            .optional("lifetime_stats", .boolean, "count all plays, not only those of the current rewatch"),
        ],
        authorization: .required,
        paging: .required,
        countsItems: false,
        extended: ["full", "images"],
        answer: .showsInProgress,
        notes: """
            The reported item count is made up, so a short page ends the reading. Other apps than Trakt's \
            own may be refused.
            """,
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /sync/progress/up_next_nitro`: OAuth required, pagination, filters, since 2026.
    public let upNextNitro: Endpoint = Endpoint(
        "sync.progress.up_next_nitro", .get, "/sync/progress/up_next_nitro",
        "The next episode of every show in progress, faster and by intent.",
        query: [
            .optional("sort_by", .text, "what the order goes by"),
            .sortHow,
            .optional("intent", .oneOf(["all", "continue", "start", "completed"]), "what the user is about to do"),
        ],
        authorization: .required,
        paging: .required,
        countsItems: false,
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .showsInProgress,
        notes: """
            The reported item count is made up, so a short page ends the reading. Other apps than Trakt's \
            own may be refused.
            """,
        source: .contract2026,
        example: .of(named: ["intent": "continue", "limit": 5])
    )

    /// `GET /sync/progress/watched`: OAuth required, pagination, since 2026.
    public let progress: Endpoint = Endpoint(
        "sync.progress.watched", .get, "/sync/progress/watched",
        "How far the user is in every watched show.",
        query: [
            .optional("sort_by", .text, "what the order goes by"),
            .sortHow,
            .optional("lifetime_stats", .boolean, "count all plays, not only those of the current rewatch"),
            .optional("hide_completed", .boolean, "without finished shows"),
            .optional("hide_not_completed", .boolean, "without unfinished shows"),
            .optional("only_rewatching", .boolean, "only shows being watched again"),
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        answer: .showsInProgress,
        source: .contract2026,
        example: .of(named: ["hide_completed": true, "limit": 5])
    )

    /// `GET /sync/updates/{type}/{start_date}`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let updates: Endpoint = Endpoint(
        "sync.updates", .get, "/sync/updates/{type}/{start_date}",
        "The user's titles that Trakt changed since a moment.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer"), .updatedSince],
        authorization: .required,
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        answer: .array("[{updated_at, movie, show}]"),
        notes: "Only titles the user watched, collected or watchlisted, at most 30 days back.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("movies")
    )

    /// `GET /sync/updates/id/{type}/{start_date}`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let updatedIds: Endpoint = Endpoint(
        "sync.updated_ids", .get, "/sync/updates/id/{type}/{start_date}",
        "The ids of the user's titles that Trakt changed since a moment.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer"), .updatedSince],
        authorization: .required,
        paging: .required,
        largestPage: 100,
        answer: .array("[id]"),
        notes: "Only titles the user watched, collected or watchlisted, at most 30 days back.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("movies")
    )

    init() {}
}

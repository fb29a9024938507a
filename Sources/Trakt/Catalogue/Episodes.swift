/// Episodes of a show, named by season and number.
public struct Episodes: EndpointGroup {
    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}`.
    public let get: Endpoint = Endpoint(
        "episodes.get", .get, "/shows/{id}/seasons/{season}/episodes/{episode}",
        "One episode of a show by season and number.",
        parameters: [.show, .season, .episode],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object("episode"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/translations/{language}`.
    public let translations: Endpoint = Endpoint(
        "episodes.translations", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/translations/{language}",
        "An episode's title and overview in other languages.",
        parameters: [.show, .season, .episode, .language],
        answer: .array("[{title, overview, language, country}]"),
        notes: """
            By the unmerged branch of the 2026 contract, language is a query parameter as well.
            """,
        example: .of("breaking-bad", 1, 1, "de")
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "episodes.comments", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/comments/{sort}",
        "Comments on an episode.",
        parameters: [
            .show, .season, .episode,
            .commentSort(["newest", "oldest", "likes", "replies", "highest", "lowest", "plays"]),
        ],
        query: [.optional("language", .code(or: []), "only in this language", source: .contract2026)],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/lists/{type}/{sort}`: pagination.
    public let lists: Endpoint = Endpoint(
        "episodes.lists", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/lists/{type}/{sort}",
        "Lists that contain an episode.",
        parameters: [.show, .season, .episode, .listType(["all", "personal", "official", "watchlists"]), .listSort],
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[list]"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/people`.
    public let people: Endpoint = Endpoint(
        "episodes.people", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/people",
        "Cast and crew of an episode.",
        parameters: [.show, .season, .episode],
        extended: ["full", "images", "guest_stars"],
        answer: .object(
            """
            {cast: [{characters[], person}], crew: {department: [{jobs[], person}]}, guest_stars?: \
            [{characters[], person}]}
            """),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/ratings`.
    public let ratings: Endpoint = Endpoint(
        "episodes.ratings", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/ratings",
        "An episode's rating and how the votes are spread.",
        parameters: [.show, .season, .episode],
        extended2026: ["all"],
        answer: .object("{rating, votes, distribution: {1..10: count}}"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/stats`.
    public let stats: Endpoint = Endpoint(
        "episodes.stats", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/stats",
        "How many users watch, collect and list an episode.",
        parameters: [.show, .season, .episode],
        answer: .object("{watchers, plays, collectors, collected_episodes, comments, lists, votes}"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/watching`.
    public let watching: Endpoint = Endpoint(
        "episodes.watching", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/watching",
        "The users who are watching an episode right now.",
        parameters: [.show, .season, .episode],
        extended: ["full", "images"],
        answer: .array("[user]"),
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/videos`.
    public let videos: Endpoint = Endpoint(
        "episodes.videos", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/videos",
        "Trailers and other videos of an episode.",
        parameters: [.show, .season, .episode],
        extended: ["full", "images"],
        answer: .videos,
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/watchnow/{country}`: since 2026.
    public let watchnow: Endpoint = Endpoint(
        "episodes.watchnow", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/watchnow/{country}",
        "Where an episode can be watched, by country.",
        parameters: [.show, .season, .episode, .country],
        query: [.optional("links", .list(["tvos", "direct", "android", "webos"]), "which kinds of links")],
        extended: ["streaming_ranks"],
        answer: .sources,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("breaking-bad", 1, 1, "us")
    )

    /// `GET /episodes/{id}/watchnow/{country}`: since 2026.
    public let watchnowById: Endpoint = Endpoint(
        "episodes.watchnow_by_id", .get, "/episodes/{id}/watchnow/{country}",
        "Where an episode can be watched, by its Trakt id.",
        parameters: [.required("id", .id(.media), "the episode's Trakt id"), .country],
        query: [.optional("links", .list(["tvos", "direct", "android", "webos"]), "which kinds of links")],
        extended: ["streaming_ranks"],
        answer: .sources,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of(138_801_001, "us")
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/social`:
    /// OAuth required, pagination, unmerged branch of the 2026 contract.
    public let social: Endpoint = Endpoint(
        "episodes.social", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/social",
        "What the people the user follows did with an episode.",
        parameters: [.show, .season, .episode],
        authorization: .required,
        paging: .required,
        answer: .followed,
        errors: [404: "not found"],
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("breaking-bad", 1, 1)
    )

    /// `GET /shows/{id}/seasons/{season}/episodes/{episode}/listed`:
    /// OAuth required, pagination, unmerged branch of the 2026 contract.
    public let listed: Endpoint = Endpoint(
        "episodes.listed", .get, "/shows/{id}/seasons/{season}/episodes/{episode}/listed",
        "The user's lists that hold an episode.",
        parameters: [.show, .season, .episode],
        authorization: .required,
        paging: .required,
        extended: ["images"],
        answer: .array("[list]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("breaking-bad", 1, 1)
    )

    init() {}
}

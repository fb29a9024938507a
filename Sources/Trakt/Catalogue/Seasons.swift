/// Seasons of a show, named by their numbers.
public struct Seasons: EndpointGroup {
    /// `GET /shows/{id}/seasons`.
    public let list: Endpoint = Endpoint(
        "seasons.list", .get, "/shows/{id}/seasons",
        "A show's seasons, with their episodes where asked for.",
        parameters: [.show],
        extended: ["full", "images", "episodes"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[season]"),
        example: .of("breaking-bad", named: ["extended": "episodes"])
    )

    /// `GET /shows/{id}/seasons/{season}/info`.
    public let get: Endpoint = Endpoint(
        "seasons.get", .get, "/shows/{id}/seasons/{season}/info",
        "One season of a show by its number.",
        parameters: [.show, .season],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object("season"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}`.
    public let episodes: Endpoint = Endpoint(
        "seasons.episodes", .get, "/shows/{id}/seasons/{season}",
        "The episodes of a season.",
        parameters: [.show, .season],
        query: [.optional("translations", .code(or: ["all"]), "with the title and overview in this language")],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[episode]"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/translations/{language}`.
    public let translations: Endpoint = Endpoint(
        "seasons.translations", .get, "/shows/{id}/seasons/{season}/translations/{language}",
        "A season's title and overview in other languages.",
        parameters: [.show, .season, .language],
        answer: .array("[{title, overview, language, country}]"),
        notes: """
            By the unmerged branch of the 2026 contract, language is a query parameter as well.
            """,
        example: .of("breaking-bad", 1, "de")
    )

    /// `GET /shows/{id}/seasons/{season}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "seasons.comments", .get, "/shows/{id}/seasons/{season}/comments/{sort}",
        "Comments on a season.",
        parameters: [
            .show, .season,
            .commentSort(["newest", "oldest", "likes", "replies", "highest", "lowest", "plays", "watched"]),
        ],
        query: [.optional("language", .code(or: []), "only in this language", source: .contract2026)],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/lists/{type}/{sort}`: pagination.
    public let lists: Endpoint = Endpoint(
        "seasons.lists", .get, "/shows/{id}/seasons/{season}/lists/{type}/{sort}",
        "Lists that contain a season.",
        parameters: [.show, .season, .listType(["all", "personal", "official", "watchlists"]), .listSort],
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[list]"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/people`.
    public let people: Endpoint = Endpoint(
        "seasons.people", .get, "/shows/{id}/seasons/{season}/people",
        "Cast and crew of a season.",
        parameters: [.show, .season],
        extended: ["full", "images", "guest_stars"],
        answer: .castOfEpisodes,
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/ratings`.
    public let ratings: Endpoint = Endpoint(
        "seasons.ratings", .get, "/shows/{id}/seasons/{season}/ratings",
        "A season's rating and how the votes are spread.",
        parameters: [.show, .season],
        extended2026: ["all"],
        answer: .object("{rating, votes, distribution: {1..10: count}}"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/stats`.
    public let stats: Endpoint = Endpoint(
        "seasons.stats", .get, "/shows/{id}/seasons/{season}/stats",
        "How many users watch, collect and list a season.",
        parameters: [.show, .season],
        answer: .object("{watchers, plays, collectors, collected_episodes, comments, lists, votes}"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/watching`.
    public let watching: Endpoint = Endpoint(
        "seasons.watching", .get, "/shows/{id}/seasons/{season}/watching",
        "The users who are watching a season right now.",
        parameters: [.show, .season],
        extended: ["full", "images"],
        answer: .array("[user]"),
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/videos`.
    public let videos: Endpoint = Endpoint(
        "seasons.videos", .get, "/shows/{id}/seasons/{season}/videos",
        "Trailers and other videos of a season.",
        parameters: [.show, .season],
        extended: ["full", "images"],
        answer: .videos,
        example: .of("breaking-bad", 1)
    )

    /// `GET /shows/{id}/seasons/{season}/watchnow/justwatch_links/{country}`: since 2026.
    public let justwatchLinks: Endpoint = Endpoint(
        "seasons.justwatch_links", .get, "/shows/{id}/seasons/{season}/watchnow/justwatch_links/{country}",
        "Links to a season on JustWatch, by country.",
        parameters: [.show, .season, .requiredCountry],
        answer: .object("{country: link}"),
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("breaking-bad", 1, "us")
    )

    /// `GET /shows/{id}/seasons/{season}/listed`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let listed: Endpoint = Endpoint(
        "seasons.listed", .get, "/shows/{id}/seasons/{season}/listed",
        "The user's lists that hold a season.",
        parameters: [.show, .season],
        authorization: .required,
        paging: .required,
        extended: ["images"],
        answer: .array("[list]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("breaking-bad", 1)
    )

    init() {}
}

/// Charts of movies and shows together.
public struct Media: EndpointGroup {
    /// `GET /media/trending`: OAuth optional, pagination, filters, since 2026.
    public let trending: Endpoint = Endpoint(
        "media.trending", .get, "/media/trending",
        "Movies and shows being watched right now, most watchers first.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[({watchers, movie} | {watchers, show})]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /media/anticipated`: OAuth optional, pagination, filters, since 2026.
    public let anticipated: Endpoint = Endpoint(
        "media.anticipated", .get, "/media/anticipated",
        "Unreleased movies and shows that are on the most lists.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[({list_count, movie} | {list_count, show})]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /media/popular`: OAuth optional, pagination, filters, since 2026.
    public let popular: Endpoint = Endpoint(
        "media.popular", .get, "/media/popular",
        "Movies and shows with the most and best ratings.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[(movie | show)]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /media/popular/next`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let popularWithStats: Endpoint = Endpoint(
        "media.popular_with_stats", .get, "/media/popular/next",
        "Popular movies and shows with their numbers.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{rank|null, plays, watchers, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    /// `GET /media/favorited/{period}`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let favorited: Endpoint = Endpoint(
        "media.favorited", .get, "/media/favorited/{period}",
        "Movies and shows most often made a favorite in a period.",
        parameters: [.period],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{user_count, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /media/played/{period}`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let played: Endpoint = Endpoint(
        "media.played", .get, "/media/played/{period}",
        "Movies and shows with the most plays in a period.",
        parameters: [.period],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count?, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /media/watched/{period}`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let watched: Endpoint = Endpoint(
        "media.watched", .get, "/media/watched/{period}",
        "Movies and shows with the most watchers in a period.",
        parameters: [.period],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count?, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /media/collected/{period}`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let collected: Endpoint = Endpoint(
        "media.collected", .get, "/media/collected/{period}",
        "Movies and shows most often collected in a period.",
        parameters: [.period],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count?, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /media/streaming/{period}`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let streaming: Endpoint = Endpoint(
        "media.streaming", .get, "/media/streaming/{period}",
        "Movies and shows that are streamed most in a period.",
        parameters: [.chartPeriod],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{rank, delta?, movie, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /media/recommendations`: OAuth required, filters, unmerged branch of the 2026 contract.
    public let recommendations: Endpoint = Endpoint(
        "media.recommendations", .get, "/media/recommendations",
        "Movies and shows recommended to the user, with the reasons.",
        query: [.watchWindow, .upToHundred],
        authorization: .required,
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .recommendations,
        notes: "Also answers at /media/recommendations/smart.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    init() {}
}

/// Shows, and charts of shows.
public struct Shows: EndpointGroup {
    /// `GET /shows/trending`: pagination, filters.
    public let trending: Endpoint = Endpoint(
        "shows.trending", .get, "/shows/trending",
        "Shows being watched right now, most watchers first.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{watchers, show}]"),
        headers: ["X-Trending-User-Count"],
        example: .of(named: ["genres": ["drama"], "limit": 5])
    )

    /// `GET /shows/popular`: pagination, filters.
    public let popular: Endpoint = Endpoint(
        "shows.popular", .get, "/shows/popular",
        "Shows with the most and best ratings.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[show]"),
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/favorited/{period}`: pagination, filters.
    public let favorited: Endpoint = Endpoint(
        "shows.favorited", .get, "/shows/favorited/{period}",
        "Shows most often made a favorite in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{user_count, show}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /shows/played/{period}`: pagination, filters.
    public let played: Endpoint = Endpoint(
        "shows.played", .get, "/shows/played/{period}",
        "Shows with the most plays in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count, show}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /shows/watched/{period}`: pagination, filters.
    public let watched: Endpoint = Endpoint(
        "shows.watched", .get, "/shows/watched/{period}",
        "Shows with the most watchers in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count, show}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /shows/collected/{period}`: pagination, filters.
    public let collected: Endpoint = Endpoint(
        "shows.collected", .get, "/shows/collected/{period}",
        "Shows most often collected in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{watcher_count, play_count, collected_count, collector_count, show}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /shows/anticipated`: pagination, filters.
    public let anticipated: Endpoint = Endpoint(
        "shows.anticipated", .get, "/shows/anticipated",
        "Coming shows that are on the most lists.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{list_count, show}]"),
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/updates/{start_date}`: pagination.
    public let updates: Endpoint = Endpoint(
        "shows.updates", .get, "/shows/updates/{start_date}",
        "Shows that Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[{updated_at, show}]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"],
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/updates/id/{start_date}`: pagination.
    public let updatedIds: Endpoint = Endpoint(
        "shows.updated_ids", .get, "/shows/updates/id/{start_date}",
        "Ids of the shows that Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        answer: .array("[id]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"],
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/{id}`.
    public let get: Endpoint = Endpoint(
        "shows.get", .get, "/shows/{id}",
        "One show by its id.",
        parameters: [.show],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object("show"),
        example: .of("breaking-bad", named: ["extended": "full"])
    )

    /// `GET /shows/{id}/aliases`.
    public let aliases: Endpoint = Endpoint(
        "shows.aliases", .get, "/shows/{id}/aliases",
        "A show's titles in other countries.",
        parameters: [.show],
        answer: .array("[{title, country}]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/certifications`.
    public let certifications: Endpoint = Endpoint(
        "shows.certifications", .get, "/shows/{id}/certifications",
        "A show's certifications by country.",
        parameters: [.show],
        answer: .array("[{certification, country}]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/translations/{language}`.
    public let translations: Endpoint = Endpoint(
        "shows.translations", .get, "/shows/{id}/translations/{language}",
        "A show's title and overview in other languages.",
        parameters: [.show, .language],
        answer: .array("[{title, overview, tagline, language, country}]"),
        notes: """
            By the unmerged branch of the 2026 contract, language is a query parameter as well.
            """,
        example: .of("breaking-bad", "de")
    )

    /// `GET /shows/{id}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "shows.comments", .get, "/shows/{id}/comments/{sort}",
        "Comments on a show.",
        parameters: [
            .show, .commentSort(["newest", "oldest", "likes", "replies", "highest", "lowest", "plays", "watched"]),
        ],
        query: [.optional("language", .code(or: []), "only in this language", source: .contract2026)],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of("breaking-bad", "likes")
    )

    /// `GET /shows/{id}/lists/{type}/{sort}`: pagination.
    public let lists: Endpoint = Endpoint(
        "shows.lists", .get, "/shows/{id}/lists/{type}/{sort}",
        "Lists that contain a show.",
        parameters: [.show, .listType(["all", "personal", "official", "watchlists", "favorites"]), .listSort],
        paging: .required,
        extended2026: ["images"],
        takesEmoji: true,
        answer: .array("[list]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/people`.
    public let people: Endpoint = Endpoint(
        "shows.people", .get, "/shows/{id}/people",
        "Cast and crew of a show.",
        parameters: [.show],
        extended: ["full", "images", "guest_stars"],
        answer: .castOfEpisodes,
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/ratings`.
    public let ratings: Endpoint = Endpoint(
        "shows.ratings", .get, "/shows/{id}/ratings",
        "A show's rating and how the votes are spread.",
        parameters: [.show],
        extended2026: ["all"],
        answer: .object(
            """
            {rating, votes, distribution{1..10}}; with extended=all {trakt, tmdb, imdb, \
            metascore, rotten_tomatoes, mal}
            """),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/related`: pagination.
    public let related: Endpoint = Endpoint(
        "shows.related", .get, "/shows/{id}/related",
        "Shows like this one.",
        parameters: [.show],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[show]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/stats`.
    public let stats: Endpoint = Endpoint(
        "shows.stats", .get, "/shows/{id}/stats",
        "How many users watch, collect and list a show.",
        parameters: [.show],
        answer: .object("{watchers, plays, collectors, collected_episodes, comments, lists, votes, favorited}"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/studios`.
    public let studios: Endpoint = Endpoint(
        "shows.studios", .get, "/shows/{id}/studios",
        "The studios that made a show.",
        parameters: [.show],
        answer: .array("[{name, country, ids{trakt,slug,tmdb}}]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/watching`.
    public let watching: Endpoint = Endpoint(
        "shows.watching", .get, "/shows/{id}/watching",
        "The users who are watching a show right now.",
        parameters: [.show],
        extended: ["full", "images"],
        answer: .array("[user]"),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/next_episode`.
    public let nextEpisode: Endpoint = Endpoint(
        "shows.next_episode", .get, "/shows/{id}/next_episode",
        "The episode of a show that airs next.",
        parameters: [.show],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        success: [200, 204],
        answer: .object("episode"),
        notes: "204 when there is none.",
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/last_episode`.
    public let lastEpisode: Endpoint = Endpoint(
        "shows.last_episode", .get, "/shows/{id}/last_episode",
        "The episode of a show that aired last.",
        parameters: [.show],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        success: [200, 204],
        answer: .object("episode"),
        notes: "204 when there is none.",
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/videos`.
    public let videos: Endpoint = Endpoint(
        "shows.videos", .get, "/shows/{id}/videos",
        "Trailers and other videos of a show.",
        parameters: [.show],
        extended: ["full", "images"],
        answer: .videos,
        example: .of("breaking-bad")
    )

    /// `GET /shows/hot`: OAuth optional, pagination, filters, since 2026.
    public let hot: Endpoint = Endpoint(
        "shows.hot", .get, "/shows/hot",
        "Shows that are talked about most right now.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{list_count, show}]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/streaming/{period}`: OAuth optional, pagination, filters, since 2026.
    public let streaming: Endpoint = Endpoint(
        "shows.streaming", .get, "/shows/streaming/{period}",
        "Shows that are streamed most in a period.",
        parameters: [.chartPeriod],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{rank, delta?, show}]"),
        source: .contract2026,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /shows/{id}/watchnow/{country}`: since 2026.
    public let watchnow: Endpoint = Endpoint(
        "shows.watchnow", .get, "/shows/{id}/watchnow/{country}",
        "Where a show can be watched, by country.",
        parameters: [.show, .country],
        query: [.optional("links", .list(["tvos", "direct", "android", "webos"]), "which kinds of links")],
        extended: ["streaming_ranks"],
        answer: .sources,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("breaking-bad", "us")
    )

    /// `GET /shows/{id}/watchnow/justwatch_links/{country}`: since 2026.
    public let justwatchLinks: Endpoint = Endpoint(
        "shows.justwatch_links", .get, "/shows/{id}/watchnow/justwatch_links/{country}",
        "Links to a show on JustWatch, by country.",
        parameters: [.show, .requiredCountry],
        answer: .object("{country: link}"),
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("breaking-bad", "us")
    )

    /// `GET /shows/{id}/sentiments`: since 2026.
    public let sentiments: Endpoint = Endpoint(
        "shows.sentiments", .get, "/shows/{id}/sentiments",
        "What comments praise and criticise in a show.",
        parameters: [.show],
        answer: .sentiments,
        source: .contract2026,
        example: .of("breaking-bad")
    )

    /// `GET /shows/recommendations`: OAuth required, filters, unmerged branch of the 2026 contract.
    public let recommendations: Endpoint = Endpoint(
        "shows.recommendations", .get, "/shows/recommendations",
        "Shows recommended to the user, with the reasons.",
        query: [
            .watchWindow,
            .upToHundred,
        ],
        authorization: .required,
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .recommendations,
        notes: "At most 100. Also answers at /shows/recommendations/smart.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/popular/next`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let popularWithStats: Endpoint = Endpoint(
        "shows.popular_with_stats", .get, "/shows/popular/next",
        "Popular shows with their numbers.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{rank|null, plays, watchers, show}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    /// `GET /shows/{id}/social`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let social: Endpoint = Endpoint(
        "shows.social", .get, "/shows/{id}/social",
        "What the people the user follows did with a show.",
        parameters: [.show],
        authorization: .required,
        paging: .required,
        answer: .followed,
        errors: [404: "not found"],
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/listed`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let listed: Endpoint = Endpoint(
        "shows.listed", .get, "/shows/{id}/listed",
        "The user's lists that hold a show.",
        parameters: [.show],
        authorization: .required,
        paging: .required,
        extended: ["images"],
        answer: .array("[list]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("breaking-bad")
    )

    init() {}
}

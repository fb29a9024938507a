/// Movies, and charts of movies.
public struct Movies: EndpointGroup {
    /// `GET /movies/trending`: pagination, filters.
    public let trending: Endpoint = Endpoint(
        "movies.trending", .get, "/movies/trending",
        "Movies being watched right now, most watchers first.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{watchers, movie}]"),
        headers: ["X-Trending-User-Count"],
        example: .of(named: ["genres": ["fantasy", "musical"], "years": "1930-1960"])
    )

    /// `GET /movies/popular`: pagination, filters.
    public let popular: Endpoint = Endpoint(
        "movies.popular", .get, "/movies/popular",
        "Movies with the most and best ratings.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .array("[movie]"),
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/favorited/{period}`: pagination, filters.
    public let favorited: Endpoint = Endpoint(
        "movies.favorited", .get, "/movies/favorited/{period}",
        "Movies most often made a favorite in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.ignore],
        answer: .array("[{user_count, movie}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /movies/played/{period}`: pagination, filters.
    public let played: Endpoint = Endpoint(
        "movies.played", .get, "/movies/played/{period}",
        "Movies with the most plays in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.ignore],
        answer: .array("[{watcher_count, play_count, collected_count, movie}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /movies/watched/{period}`: pagination, filters.
    public let watched: Endpoint = Endpoint(
        "movies.watched", .get, "/movies/watched/{period}",
        "Movies with the most watchers in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.ignore],
        answer: .array("[{watcher_count, play_count, collected_count, movie}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /movies/collected/{period}`: pagination, filters.
    public let collected: Endpoint = Endpoint(
        "movies.collected", .get, "/movies/collected/{period}",
        "Movies most often collected in a period.",
        parameters: [.period],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.ignore],
        answer: .array("[{watcher_count, play_count, collected_count, movie}]"),
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /movies/anticipated`: pagination, filters.
    public let anticipated: Endpoint = Endpoint(
        "movies.anticipated", .get, "/movies/anticipated",
        "Unreleased movies that are on the most lists.",
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{list_count, movie}]"),
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/boxoffice`.
    public let boxoffice: Endpoint = Endpoint(
        "movies.boxoffice", .get, "/movies/boxoffice",
        "The ten movies that earned the most on the last weekend in the US.",
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[{revenue, movie}]")
    )

    /// `GET /movies/updates/{start_date}`: pagination.
    public let updates: Endpoint = Endpoint(
        "movies.updates", .get, "/movies/updates/{start_date}",
        "Movies that Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[{updated_at, movie}]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"],
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/updates/id/{start_date}`: pagination.
    public let updatedIds: Endpoint = Endpoint(
        "movies.updated_ids", .get, "/movies/updates/id/{start_date}",
        "Ids of the movies that Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        answer: .array("[id]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"],
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/{id}`.
    public let get: Endpoint = Endpoint(
        "movies.get", .get, "/movies/{id}",
        "One movie by its id.",
        parameters: [.movie],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object("movie"),
        example: .of("the-wizard-of-oz-1939", named: ["extended": "full"])
    )

    /// `GET /movies/{id}/aliases`.
    public let aliases: Endpoint = Endpoint(
        "movies.aliases", .get, "/movies/{id}/aliases",
        "A movie's titles in other countries.",
        parameters: [.movie],
        answer: .array("[{title, country}]"),
        example: .of("amelie-2001")
    )

    /// `GET /movies/{id}/releases/{country}`.
    public let releases: Endpoint = Endpoint(
        "movies.releases", .get, "/movies/{id}/releases/{country}",
        "A movie's release dates and certifications by country.",
        parameters: [.movie, .country],
        answer: .array("[{country, certification, release_date, release_type, note}]"),
        example: .of("the-wizard-of-oz-1939", "us")
    )

    /// `GET /movies/{id}/translations/{language}`.
    public let translations: Endpoint = Endpoint(
        "movies.translations", .get, "/movies/{id}/translations/{language}",
        "A movie's title and overview in other languages.",
        parameters: [.movie, .language],
        answer: .array("[{title, overview, tagline, language, country}]"),
        notes: """
            By the unmerged branch of the 2026 contract, language is a query parameter as well.
            """,
        example: .of("amelie-2001", "de")
    )

    /// `GET /movies/{id}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "movies.comments", .get, "/movies/{id}/comments/{sort}",
        "Comments on a movie.",
        parameters: [.movie, .commentSort(["newest", "oldest", "likes", "replies", "highest", "lowest", "plays"])],
        query: [.optional("language", .code(or: []), "only in this language", source: .contract2026)],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of("the-wizard-of-oz-1939", "likes")
    )

    /// `GET /movies/{id}/lists/{type}/{sort}`: pagination.
    public let lists: Endpoint = Endpoint(
        "movies.lists", .get, "/movies/{id}/lists/{type}/{sort}",
        "Lists that contain a movie.",
        parameters: [.movie, .listType(["all", "personal", "official", "watchlists", "favorites"]), .listSort],
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[list]"),
        notes: """
            The documents disagree on how the types for the watchlist and the favorites are spelt.
            """,
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/people`.
    public let people: Endpoint = Endpoint(
        "movies.people", .get, "/movies/{id}/people",
        "Cast and crew of a movie.",
        parameters: [.movie],
        extended: ["full", "images"],
        answer: .object("{cast: [{characters[], person}], crew: {department: [{jobs[], person}]}}"),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/ratings`.
    public let ratings: Endpoint = Endpoint(
        "movies.ratings", .get, "/movies/{id}/ratings",
        "A movie's rating and how the votes are spread.",
        parameters: [.movie],
        extended2026: ["all"],
        answer: .object(
            """
            {rating, votes, distribution{1..10}}; with extended=all {trakt, tmdb, imdb, \
            metascore, rotten_tomatoes, letterboxd, mal}
            """),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/related`: pagination.
    public let related: Endpoint = Endpoint(
        "movies.related", .get, "/movies/{id}/related",
        "Movies like this one.",
        parameters: [.movie],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .array("[movie]"),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/stats`.
    public let stats: Endpoint = Endpoint(
        "movies.stats", .get, "/movies/{id}/stats",
        "How many users watch, collect and list a movie.",
        parameters: [.movie],
        answer: .object("{watchers, plays, collectors, comments, lists, votes, favorited}"),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/studios`.
    public let studios: Endpoint = Endpoint(
        "movies.studios", .get, "/movies/{id}/studios",
        "The studios that made a movie.",
        parameters: [.movie],
        answer: .array("[{name, country, ids{trakt,slug,tmdb}}]"),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/watching`.
    public let watching: Endpoint = Endpoint(
        "movies.watching", .get, "/movies/{id}/watching",
        "The users who are watching a movie right now.",
        parameters: [.movie],
        extended: ["full", "images"],
        answer: .array("[user]"),
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/{id}/videos`.
    public let videos: Endpoint = Endpoint(
        "movies.videos", .get, "/movies/{id}/videos",
        "Trailers and other videos of a movie.",
        parameters: [.movie],
        extended: ["full", "images"],
        answer: .videos,
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/hot`: OAuth optional, pagination, filters, since 2026.
    public let hot: Endpoint = Endpoint(
        "movies.hot", .get, "/movies/hot",
        "Movies that are talked about most right now.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{list_count, movie}]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/streaming/{period}`: OAuth optional, pagination, filters, since 2026.
    public let streaming: Endpoint = Endpoint(
        "movies.streaming", .get, "/movies/streaming/{period}",
        "Movies that are streamed most in a period.",
        parameters: [.chartPeriod],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{rank, delta?, movie}]"),
        source: .contract2026,
        example: .of("monthly", named: ["limit": 5])
    )

    /// `GET /movies/{id}/watchnow/{country}`: since 2026.
    public let watchnow: Endpoint = Endpoint(
        "movies.watchnow", .get, "/movies/{id}/watchnow/{country}",
        "Where a movie can be watched, by country.",
        parameters: [.movie, .country],
        query: [.optional("links", .list(["tvos", "direct", "android", "webos"]), "which kinds of links")],
        extended: ["streaming_ranks"],
        answer: .sources,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("the-wizard-of-oz-1939", "us")
    )

    /// `GET /movies/{id}/watchnow/justwatch_links/{country}`: since 2026.
    public let justwatchLinks: Endpoint = Endpoint(
        "movies.justwatch_links", .get, "/movies/{id}/watchnow/justwatch_links/{country}",
        "Links to a movie on JustWatch, by country.",
        parameters: [.movie, .requiredCountry],
        answer: .object("{country: link}"),
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("the-wizard-of-oz-1939", "us")
    )

    /// `GET /movies/{id}/sentiments`: since 2026.
    public let sentiments: Endpoint = Endpoint(
        "movies.sentiments", .get, "/movies/{id}/sentiments",
        "What comments praise and criticise in a movie.",
        parameters: [.movie],
        answer: .sentiments,
        source: .contract2026,
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /movies/recommendations`: OAuth required, filters, unmerged branch of the 2026 contract.
    public let recommendations: Endpoint = Endpoint(
        "movies.recommendations", .get, "/movies/recommendations",
        "Movies recommended to the user, with the reasons.",
        query: [
            .watchWindow,
            .upToHundred,
        ],
        authorization: .required,
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .recommendations,
        notes: "At most 100. Also answers at /movies/recommendations/smart.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/popular/next`: OAuth optional, pagination, filters, unmerged branch of the 2026 contract.
    public let popularWithStats: Endpoint = Endpoint(
        "movies.popular_with_stats", .get, "/movies/popular/next",
        "Popular movies with their numbers.",
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore, .hide],
        answer: .array("[{rank|null, plays, watchers, movie}]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of(named: ["limit": 5])
    )

    /// `GET /movies/{id}/social`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let social: Endpoint = Endpoint(
        "movies.social", .get, "/movies/{id}/social",
        "What the people the user follows did with a movie.",
        parameters: [.movie],
        authorization: .required,
        paging: .required,
        answer: .followed,
        errors: [404: "not found"],
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("the-wizard-of-oz-1939")
    )

    init() {}
}

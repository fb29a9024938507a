/// What Trakt recommends to the user.
public struct Recommendations: EndpointGroup {
    /// `GET /recommendations/movies`: OAuth required, pagination, filters.
    public let movies: Endpoint = Endpoint(
        "recommendations.movies", .get, "/recommendations/movies",
        "Movies recommended to the user.",
        query: [
            .optional("ignore_collected", .boolean, "without what the user collected"),
            .optional("ignore_watchlisted", .boolean, "without the user's watchlist"),
            .optional("ignore_watched", .boolean, "without what the user watched", source: .contract2026),
            .optional("watch_window", .integer(1...Int64.max), "days of history to look at", source: .contract2026),
        ],
        authorization: .required,
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow],
        answer: .array("[movie + favorited_by[{user, notes}]]"),
        notes: """
            At most 100 a page, 10 where no limit is given. By the unmerged branch of the 2026 contract \
            ignore_collected does nothing any more and favorited_by is gone.
            """,
        example: .of(named: ["ignore_collected": true, "limit": 5])
    )

    /// `DELETE /recommendations/movies/{id}`: OAuth required.
    public let hideMovie: Endpoint = Endpoint(
        "recommendations.hide_movie", .delete(.removes), "/recommendations/movies/{id}",
        "Recommends a movie no more.",
        parameters: [.movie],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of("the-wizard-of-oz-1939")
    )

    /// `GET /social_recommendations/movies`: OAuth required, filters, since 2026.
    public let socialMovies: Endpoint = Endpoint(
        "recommendations.social_movies", .get, "/social_recommendations/movies",
        "Movies that the people the user follows like.",
        query: [.watchWindow, .upToHundred],
        authorization: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters2026: [.ignore],
        answer: .array("[movie]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    /// `GET /recommendations/shows`: OAuth required, pagination, filters.
    public let shows: Endpoint = Endpoint(
        "recommendations.shows", .get, "/recommendations/shows",
        "Shows recommended to the user.",
        query: [
            .optional("ignore_collected", .boolean, "without what the user collected"),
            .optional("ignore_watchlisted", .boolean, "without the user's watchlist"),
            .optional("ignore_watched", .boolean, "without what the user watched", source: .contract2026),
            .optional("watch_window", .integer(1...Int64.max), "days of history to look at", source: .contract2026),
        ],
        authorization: .required,
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow],
        answer: .array("[show + favorited_by[{user, notes}]]"),
        notes: """
            At most 100 a page, 10 where no limit is given. By the unmerged branch of the 2026 contract \
            ignore_collected does nothing any more and favorited_by is gone.
            """,
        example: .of(named: ["ignore_collected": true, "limit": 5])
    )

    /// `DELETE /recommendations/shows/{id}`: OAuth required.
    public let hideShow: Endpoint = Endpoint(
        "recommendations.hide_show", .delete(.removes), "/recommendations/shows/{id}",
        "Recommends a show no more.",
        parameters: [.show],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of("breaking-bad")
    )

    /// `GET /social_recommendations/shows`: OAuth required, filters, since 2026.
    public let socialShows: Endpoint = Endpoint(
        "recommendations.social_shows", .get, "/social_recommendations/shows",
        "Shows that the people the user follows like.",
        query: [.watchWindow, .upToHundred],
        authorization: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters2026: [.ignore],
        answer: .array("[show]"),
        source: .contract2026,
        example: .of(named: ["limit": 5])
    )

    init() {}
}

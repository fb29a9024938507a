/// The user's ratings.
public struct SyncRatings: EndpointGroup {
    /// `GET /sync/ratings/{type}/{rating}`: OAuth required, pagination.
    public let get: Endpoint = Endpoint(
        "sync.ratings.get", .get, "/sync/ratings/{type}/{rating}",
        "The user's ratings.",
        parameters: [
            .optional(
                "type", .oneOf(["movies", "shows", "seasons", "episodes", "all"]), default: "all",
                "only things of this type"),
            .rating,
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{rated_at, rating, type, movie | show | season+show | episode+show}]"),
        notes: "Paged since 2026.",
        example: .of("movies", [9, 10])
    )

    /// `POST /sync/ratings`: OAuth required.
    public let add: Endpoint = Endpoint(
        "sync.ratings.add", .post(.sets), "/sync/ratings",
        "Rates things from 1 to 10; a new rating replaces the old one.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode], with: [.rating, .ratedAt]),
        success: [201],
        answer: .object(
            """
            {added: {movies, shows, seasons, episodes}, not_found: {movies[], shows[], seasons[], \
            episodes[]}}
            """),
        example: .of(named: ["movies": [["ids": ["trakt": 507], "rating": 9]]])
    )

    /// `POST /sync/ratings/remove`: OAuth required.
    public let remove: Endpoint = Endpoint(
        "sync.ratings.remove", .post(.sets), "/sync/ratings/remove",
        "Takes ratings back.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode]),
        answer: .object(
            """
            {deleted: {movies, shows, seasons, episodes}, not_found: {movies[], shows[], \
            seasons[], episodes[]}}
            """),
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    init() {}
}

/// What a user wrote, likes and reacted to.
public struct UserComments: EndpointGroup {
    /// `GET /users/{id}/likes/{type}`: OAuth optional, pagination.
    public let likes: Endpoint = Endpoint(
        "users.likes", .get, "/users/{id}/likes/{type}",
        "The comments and lists a user likes.",
        parameters: [.user, .optional("type", .oneOf(["comments", "lists"]), default: "all", "only likes of these")],
        authorization: .optional,
        paging: .required,
        extended: ["comments"],
        extended2026: ["min", "full", "images"],
        answer: .array(
            """
            [{liked_at, type, comment | list}] (extended=comments adds comment_type and the media \
            object)
            """),
        notes: """
            The documentation disagrees on whether an account is needed; the contract says it is not.
            """,
        errors: Endpoint.privateUser,
        example: .of("me", "lists")
    )

    /// `GET /users/{id}/comments/{comment_type}/{type}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "users.comments", .get, "/users/{id}/comments/{comment_type}/{type}",
        "The comments a user wrote, newest first.",
        parameters: [.user, .commentType, .commentedType],
        query: [
            .optional("include_replies", .oneOf(["true", "false", "only"]), "with replies, without, or only replies")
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images"],
        answer: .commentsOnThings,
        errors: Endpoint.privateUser,
        example: .of("ada-marlow", "reviews")
    )

    /// `GET /users/{id}/notes/{type}`: OAuth optional, pagination, VIP enhanced.
    public let notes: Endpoint = Endpoint(
        "users.notes", .get, "/users/{id}/notes/{type}",
        "The notes a user wrote.",
        parameters: [
            .user,
            .optional(
                "type",
                .oneOf(["all", "movies", "shows", "seasons", "episodes", "people", "history", "collection", "ratings"]),
                default: "all", "only notes on these"),
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        vip: .enhanced,
        answer: .array(
            """
            [{attached_to: {type, id (history only)}, type, movie | show | season | episode | person, \
            note}]
            """),
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/watchlist/comments/{sort}`: OAuth optional, pagination.
    public let watchlistComments: Endpoint = Endpoint(
        "users.watchlist.comments", .get, "/users/{id}/watchlist/comments/{sort}",
        "The comments on a user's watchlist.",
        parameters: [.user, .commentSort(["newest", "oldest", "likes", "replies"])],
        authorization: .optional,
        paging: .required,
        takesEmoji: true,
        answer: .array("[comment]"),
        errors: Endpoint.privateUser,
        example: .of("ada-marlow")
    )

    /// `GET /users/{id}/favorites/comments/{sort}`: OAuth optional, pagination.
    public let favoritesComments: Endpoint = Endpoint(
        "users.favorites.comments", .get, "/users/{id}/favorites/comments/{sort}",
        "The comments on a user's favorites.",
        parameters: [.user, .commentSort(["newest", "oldest", "likes", "replies"])],
        authorization: .optional,
        paging: .required,
        takesEmoji: true,
        answer: .array("[comment]"),
        errors: Endpoint.privateUser,
        example: .of("ada-marlow")
    )

    /// `GET /users/reactions/comments`: OAuth required, pagination, since 2026.
    public let reactions: Endpoint = Endpoint(
        "users.reactions", .get, "/users/reactions/comments",
        "The signed-in user's reactions to comments.",
        authorization: .required,
        paging: .required,
        isLimitless: true,
        extended: ["comments", "min", "full", "images"],
        answer: .array(
            """
            [{reacted_at, reaction:{type: like|dislike|love|laugh|shocked|bravo|spoiler}, type: comment, \
            comment}]
            """),
        source: .contract2026
    )

    init() {}
}

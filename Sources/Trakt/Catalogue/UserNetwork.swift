/// Who follows whom, and who is blocked.
public struct UserNetwork: EndpointGroup {
    /// `POST /users/{id}/follow`: OAuth required.
    public let follow: Endpoint = Endpoint(
        "users.follow", .post(.setsOnce), "/users/{id}/follow",
        "Follows a user; of a private user it asks first.",
        parameters: [.user],
        authorization: .required,
        success: [201],
        answer: .object("{approved_at, user}"),
        notes: "approved_at is null while a private user has not answered.",
        errors: [409: "already following, or request pending"],
        example: .of("greta-lind")
    )

    /// `DELETE /users/{id}/follow`: OAuth required.
    public let unfollow: Endpoint = Endpoint(
        "users.unfollow", .delete(.removes), "/users/{id}/follow",
        "Stops following a user.",
        parameters: [.user],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of("ada-marlow")
    )

    /// `GET /users/{id}/followers`: OAuth optional, pagination optional.
    public let followers: Endpoint = Endpoint(
        "users.followers", .get, "/users/{id}/followers",
        "Who follows a user.",
        parameters: [.user],
        authorization: .optional,
        paging: .optional,
        isLimitless: true,
        extended: ["full", "images"],
        extended2026: ["vip"],
        answer: .array("[{followed_at, user}]"),
        notes: """
            Pages came with the unmerged branch of the 2026 contract; before, everything was answered at \
            once.
            """,
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/following`: OAuth optional, pagination optional.
    public let following: Endpoint = Endpoint(
        "users.following", .get, "/users/{id}/following",
        "Whom a user follows.",
        parameters: [.user],
        authorization: .optional,
        paging: .optional,
        isLimitless: true,
        extended: ["full", "images"],
        extended2026: ["vip"],
        answer: .array("[{followed_at, user}]"),
        notes: """
            Pages came with the unmerged branch of the 2026 contract; before, everything was answered at \
            once.
            """,
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/friends`: OAuth optional, pagination optional.
    public let friends: Endpoint = Endpoint(
        "users.friends", .get, "/users/{id}/friends",
        "Whom a user follows and is followed by.",
        parameters: [.user],
        authorization: .optional,
        paging: .optional,
        isLimitless: true,
        extended: ["full", "images"],
        extended2026: ["vip"],
        answer: .array("[{friends_at, user}]"),
        notes: """
            Pages came with the unmerged branch of the 2026 contract; before, everything was answered at \
            once.
            """,
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/{type}/activities`: OAuth optional, pagination, filters, since 2026.
    public let activities: Endpoint = Endpoint(
        "users.activities", .get, "/users/{id}/{type}/activities",
        "What the people around a user watched and rated lately.",
        parameters: [.user, .required("type", .oneOf(["friends", "followers", "following"]), "whose activities")],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore],
        answer: .array("[{id, activity_at, action, user, user_rating, type, movie | episode+show}]"),
        source: .contract2026,
        example: .of("me", "following")
    )

    /// `GET /users/blocked`: OAuth required, since 2026.
    public let blocked: Endpoint = Endpoint(
        "users.blocked", .get, "/users/blocked",
        "Whom the signed-in user blocks.",
        authorization: .required,
        answer: .array("[{blocked_at, user}]"),
        source: .contract2026
    )

    /// `POST /users/{id}/block`: OAuth required, since 2026.
    public let block: Endpoint = Endpoint(
        "users.block", .post(.setsOnce), "/users/{id}/block",
        "Blocks a user: neither sees the other's comments.",
        parameters: [.user],
        authorization: .required,
        success: [201],
        answer: .nothing,
        errors: [409: "already blocked, or yourself"],
        source: .contract2026,
        example: .of("greta-lind")
    )

    /// `DELETE /users/{id}/block`: OAuth required, since 2026.
    public let unblock: Endpoint = Endpoint(
        "users.unblock", .delete(.removes), "/users/{id}/block",
        "Lifts a block.",
        parameters: [.user],
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of("greta-lind")
    )

    /// `POST /users/{id}/report`: OAuth required, since 2026.
    public let report: Endpoint = Endpoint(
        "users.report", .post(.setsOnce), "/users/{id}/report",
        "Reports a user to Trakt's moderators.",
        parameters: [.user],
        authorization: .required,
        body: [.reportReason(["spam", "adult", "language", "other"]), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("greta-lind", named: ["reason": "spam"])
    )

    init() {}
}

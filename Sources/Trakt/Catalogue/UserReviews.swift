/// What users watched, in numbers.
public struct UserReviews: EndpointGroup {
    /// `GET /users/{id}/mir/{year}/{month}`: OAuth optional, since 2026.
    public let month: Endpoint = Endpoint(
        "users.month_in_review", .get, "/users/{id}/mir/{year}/{month}",
        "A user's month in numbers.",
        parameters: [.user, .year, .month],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        answer: .object("{stats{…}, …}"),
        source: .contract2026,
        example: .of("me", 2026, 10)
    )

    /// `GET /users/{id}/yir/{year}`: OAuth optional, since 2026.
    public let year: Endpoint = Endpoint(
        "users.year_in_review", .get, "/users/{id}/yir/{year}",
        "A user's year in numbers.",
        parameters: [.user, .year],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        answer: .object("{stats{…}, …}"),
        source: .contract2026,
        example: .of("me", 2025)
    )

    /// `GET /users/leaderboard`: OAuth optional, unmerged branch of the 2026 contract.
    public let leaderboard: Endpoint = Endpoint(
        "users.leaderboard", .get, "/users/leaderboard",
        "Who watched most.",
        authorization: .optional,
        answer: .array("[{rank, user, total_minutes, total_plays}]"),
        notes: "VIPs see the top 100 VIPs, others only the Trakt team.",
        source: .contract2026,
        status: .unmergedBranch
    )

    /// `GET /users/{id}/leaderboard`: OAuth optional, pagination, unmerged branch of the 2026 contract.
    public let followsLeaderboard: Endpoint = Endpoint(
        "users.follows_leaderboard", .get, "/users/{id}/leaderboard",
        "Who watched most among a user and those the user follows.",
        parameters: [.user],
        authorization: .optional,
        paging: .required,
        isLimitless: true,
        answer: .array("[{rank|null, user, total_minutes|null, total_plays|null, locked}]"),
        errors: [404: "not found"],
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("me")
    )

    init() {}
}

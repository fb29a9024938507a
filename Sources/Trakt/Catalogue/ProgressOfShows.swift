/// How far the user is in one show.
public struct ProgressOfShows: EndpointGroup {
    /// `GET /shows/{id}/progress/collection`: OAuth required.
    public let progressCollection: Endpoint = Endpoint(
        "shows.progress.collection", .get, "/shows/{id}/progress/collection",
        "How much of a show the user has collected, season by season.",
        parameters: [.show],
        query: [
            .optional("hidden", .boolean, "with hidden seasons"), .optional("specials", .boolean, "with season 0"),
            .optional("count_specials", .boolean, "specials count as episodes"),
            .optional("last_activity", .oneOf(["aired", "collected"]), "which date decides the order"),
            .optional("include_stats", .boolean, "with numbers of plays and minutes", source: .contract2026),
        ],
        authorization: .required,
        extended2026: ["full", "images", "colors", "streaming_ids"],
        answer: .object(
            """
            {aired, completed, last_collected_at, seasons: [{number, title, aired, completed, \
            episodes: [{number, completed, collected_at}]}], hidden_seasons: [season], \
            next_episode: episode|null, last_episode: episode|null}
            """),
        example: .of("breaking-bad")
    )

    /// `GET /shows/{id}/progress/watched`: OAuth required.
    public let progressWatched: Endpoint = Endpoint(
        "shows.progress.watched", .get, "/shows/{id}/progress/watched",
        "How much of a show the user has watched, season by season.",
        parameters: [.show],
        query: [
            .optional("hidden", .boolean, "with hidden seasons"), .optional("specials", .boolean, "with season 0"),
            .optional("count_specials", .boolean, "specials count as episodes"),
            .optional("last_activity", .oneOf(["aired", "watched"]), "which date decides the order"),
            .optional("include_stats", .boolean, "with numbers of plays and minutes", source: .contract2026),
        ],
        authorization: .required,
        extended2026: ["full", "images", "colors", "streaming_ids"],
        answer: .object(
            """
            {aired, completed, last_watched_at, reset_at, seasons: [{number, title, aired, \
            completed, episodes: [{number, completed, last_watched_at}]}], hidden_seasons: \
            [season], next_episode: episode|null, last_episode: episode|null}
            """),
        example: .of("breaking-bad")
    )

    /// `POST /shows/{id}/progress/watched/reset`: OAuth required, VIP only.
    public let resetProgress: Endpoint = Endpoint(
        "shows.progress.reset", .post(.sets), "/shows/{id}/progress/watched/reset",
        "Begins a rewatch: progress counts from this moment on.",
        parameters: [.show],
        authorization: .required,
        vip: .only,
        body: [.optional("reset_at", .datetime(or: []), "when the rewatch began; now where it is left out")],
        bodyForm: .optional,
        answer: .object("{reset_at}"),
        errors: [426: "VIP only"],
        example: .of("breaking-bad", named: ["reset_at": "2026-11-01T20:00:00Z"])
    )

    /// `DELETE /shows/{id}/progress/watched/reset`: OAuth required, VIP only.
    public let undoReset: Endpoint = Endpoint(
        "shows.progress.undo_reset", .delete(.removes), "/shows/{id}/progress/watched/reset",
        "Ends a rewatch: progress counts all plays again.",
        parameters: [.show],
        authorization: .required,
        vip: .only,
        success: [204],
        answer: .nothing,
        errors: [426: "VIP only"],
        example: .of("breaking-bad")
    )

    init() {}
}

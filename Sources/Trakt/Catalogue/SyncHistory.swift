/// Plays and what they add up to.
public struct SyncHistory: EndpointGroup {
    /// `GET /sync/watched/{type}`: OAuth required, pagination.
    public let watched: Endpoint = Endpoint(
        "sync.watched.get", .get, "/sync/watched/{type}",
        "What the user has watched, with the number of plays.",
        parameters: [.required("type", .oneOf(["movies", "shows", "episodes"]), "what to answer")],
        query: [
            .optional("start_at", .date, "not before this moment", source: .contract2026),
            .optional("end_at", .date, "not after this moment", source: .contract2026),
            .optional("specials", .boolean, "with season 0", source: .contract2026),
            .optional("season_numbers", .boolean, "with the numbers of the seasons", source: .contract2026),
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images", "noseasons"],
        extended2026: ["progress", "min"],
        answer: .watched,
        notes: """
            100 items a page where no limit is given, 250 at most, 100 with extended=progress; seasons only \
            with extended=progress.
            """,
        example: .of("shows")
    )

    /// `GET /sync/history/{type}/{id}`: OAuth required, pagination.
    public let history: Endpoint = Endpoint(
        "sync.history.get", .get, "/sync/history/{type}/{id}",
        "The user's plays, newest first.",
        parameters: [
            .optional(
                "type", .oneOf(["movies", "shows", "seasons", "episodes"]), "only plays of this type; needed with an id"
            ),
            .optional("id", .id(.media), "only plays of this one; type says what it is"),
        ],
        query: [
            .optional("start_at", .datetime, "not before this moment"),
            .optional("end_at", .datetime, "not after this moment"),
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{id, watched_at, action, type, movie | episode+show}]"),
        example: .of("movies", 507)
    )

    /// `POST /sync/history`: OAuth required.
    public let addHistory: Endpoint = Endpoint(
        "sync.history.add", .post(.addsPlays), "/sync/history",
        "Adds plays; sending the same play twice adds it twice.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode], with: [.watchedAt]),
        success: [201],
        success2026: [200],
        answer: .object("{added: {movies, episodes}, not_found: {movies[], shows[], seasons[], episodes[]}}"),
        notes: "Nothing checks for duplicates. A bare show or season means all its episodes.",
        example: .of(named: ["movies": [["ids": ["trakt": 507], "watched_at": "2026-11-20T20:15:00Z"]]])
    )

    /// `POST /sync/history/remove`: OAuth required.
    public let removeHistory: Endpoint = Endpoint(
        "sync.history.remove", .post(.removesPlays), "/sync/history/remove",
        "Removes all plays of the things named, or single plays by their history ids.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode]) + [.historyIDs],
        answer: .object(
            """
            {deleted: {movies, episodes}, not_found: {movies[], shows[], seasons[], episodes[], \
            ids[]}}
            """),
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    init() {}
}

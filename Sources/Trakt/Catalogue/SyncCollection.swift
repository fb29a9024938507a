/// What the user owns; called library in Trakt's own apps.
public struct SyncCollection: EndpointGroup {
    /// `GET /sync/collection/{type}`: OAuth required, pagination.
    public let get: Endpoint = Endpoint(
        "sync.collection.get", .get, "/sync/collection/{type}",
        "The movies, shows or episodes in the user's collection.",
        parameters: [.required("type", .oneOf(["movies", "shows", "episodes", "media"]), "what to answer")],
        query: [
            .optional("available_on", .oneOf(["plex"]), "only what is there", source: .contract2026),
            .optional("start_at", .date, "not before this moment", source: .contract2026),
            .optional("end_at", .date, "not after this moment", source: .contract2026),
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images", "metadata"],
        extended2026: ["available_on", "min"],
        answer: .either(
            """
            movies: [{collected_at, updated_at, movie, metadata?}]; shows: [{last_collected_at, \
            last_updated_at, show, seasons}]; by id with extended=min
            """),
        notes: "The types episodes and media came in 2026.",
        example: .of("movies")
    )

    /// `POST /sync/collection`: OAuth required, VIP enhanced.
    public let add: Endpoint = Endpoint(
        "sync.collection.add", .post(.sets), "/sync/collection",
        "Puts things into the collection; a bare show or season means all its episodes.",
        authorization: .required,
        vip: .enhanced,
        body: Field.things([.movie, .show, .season, .episode], with: Field.metadata),
        success: [201],
        answer: .object(
            """
            {added: {movies, episodes}, updated: {movies, episodes}, existing: {movies, episodes}, \
            not_found: {movies[], shows[], seasons[], episodes[]}}
            """),
        errors: [420: "collection limit reached"],
        example: .of(named: ["movies": [["ids": ["trakt": 507], "media_type": "bluray", "resolution": "hd_1080p"]]])
    )

    /// `POST /sync/collection/remove`: OAuth required.
    public let remove: Endpoint = Endpoint(
        "sync.collection.remove", .post(.sets), "/sync/collection/remove",
        "Takes things out of the collection.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode]),
        answer: .object("{deleted: {movies, episodes}, not_found: {movies[], shows[], seasons[], episodes[]}}"),
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    /// `GET /sync/collection/minimal/{type}`: OAuth required, since 2026.
    public let minimal: Endpoint = Endpoint(
        "sync.collection.minimal", .get, "/sync/collection/minimal/{type}",
        "When things were collected, keyed by Trakt id and nothing else.",
        parameters: [.required("type", .oneOf(["movies", "shows", "episodes"]), "what to answer")],
        query: [.optional("available_on", .oneOf(["plex"]), "only what is there")],
        authorization: .required,
        answer: .object("{Trakt id: collected_at}; shows nest by season and episode"),
        source: .contract2026,
        example: .of("movies")
    )

    init() {}
}

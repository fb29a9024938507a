/// The movies and shows the user likes best. Limited for everybody.
public struct SyncFavorites: EndpointGroup {
    /// `GET /sync/favorites/{type}/{sort_by}/{sort_how}`: OAuth required, pagination, VIP enhanced.
    public let get: Endpoint = Endpoint(
        "sync.favorites.get", .get, "/sync/favorites/{type}/{sort_by}/{sort_how}",
        "The user's favorites.",
        parameters: [
            .optional("type", .oneOf(["all", "movies", "shows"]), default: "all", "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show}]"),
        headers: Endpoint.sortHeaders,
        example: .of("movies", "added", "desc")
    )

    /// `PUT /sync/favorites`: OAuth required.
    public let update: Endpoint = Endpoint(
        "sync.favorites.update", .put(.sets), "/sync/favorites",
        "Changes the favorites' description and default order.",
        authorization: .required,
        body: [.description, .sortBy, .sortHow],
        answer: .object("list"),
        notes: "The 2026 contract describes another body for this call; Trakt has not reconciled the two.",
        example: .of(named: ["description": "The best of all.", "sort_by": "rank", "sort_how": "asc"])
    )

    /// `POST /sync/favorites`: OAuth required.
    public let add: Endpoint = Endpoint(
        "sync.favorites.add", .post(.sets), "/sync/favorites",
        "Adds movies and shows to the favorites.",
        authorization: .required,
        takesEmoji: true,
        body: Field.things([.movie, .show], with: [.notes]),
        success: [201],
        answer: .object(
            """
            {added: {movies, shows}, existing: {movies, shows}, not_found: {movies[], shows[]}, \
            list: {updated_at, item_count}}
            """),
        errors: [420: "favorites limit reached (all users)"],
        example: .of(named: ["movies": [["ids": ["trakt": 507], "notes": "The colours!"]]])
    )

    /// `POST /sync/favorites/remove`: OAuth required.
    public let remove: Endpoint = Endpoint(
        "sync.favorites.remove", .post(.sets), "/sync/favorites/remove",
        "Takes movies and shows off the favorites.",
        authorization: .required,
        body: Field.things([.movie, .show]),
        answer: .object(
            """
            {deleted: {movies, shows}, not_found: {movies[], shows[]}, list: {updated_at, \
            item_count}}
            """),
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    /// `POST /sync/favorites/reorder`: OAuth required.
    public let reorder: Endpoint = Endpoint(
        "sync.favorites.reorder", .post(.sets), "/sync/favorites/reorder",
        "Puts the favorites into this order of list item ids.",
        authorization: .required,
        body: [.rank],
        answer: .object("{updated, skipped_ids: [id], list: {updated_at, item_count}}"),
        example: .of(named: ["rank": [803]])
    )

    /// `PUT /sync/favorites/{list_item_id}`: OAuth required.
    public let updateItem: Endpoint = Endpoint(
        "sync.favorites.update_item", .put(.sets), "/sync/favorites/{list_item_id}",
        "Changes the notes of one favorite.",
        parameters: [.listItem],
        authorization: .required,
        takesEmoji: true,
        body: [.requiredNotes],
        success: [204],
        answer: .nothing,
        example: .of(803, named: ["notes": "Still the best."])
    )

    init() {}
}

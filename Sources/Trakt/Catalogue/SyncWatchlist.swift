/// What the user wants to watch. Watched things leave the watchlist on their own.
public struct SyncWatchlist: EndpointGroup {
    /// `GET /sync/watchlist/{type}/{sort_by}/{sort_how}`: OAuth required, pagination, VIP enhanced.
    public let get: Endpoint = Endpoint(
        "sync.watchlist.get", .get, "/sync/watchlist/{type}/{sort_by}/{sort_how}",
        "The user's watchlist.",
        parameters: [
            .optional(
                "type", .oneOf(["all", "movies", "shows", "seasons", "episodes"]), default: "all",
                "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        vip: .enhanced,
        takesEmoji: true,
        answer: .array("[{rank, id, listed_at, notes, type, movie | show | season+show | episode+show}]"),
        notes: """
            For those who are no VIPs, orders by ratings and votes of other sites fall back to rank. \
            Watched things leave the list on their own.
            """,
        headers: Endpoint.sortHeaders,
        example: .of("movies", "added", "desc")
    )

    /// `PUT /sync/watchlist`: OAuth required.
    public let update: Endpoint = Endpoint(
        "sync.watchlist.update", .put(.sets), "/sync/watchlist",
        "Changes the watchlist's description and default order.",
        authorization: .required,
        body: [.description, .sortBy, .sortHow],
        answer: .object("list"),
        notes: "The 2026 contract describes another body for this call; Trakt has not reconciled the two.",
        example: .of(named: ["description": "What is next.", "sort_by": "added", "sort_how": "desc"])
    )

    /// `POST /sync/watchlist`: OAuth required, VIP enhanced.
    public let add: Endpoint = Endpoint(
        "sync.watchlist.add", .post(.sets), "/sync/watchlist",
        "Puts things on the watchlist.",
        authorization: .required,
        vip: .enhanced,
        takesEmoji: true,
        body: Field.things([.movie, .show, .season, .episode], with: [.notes]),
        success: [201],
        answer: .object(
            """
            {added: {movies, shows, seasons, episodes}, existing: {movies, shows, seasons, \
            episodes}, not_found: {movies[], shows[], seasons[], episodes[]}, list: {updated_at, \
            item_count}}
            """),
        errors: [420: "watchlist limit reached"],
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    /// `POST /sync/watchlist/remove`: OAuth required.
    public let remove: Endpoint = Endpoint(
        "sync.watchlist.remove", .post(.sets), "/sync/watchlist/remove",
        "Takes things off the watchlist.",
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode]),
        answer: .object(
            """
            {deleted: {movies, shows, seasons, episodes}, not_found: {movies[], shows[], \
            seasons[], episodes[]}, list: {updated_at, item_count}}
            """),
        example: .of(named: ["movies": [["ids": ["trakt": 507]]]])
    )

    /// `POST /sync/watchlist/reorder`: OAuth required.
    public let reorder: Endpoint = Endpoint(
        "sync.watchlist.reorder", .post(.sets), "/sync/watchlist/reorder",
        "Puts the watchlist into this order of list item ids.",
        authorization: .required,
        body: [.rank],
        answer: .object("{updated, skipped_ids: [id], list: {updated_at, item_count}}"),
        example: .of(named: ["rank": [802]])
    )

    /// `PUT /sync/watchlist/{list_item_id}`: OAuth required, VIP enhanced.
    public let updateItem: Endpoint = Endpoint(
        "sync.watchlist.update_item", .put(.sets), "/sync/watchlist/{list_item_id}",
        "Changes the notes of one watchlist item.",
        parameters: [.listItem],
        authorization: .required,
        vip: .enhanced,
        takesEmoji: true,
        body: [.requiredNotes],
        success: [204],
        answer: .nothing,
        errors: [420: "note limit reached"],
        example: .of(802, named: ["notes": "Before the sequel."])
    )

    init() {}
}

/// Public lists, and changing personal ones.
public struct Lists: EndpointGroup {
    /// `POST /users/{id}/lists`: OAuth required, VIP enhanced.
    public let create: Endpoint = Endpoint(
        "lists.create", .post(.creates(.list)), "/users/{id}/lists",
        "Makes a new personal list.",
        parameters: [.user],
        authorization: .required,
        vip: .enhanced,
        body: [
            .required("name", .text(longest: nil), "the list's name")
        ] + Field.listSettings,
        success: [201],
        answer: .object("list"),
        errors: [420: "list count limit reached"],
        aliases: ["users.lists.create"],
        example: .of(
            "me", named: ["name": "Christmas films", "description": "For the long nights.", "privacy": "private"])
    )

    /// `POST /users/{id}/lists/reorder`: OAuth required.
    public let reorder: Endpoint = Endpoint(
        "lists.reorder", .post(.sets), "/users/{id}/lists/reorder",
        "Puts the user's lists into this order.",
        parameters: [.user],
        authorization: .required,
        body: [.rank],
        answer: .object("{updated, skipped_ids: [id]}"),
        aliases: ["users.lists.reorder"],
        example: .of("me", named: ["rank": [701]])
    )

    /// `PUT /users/{id}/lists/{list_id}`: OAuth required.
    public let update: Endpoint = Endpoint(
        "lists.update", .put(.sets), "/users/{id}/lists/{list_id}",
        "Changes a list's name, description or settings.",
        parameters: [.user, .list],
        authorization: .required,
        body: [
            .optional("name", .text(longest: nil), "the list's new name")
        ] + Field.listSettings,
        answer: .either("list"),
        notes: "The old slug keeps working after a rename.",
        aliases: ["users.lists.update"],
        example: .of("me", "rainy-days", named: ["name": "Very rainy days"])
    )

    /// `DELETE /users/{id}/lists/{list_id}`: OAuth required.
    public let delete: Endpoint = Endpoint(
        "lists.delete", .delete(.removes), "/users/{id}/lists/{list_id}",
        "Deletes a list with all its items.",
        parameters: [.user, .list],
        authorization: .required,
        success: [204],
        answer: .nothing,
        aliases: ["users.lists.delete"],
        example: .of("me", "rainy-days")
    )

    /// `POST /users/{id}/lists/{list_id}/items`: OAuth required, VIP enhanced.
    public let addItems: Endpoint = Endpoint(
        "lists.items.add", .post(.sets), "/users/{id}/lists/{list_id}/items",
        "Puts things on a list.",
        parameters: [.user, .list],
        authorization: .required,
        vip: .enhanced,
        takesEmoji: true,
        body: Field.things([.movie, .show, .season, .episode, .person], with: [.notes]),
        success: [201],
        answer: .object(
            """
            {added: {movies, shows, seasons, episodes, people}, existing: {movies, shows, seasons, \
            episodes, people}, not_found: {movies[], shows[], seasons[], episodes[], people[]}, \
            list: {updated_at, item_count}}
            """),
        errors: [420: "list item limit reached"],
        aliases: ["users.lists.items_add"],
        example: .of(
            "me", "rainy-days", named: ["movies": [["ids": ["trakt": 507]]], "shows": [["ids": ["trakt": 1388]]]])
    )

    /// `POST /users/{id}/lists/{list_id}/items/remove`: OAuth required.
    public let removeItems: Endpoint = Endpoint(
        "lists.items.remove", .post(.sets), "/users/{id}/lists/{list_id}/items/remove",
        "Takes things off a list.",
        parameters: [.user, .list],
        authorization: .required,
        body: Field.things([.movie, .show, .season, .episode, .person]),
        answer: .object(
            """
            {deleted: {movies, shows, seasons, episodes, people}, not_found: {movies[], shows[], \
            seasons[], episodes[], people[]}, list: {updated_at, item_count}}
            """),
        aliases: ["users.lists.items_remove"],
        example: .of("me", "rainy-days", named: ["movies": [["ids": ["trakt": 507]]]])
    )

    /// `POST /users/{id}/lists/{list_id}/items/reorder`: OAuth required.
    public let reorderItems: Endpoint = Endpoint(
        "lists.items.reorder", .post(.sets), "/users/{id}/lists/{list_id}/items/reorder",
        "Puts a list's items into this order.",
        parameters: [.user, .list],
        authorization: .required,
        body: [.rank],
        answer: .object("{updated, skipped_ids: [id], list: {updated_at, item_count}}"),
        aliases: ["users.lists.items_reorder"],
        example: .of("me", "rainy-days", named: ["rank": [801]])
    )

    /// `PUT /users/{id}/lists/{list_id}/items/{list_item_id}`: OAuth required, VIP only.
    public let updateItem: Endpoint = Endpoint(
        "lists.items.update", .put(.sets), "/users/{id}/lists/{list_id}/items/{list_item_id}",
        "Changes the notes of one list item.",
        parameters: [.user, .list, .listItem],
        authorization: .required,
        vip: .only,
        takesEmoji: true,
        body: [.requiredNotes],
        success: [204],
        answer: .nothing,
        errors: [426: "VIP only"],
        aliases: ["users.lists.items_update"],
        example: .of("me", "rainy-days", 801, named: ["notes": "With popcorn."])
    )

    /// `POST /users/{id}/lists/{list_id}/reorder`: OAuth required, since 2026.
    public let reorderItemsShort: Endpoint = Endpoint(
        "lists.items.reorder_short", .post(.sets), "/users/{id}/lists/{list_id}/reorder",
        "Puts a list's items into this order; a shorter path for lists.items.reorder.",
        parameters: [.user, .list],
        authorization: .required,
        body: [.rank],
        answer: .object("{updated, skipped_ids:[id], list:{updated_at, item_count}}"),
        notes: "Shorter twin of lists.items.reorder; same body and answer.",
        source: .contract2026,
        example: .of("me", "rainy-days", named: ["rank": [801]])
    )

    /// `GET /lists/trending/{type}`: pagination, filters.
    public let trending: Endpoint = Endpoint(
        "lists.trending", .get, "/lists/trending/{type}",
        "The lists with the most likes and comments of the last days.",
        parameters: [.listType(["personal", "official"])],
        paging: .required,
        extended2026: ["full"],
        filters2026: [.watchnow],
        takesEmoji: true,
        answer: .array("[{like_count, comment_count, list}]"),
        example: .of("personal", named: ["limit": 5])
    )

    /// `GET /lists/popular/{type}`: pagination, filters.
    public let popular: Endpoint = Endpoint(
        "lists.popular", .get, "/lists/popular/{type}",
        "The lists with the most likes and comments of all time.",
        parameters: [.listType(["personal", "official"])],
        paging: .required,
        extended2026: ["full"],
        filters2026: [.watchnow],
        takesEmoji: true,
        answer: .array("[{like_count, comment_count, list}]"),
        example: .of("personal", named: ["limit": 5])
    )

    /// `GET /lists/{id}`: filters.
    public let get: Endpoint = Endpoint(
        "lists.get", .get, "/lists/{id}",
        "One public list by its number, without its items.",
        parameters: [.publicList],
        extended2026: ["full", "images", "vip"],
        filters2026: [.watchnow, .ignore],
        takesEmoji: true,
        answer: .object("list"),
        notes: "By number only, and only public lists. May answer 204 for a list that is not there.",
        headers: Endpoint.sortHeaders,
        example: .of(701)
    )

    /// `GET /lists/{id}/likes`: pagination.
    public let likes: Endpoint = Endpoint(
        "lists.likes", .get, "/lists/{id}/likes",
        "The users who like a public list.",
        parameters: [.publicList],
        paging: .required,
        extended2026: ["full"],
        answer: .array("[{liked_at, user}]"),
        headers: ["X-List-ID"],
        example: .of(701)
    )

    /// `POST /lists/{id}/like`: OAuth required.
    public let like: Endpoint = Endpoint(
        "lists.like", .post(.sets), "/lists/{id}/like",
        "Likes a public list.",
        parameters: [.publicList],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of(701)
    )

    /// `DELETE /lists/{id}/like`: OAuth required.
    public let unlike: Endpoint = Endpoint(
        "lists.unlike", .delete(.removes), "/lists/{id}/like",
        "Takes a like of a public list back.",
        parameters: [.publicList],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of(701)
    )

    /// `GET /lists/{id}/items/{type}/{sort_by}/{sort_how}`: pagination, filters, VIP enhanced.
    public let items: Endpoint = Endpoint(
        "lists.items.get", .get, "/lists/{id}/items/{type}/{sort_by}/{sort_how}",
        "The items of a public list.",
        parameters: [
            .publicList,
            .optional(
                "type", .list(["all", "movie", "show", "season", "episode", "person"]), default: "all",
                "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow, .ignore],
        vip: .enhanced,
        takesEmoji: true,
        answer: .listItems,
        notes: "For those who are no VIPs, orders by ratings and votes of other sites fall back to rank.",
        headers: Endpoint.sortHeaders,
        example: .of(701, "movie,show", "added", "desc")
    )

    /// `GET /lists/{id}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "lists.comments", .get, "/lists/{id}/comments/{sort}",
        "The comments on a public list.",
        parameters: [.publicList, .commentSort(["newest", "oldest", "likes", "replies"])],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of(701)
    )

    /// `POST /lists/{id}/report`: OAuth required, since 2026.
    public let report: Endpoint = Endpoint(
        "lists.report", .post(.setsOnce), "/lists/{id}/report",
        "Reports a public list to Trakt's moderators.",
        parameters: [.publicList],
        authorization: .required,
        body: [.reportReason(Field.listReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of(701, named: ["reason": "spam", "message": "It advertises a shop."])
    )

    init() {}
}

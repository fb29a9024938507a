/// Personal lists of a user.
public struct UserLists: EndpointGroup {
    /// `GET /users/{id}/lists`: OAuth optional, pagination.
    public let all: Endpoint = Endpoint(
        "users.lists.all", .get, "/users/{id}/lists",
        "A user's personal lists.",
        parameters: [.user],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[list]"),
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/lists/collaborations`: OAuth optional.
    public let collaborations: Endpoint = Endpoint(
        "users.lists.collaborations", .get, "/users/{id}/lists/collaborations",
        "The lists of others that a user may edit.",
        parameters: [.user],
        authorization: .optional,
        extended2026: ["full", "images", "vip"],
        answer: .array("[list]"),
        errors: Endpoint.privateUser,
        example: .of("me")
    )

    /// `GET /users/{id}/lists/{list_id}`: OAuth optional.
    public let get: Endpoint = Endpoint(
        "users.lists.get", .get, "/users/{id}/lists/{list_id}",
        "One personal list, without its items.",
        parameters: [.user, .list],
        authorization: .optional,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .object("list"),
        errors: Endpoint.privateUser,
        headers: Endpoint.sortHeaders,
        example: .of("me", "rainy-days")
    )

    /// `GET /users/{id}/lists/{list_id}/likes`: OAuth optional, pagination.
    public let likes: Endpoint = Endpoint(
        "users.lists.likes", .get, "/users/{id}/lists/{list_id}/likes",
        "The users who like a list.",
        parameters: [.user, .list],
        authorization: .optional,
        paging: .required,
        answer: .array("[{liked_at, user}]"),
        errors: Endpoint.privateUser,
        headers: ["X-List-ID"],
        example: .of("ada-marlow", "crime-evenings")
    )

    /// `POST /users/{id}/lists/{list_id}/like`: OAuth required.
    public let like: Endpoint = Endpoint(
        "users.lists.like", .post(.sets), "/users/{id}/lists/{list_id}/like",
        "Likes a list.",
        parameters: [.user, .list],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of("ada-marlow", "crime-evenings")
    )

    /// `DELETE /users/{id}/lists/{list_id}/like`: OAuth required.
    public let unlike: Endpoint = Endpoint(
        "users.lists.unlike", .delete(.removes), "/users/{id}/lists/{list_id}/like",
        "Takes a like of a list back.",
        parameters: [.user, .list],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of("ada-marlow", "crime-evenings")
    )

    /// `GET /users/{id}/lists/{list_id}/items/{type}/{sort_by}/{sort_how}`:
    /// OAuth optional, pagination, filters, VIP enhanced.
    public let items: Endpoint = Endpoint(
        "users.lists.items", .get, "/users/{id}/lists/{list_id}/items/{type}/{sort_by}/{sort_how}",
        "The items of a personal list.",
        parameters: [
            .user, .list,
            .optional(
                "type", .list(["all", "movie", "show", "season", "episode", "person"]), default: "all",
                "only things of this type"),
            .sortBy,
            .sortHow,
        ],
        authorization: .optional,
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters2026: [.watchnow, .ignore],
        vip: .enhanced,
        takesEmoji: true,
        answer: .listItems,
        notes: "For those who are no VIPs, orders by ratings and votes of other sites fall back to rank.",
        errors: Endpoint.privateUser,
        headers: Endpoint.sortHeaders,
        example: .of("me", "rainy-days", "movie", "added", "desc")
    )

    /// `GET /users/{id}/lists/{list_id}/comments/{sort}`: OAuth optional, pagination.
    public let comments: Endpoint = Endpoint(
        "users.lists.comments", .get, "/users/{id}/lists/{list_id}/comments/{sort}",
        "The comments on a list.",
        parameters: [.user, .list, .commentSort(["newest", "oldest", "likes", "replies"])],
        authorization: .optional,
        paging: .required,
        takesEmoji: true,
        answer: .array("[comment]"),
        errors: Endpoint.privateUser,
        headers: ["X-List-ID"],
        example: .of("ada-marlow", "crime-evenings")
    )

    /// `POST /users/{id}/lists/{list_id}/report`: OAuth required, since 2026.
    public let report: Endpoint = Endpoint(
        "users.lists.report", .post(.setsOnce), "/users/{id}/lists/{list_id}/report",
        "Reports a list to Trakt's moderators.",
        parameters: [.user, .list],
        authorization: .required,
        body: [.reportReason(Field.listReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("ada-marlow", "crime-evenings", named: ["reason": "spam"])
    )

    init() {}
}

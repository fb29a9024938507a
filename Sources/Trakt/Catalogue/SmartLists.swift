/// Stored queries that are asked anew each time they are read.
public struct SmartLists: EndpointGroup {
    /// `GET /users/{id}/smart-lists`: OAuth optional, since 2026.
    public let all: Endpoint = Endpoint(
        "users.smart_lists.all", .get, "/users/{id}/smart-lists",
        "A user's smart lists.",
        parameters: [.user],
        authorization: .optional,
        answer: .smartLists,
        source: .contract2026,
        example: .of("me")
    )

    /// `GET /users/{id}/smart-lists/{list_id}`: OAuth optional, since 2026.
    public let get: Endpoint = Endpoint(
        "users.smart_lists.get", .get, "/users/{id}/smart-lists/{list_id}",
        "One smart list of a user, without its items.",
        parameters: [.user, .list],
        authorization: .optional,
        answer: .object(Endpoint.Shape.smartList),
        notes: """
            By the unmerged branch of the 2026 contract a missing list is answered with 204 rather than \
            404.
            """,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of("me", "quiet-evenings")
    )

    /// `POST /users/{id}/smart-lists`: OAuth required, VIP enhanced, since 2026.
    public let create: Endpoint = Endpoint(
        "smart_lists.create", .post(.creates(.smartList)), "/users/{id}/smart-lists",
        "Makes a smart list: a stored query that is asked anew each time it is read.",
        parameters: [.user],
        authorization: .required,
        vip: .enhanced,
        body: [
            .required("name", .text(longest: nil), "the list's name"),
            .required("source", .oneOf(Field.smartListSources), "what it draws from"),
            .required("media_type", .oneOf(["movies", "shows", "media"]), "what it holds"),
        ] + Field.smartListSettings,
        success: [201],
        answer: .object("{ids{trakt,slug}}"),
        errors: [420: "smart list limit reached"],
        source: .contract2026,
        example: .of(
            "me",
            named: [
                "name": "Short comedies", "source": "popular", "media_type": "movies",
                "filters": ["genres": ["comedy"], "runtimes": [60, 100]], "privacy": "private",
            ])
    )

    /// `PUT /users/{id}/smart-lists/{list_id}`: OAuth required, since 2026.
    public let update: Endpoint = Endpoint(
        "smart_lists.update", .put(.sets), "/users/{id}/smart-lists/{list_id}",
        "Changes a smart list.",
        parameters: [.user, .list],
        authorization: .required,
        body: [
            .optional("name", .text(longest: nil), "the list's new name"),
            .optional("source", .oneOf(Field.smartListSources), "what it draws from"),
            .optional("media_type", .oneOf(["movies", "shows", "media"]), "what it holds"),
        ] + Field.smartListSettings,
        answer: .object(Endpoint.Shape.smartList),
        notes: "By the unmerged branch of the 2026 contract the answer is 204 without a body.",
        errors: [404: "not found"],
        source: .contract2026,
        example: .of("me", "quiet-evenings", named: ["name": "Quiet weekends"])
    )

    /// `DELETE /users/{id}/smart-lists/{list_id}`: OAuth required, since 2026.
    public let delete: Endpoint = Endpoint(
        "smart_lists.delete", .delete(.removes), "/users/{id}/smart-lists/{list_id}",
        "Deletes a smart list.",
        parameters: [.user, .list],
        authorization: .required,
        success: [204],
        answer: .nothing,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of("me", "quiet-evenings")
    )

    /// `GET /smart-lists/{list_id}`: OAuth optional, since 2026.
    public let bySlug: Endpoint = Endpoint(
        "smart_lists.get", .get, "/smart-lists/{list_id}",
        "One smart list by its slug alone, without its items.",
        parameters: [.smartList],
        authorization: .optional,
        takesEmoji: true,
        answer: .object(Endpoint.Shape.smartList),
        notes: """
            Only public lists, unless it is the user's own. By the unmerged branch of the 2026 contract \
            a missing list is answered with 204 rather than 404.
            """,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of("quiet-evenings")
    )

    /// `GET /smart-lists/{list_id}/items`: OAuth optional, pagination, filters, since 2026.
    public let items: Endpoint = Endpoint(
        "smart_lists.items", .get, "/smart-lists/{list_id}/items",
        "What a smart list finds now.",
        parameters: [.smartList],
        authorization: .optional,
        paging: .required,
        isLimitless: true,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow, .ignore],
        takesEmoji: true,
        answer: .array("[{rank, type, movie, show}]"),
        notes: "The items are always of the list's media_type.",
        source: .contract2026,
        example: .of("quiet-evenings")
    )

    init() {}
}

/// The filters the user saved on the website. For VIPs.
public struct UserSavedFilters: EndpointGroup {
    /// `GET /users/saved_filters/{section}`: OAuth required, pagination, VIP only.
    public let get: Endpoint = Endpoint(
        "users.saved_filters.get", .get, "/users/saved_filters/{section}",
        "The filters the user saved on the website.",
        parameters: [
            .optional("section", .oneOf(["movies", "shows", "calendars", "search"]), "only filters of this section")
        ],
        authorization: .required,
        paging: .required,
        vip: .only,
        answer: .array("[{rank, id, section, name, path, query, updated_at}]"),
        errors: [426: "VIP only"]
    )

    /// `POST /users/saved_filters`: OAuth required, VIP only, since 2026.
    public let add: Endpoint = Endpoint(
        "users.saved_filters.add", .post(.sets), "/users/saved_filters",
        "Saves filters, each a name and the address of a filtered page.",
        authorization: .required,
        vip: .only,
        body: [
            .required(
                "filters",
                .objects([
                    .required("name", .text(longest: nil), "the name shown"),
                    .required("url", .text(longest: nil), "the filtered page's path and query"),
                ]), "the filters to save")
        ],
        bodyForm: .array,
        success: [201],
        answer: .object(
            """
            {added:[{rank, id, name, path, query, updated_at, section: movies|shows|calendars|search}], \
            skipped:[{name, url}]}
            """),
        errors: [426: "VIP only"],
        source: .contract2026,
        example: .of(named: [
            "filters": [["name": "Old comedies", "url": "/movies/trending?genres=comedy&years=1930-1960"]]
        ])
    )

    /// `DELETE /users/saved_filters/{id}`: OAuth required, VIP only, since 2026.
    public let delete: Endpoint = Endpoint(
        "users.saved_filters.delete", .delete(.removes), "/users/saved_filters/{id}",
        "Forgets a saved filter.",
        parameters: [.required("id", .id(.entry), "the saved filter")],
        authorization: .required,
        vip: .only,
        success: [204],
        answer: .nothing,
        errors: [404: "not found", 426: "VIP only"],
        source: .contract2026,
        example: .of(401)
    )

    init() {}
}

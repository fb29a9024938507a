/// What connected services and imports brought into the account.
public struct UserSyncs: EndpointGroup {
    /// `GET /users/syncs`: OAuth required, pagination, since 2026.
    public let list: Endpoint = Endpoint(
        "users.syncs.list", .get, "/users/syncs",
        "What connected services and imports brought into the account.",
        authorization: .required,
        paging: .required,
        answer: .syncs,
        source: .contract2026
    )

    /// `GET /users/syncs/{type}`: OAuth required, pagination, since 2026.
    public let byType: Endpoint = Endpoint(
        "users.syncs.by_type", .get, "/users/syncs/{type}",
        "What one kind of service brought into the account.",
        parameters: [.required("type", .oneOf(["younify", "plex", "import"]), "the kind of service")],
        authorization: .required,
        paging: .required,
        answer: .syncs,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of("plex")
    )

    /// `GET /users/syncs/{id}`: OAuth required, since 2026.
    public let get: Endpoint = Endpoint(
        "users.syncs.get", .get, "/users/syncs/{id}",
        "One sync with the numbers of what it brought.",
        parameters: [.sync],
        authorization: .required,
        answer: .object(Endpoint.Shape.sync),
        errors: [404: "not found"],
        source: .contract2026,
        example: .of(501)
    )

    /// `GET /users/syncs/{id}/paused`: OAuth required, pagination, since 2026.
    public let paused: Endpoint = Endpoint(
        "users.syncs.paused", .get, "/users/syncs/{id}/paused",
        "What a sync brought as paused.",
        parameters: [.sync],
        authorization: .required,
        paging: .required,
        answer: .syncItems,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of(501)
    )

    /// `GET /users/syncs/{id}/skipped`: OAuth required, pagination, since 2026.
    public let skipped: Endpoint = Endpoint(
        "users.syncs.skipped", .get, "/users/syncs/{id}/skipped",
        "What a sync left out.",
        parameters: [.sync],
        authorization: .required,
        paging: .required,
        answer: .syncItems,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of(501)
    )

    /// `DELETE /users/syncs/{id}`: OAuth required, since 2026.
    public let undo: Endpoint = Endpoint(
        "users.syncs.undo", .delete(.removes), "/users/syncs/{id}",
        "Takes back everything one sync brought.",
        parameters: [.sync],
        authorization: .required,
        success: [204],
        answer: .nothing,
        errors: [404: "not found"],
        source: .contract2026,
        example: .of(501)
    )

    init() {}
}

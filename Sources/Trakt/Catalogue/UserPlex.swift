/// The connection with Plex.
public struct UserPlex: EndpointGroup {
    /// `GET /users/settings/plex`: OAuth required, since 2026.
    public let settings: Endpoint = Endpoint(
        "users.plex.settings", .get, "/users/settings/plex",
        "How the account and Plex are connected.",
        authorization: .required,
        answer: .object(
            """
            {connection{connected, username}, webhook{url, last_event_at, event_count, home_users}, \
            sync{configured, error, selection, toggles}, scrobbler{toggles}}
            """),
        source: .contract2026
    )

    /// `PUT /users/settings/plex`: OAuth required, since 2026.
    public let updateSettings: Endpoint = Endpoint(
        "users.plex.update_settings", .put(.sets), "/users/settings/plex",
        "Changes what Plex syncs and scrobbles, or starts a sync.",
        authorization: .required,
        body: [
            .optional(
                "sync",
                .object([
                    .optional(
                        "selection",
                        .object([
                            .optional("server_ids", .ids, "the servers"),
                            .optional(
                                "library_ids",
                                .objects([
                                    .required("server_id", .text(longest: nil), "the library's server"),
                                    .required("uuid", .text(longest: nil), "the library"),
                                ]), "the libraries"),
                            .optional("user_ids", .ids, "the Plex users"),
                        ]), "what is synced"),
                    .optional("toggles", .anything, "switches by their names"),
                ]), "what a sync takes"),
            .optional(
                "scrobbler", .object([.optional("toggles", .anything, "switches by their names")]), "what playing tells"
            ),
            .optional(
                "webhook", .object([.optional("home_users", .anything, "the Plex users whose plays count")]),
                "what the webhook takes"),
            .optional(
                "trigger_sync",
                .object([
                    .optional("watched_all_data", .boolean, "all plays"),
                    .optional("collection_all_data", .boolean, "the whole collection"),
                    .optional("ratings_all_data", .boolean, "all ratings"),
                    .optional("watchlist_all_data", .boolean, "the whole watchlist"),
                ]), "syncs to start now"),
        ],
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of(named: ["trigger_sync": ["watched_all_data": true]])
    )

    /// `POST /users/settings/plex/connect`: OAuth required, since 2026.
    public let connect: Endpoint = Endpoint(
        "users.plex.connect", .post(.sets), "/users/settings/plex/connect",
        "Begins connecting Plex; the user finishes at the address it answers.",
        authorization: .required,
        body: [.returnURL],
        answer: .object("{url}"),
        errors: [400: "bad input"],
        source: .contract2026,
        example: .of(named: ["return_url": "https://app.example/plex"])
    )

    /// `DELETE /users/settings/plex/connect`: OAuth required, since 2026.
    public let disconnect: Endpoint = Endpoint(
        "users.plex.disconnect", .delete(.removes), "/users/settings/plex/connect",
        "Disconnects Plex.",
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026
    )

    /// `GET /users/settings/plex/servers`: OAuth required, since 2026.
    public let servers: Endpoint = Endpoint(
        "users.plex.servers", .get, "/users/settings/plex/servers",
        "The Plex servers the user can reach.",
        authorization: .required,
        answer: .object(
            """
            {servers:[{id, name, connection_count, connection_timeout, ports:[number:int], owned, \
            url|null}]}
            """),
        errors: [401: "auth problem", 502: "upstream error", 504: "upstream timeout"],
        source: .contract2026
    )

    /// `GET /users/settings/plex/servers/{server_id}`: OAuth required, since 2026.
    public let server: Endpoint = Endpoint(
        "users.plex.server", .get, "/users/settings/plex/servers/{server_id}",
        "One Plex server, with its accounts and libraries.",
        parameters: [.required("server_id", .text, "the server's id")],
        authorization: .required,
        answer: .object(
            """
            {accounts:[{id, name}], libraries:[{id, uuid, type, title, agent, scanner, selected, url}]}
            """),
        errors: [
            401: "auth problem", 404: "not found", 422: "cannot be processed", 502: "upstream error",
            503: "upstream unavailable", 504: "upstream timeout",
        ],
        source: .contract2026,
        example: .of("demo-server")
    )

    /// `POST /users/settings/plex/sync`: OAuth required, since 2026.
    public let sync: Endpoint = Endpoint(
        "users.plex.sync", .post(.sets), "/users/settings/plex/sync",
        "Starts a sync with Plex.",
        authorization: .required,
        body: [
            .optional("server_id", .text(longest: nil), "only this server"),
            .optional("all_data", .boolean, "everything, not only what is new"),
        ],
        bodyForm: .optional,
        success: [201],
        answer: .nothing,
        errors: [422: "cannot be processed"],
        source: .contract2026,
        example: .of(named: ["server_id": "demo-server"])
    )

    init() {}
}

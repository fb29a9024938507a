/// The connection with streaming services through Younify.
public struct Younify: EndpointGroup {
    /// `GET /younify/connections`: OAuth required, since 2026.
    public let connections: Endpoint = Endpoint(
        "younify.connections", .get, "/younify/connections",
        "The streaming services that Younify connects with the account.",
        authorization: .required,
        answer: .array(
            """
            [{id, name, vip, color, images:{logo|null}, connectable, connected, active, profile|null, \
            last_synced_at|null}]
            """),
        source: .contract2026
    )

    /// `POST /younify/connect`: OAuth required, since 2026.
    public let connect: Endpoint = Endpoint(
        "younify.connect", .post(.sets), "/younify/connect",
        "Begins connecting a streaming service; the user finishes at the address it answers.",
        authorization: .required,
        body: [.required("service_id", .text(longest: nil), "the service"), .returnURL],
        answer: .object("{url}"),
        errors: [400: "bad input", 422: "cannot be processed"],
        source: .contract2026,
        example: .of(named: ["service_id": "netflix", "return_url": "https://app.example/younify"])
    )

    /// `POST /younify/users/refresh/{service_id}`: OAuth required, since 2026.
    public let refresh: Endpoint = Endpoint(
        "younify.refresh", .post(.sets), "/younify/users/refresh/{service_id}",
        "Fetches what is new on a connected streaming service.",
        parameters: [.service],
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of("netflix")
    )

    /// `POST /younify/users/refresh/{service_id}/{all_data}`: OAuth required, since 2026.
    public let refreshAll: Endpoint = Endpoint(
        "younify.refresh_all", .post(.sets), "/younify/users/refresh/{service_id}/{all_data}",
        "Fetches new or all data of a connected streaming service.",
        parameters: [.service, .required("all_data", .text, "whether everything is fetched, such as \"true\"")],
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of("netflix", "true")
    )

    /// `DELETE /younify/users/services/{service_id}`: OAuth required, since 2026.
    public let disconnect: Endpoint = Endpoint(
        "younify.disconnect", .delete(.removes), "/younify/users/services/{service_id}",
        "Disconnects a streaming service.",
        parameters: [.service],
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of("netflix")
    )

    init() {}
}

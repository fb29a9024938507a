/// Requests to follow, received and sent.
public struct UserRequests: EndpointGroup {
    /// `GET /users/requests`: OAuth required.
    public let list: Endpoint = Endpoint(
        "users.requests.list", .get, "/users/requests",
        "The follow requests the user received and has not answered.",
        authorization: .required,
        extended: ["full", "images"],
        answer: .array("[{id, requested_at, user}]")
    )

    /// `GET /users/requests/following`: OAuth required.
    public let following: Endpoint = Endpoint(
        "users.requests.following", .get, "/users/requests/following",
        "The follow requests the user sent and that wait for an answer.",
        authorization: .required,
        extended: ["full", "images"],
        answer: .array("[{id, requested_at, user}]")
    )

    /// `POST /users/requests/{id}`: OAuth required.
    public let approve: Endpoint = Endpoint(
        "users.requests.approve", .post(.removes), "/users/requests/{id}",
        "Accepts a follow request.",
        parameters: [.request],
        authorization: .required,
        extended2026: ["full"],
        answer: .object("{followed_at, user}"),
        errors: [404: "unknown, or already approved or denied"],
        example: .of(301)
    )

    /// `DELETE /users/requests/{id}`: OAuth required.
    public let deny: Endpoint = Endpoint(
        "users.requests.deny", .delete(.removes), "/users/requests/{id}",
        "Turns a follow request down.",
        parameters: [.request],
        authorization: .required,
        success: [204],
        answer: .nothing,
        errors: [404: "unknown, or already approved or denied"],
        example: .of(301)
    )

    init() {}
}

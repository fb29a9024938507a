/// Telling Trakt what the user is about to watch.
public struct Checkin: EndpointGroup {
    /// `POST /checkin`: OAuth required.
    public let add: Endpoint = Endpoint(
        "checkin.add", .post(.exclusive), "/checkin",
        "Tells Trakt that the user begins to watch something, at home or in a cinema.",
        authorization: .required,
        body: Field.watching + [.sharing(["twitter", "mastodon", "tumblr"]), .message],
        bodyForm: .exactlyOne(of: ["movie", "episode"]),
        success: [201],
        success2026: [200],
        answer: .object("{id, watched_at, sharing{twitter,mastodon,tumblr}, movie | episode+show}"),
        notes: "It becomes a play when the running time is over.",
        errors: [409: "a checkin is already running; body {expires_at}"],
        example: .of(named: ["movie": ["ids": ["slug": "the-wizard-of-oz-1939"]]])
    )

    /// `DELETE /checkin`: OAuth required.
    public let delete: Endpoint = Endpoint(
        "checkin.delete", .delete(.removes), "/checkin",
        "Ends the running checkin without a play.",
        authorization: .required,
        success: [204],
        answer: .nothing
    )

    init() {}
}

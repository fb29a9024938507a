/// The people who make Trakt.
public struct Team: EndpointGroup {
    /// `GET /team`: since 2026.
    public let members: Endpoint = Endpoint(
        "team.members", .get, "/team",
        "The people who make Trakt.",
        extended: ["full", "images"],
        answer: .array("[{user}]"),
        source: .contract2026
    )

    init() {}
}

/// Who plays and works in what.
public struct People: EndpointGroup {
    /// `GET /people/updates/{start_date}`: pagination.
    public let updates: Endpoint = Endpoint(
        "people.updates", .get, "/people/updates/{start_date}",
        "People whose data Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        extended: ["full", "images"],
        answer: .array("[{updated_at, person}]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"]
    )

    /// `GET /people/updates/id/{start_date}`: pagination.
    public let updatedIds: Endpoint = Endpoint(
        "people.updated_ids", .get, "/people/updates/id/{start_date}",
        "Ids of the people whose data Trakt changed since a moment.",
        parameters: [.updatedSince],
        paging: .required,
        largestPage: 100,
        answer: .array("[int]"),
        notes: "At most 100 a page and 30 days back; store X-Start-Date for the next time.",
        headers: ["X-Start-Date"]
    )

    /// `GET /people/{id}`.
    public let get: Endpoint = Endpoint(
        "people.get", .get, "/people/{id}",
        "One person by id.",
        parameters: [.person],
        extended: ["full", "images"],
        answer: .object("person"),
        example: .of("bryan-cranston")
    )

    /// `GET /people/{id}/movies`.
    public let movies: Endpoint = Endpoint(
        "people.movies", .get, "/people/{id}/movies",
        "The movies a person played in or worked on.",
        parameters: [.person],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object("{cast: [{characters[], movie}], crew: {department: [{jobs[], movie}]}}"),
        example: .of("tom-hardy")
    )

    /// `GET /people/{id}/shows`.
    public let shows: Endpoint = Endpoint(
        "people.shows", .get, "/people/{id}/shows",
        "The shows a person played in or worked on.",
        parameters: [.person],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        answer: .object(
            """
            {cast: [{characters[], episode_count, series_regular, show}], crew: {department: [{jobs[], \
            show}]}}
            """),
        example: .of("bryan-cranston")
    )

    /// `GET /people/{id}/lists/{type}/{sort}`: pagination.
    public let lists: Endpoint = Endpoint(
        "people.lists", .get, "/people/{id}/lists/{type}/{sort}",
        "The lists that hold a person.",
        parameters: [.person, .listType(["all", "personal", "official"]), .listSort],
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[list]"),
        example: .of("bryan-cranston")
    )

    /// `GET /people/{id}/listed`: OAuth required, pagination, unmerged branch of the 2026 contract.
    public let listed: Endpoint = Endpoint(
        "people.listed", .get, "/people/{id}/listed",
        "The user's lists that hold a person.",
        parameters: [.person],
        authorization: .required,
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[list]"),
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("bryan-cranston")
    )

    /// `GET /people/this_month`: unmerged branch of the 2026 contract.
    public let thisMonth: Endpoint = Endpoint(
        "people.this_month", .get, "/people/this_month",
        "The people who are talked about this month.",
        answer: .array("[person]"),
        source: .contract2026,
        status: .unmergedBranch
    )

    /// `GET /people/{id}/known_for/{type}`: unmerged branch of the 2026 contract.
    public let knownFor: Endpoint = Endpoint(
        "people.known_for", .get, "/people/{id}/known_for/{type}",
        "What a person is known for.",
        parameters: [.person, .optional("type", .oneOf(["movies", "shows"]), "only these")],
        extended: ["full", "images", "colors", "streaming_ids"],
        success: [200, 204],
        answer: .array(
            """
            [{type: movie|show, characters:[string], jobs:[string], episode_count, series_regular, \
            movie, show}]
            """),
        notes: "204 when there is nothing.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("bryan-cranston")
    )

    init() {}
}

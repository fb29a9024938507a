/// The small lists that the other endpoints take their words from.
public struct Vocabularies: EndpointGroup {
    /// `GET /certifications/{type}`.
    public let certifications: Endpoint = Endpoint(
        "certifications.list", .get, "/certifications/{type}",
        "All certifications; only the US has them.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer")],
        answer: .object("{us: [{name, slug, description}]}"),
        example: .of("movies")
    )

    /// `GET /countries/{type}`.
    public let countries: Endpoint = Endpoint(
        "countries.list", .get, "/countries/{type}",
        "Country names and their two-letter codes.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer")],
        answer: .array("[{name, code}]"),
        example: .of("movies")
    )

    /// `GET /genres/{type}`.
    public let genres: Endpoint = Endpoint(
        "genres.list", .get, "/genres/{type}",
        "Genre names and their slugs.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer")],
        extended: ["subgenres"],
        answer: .array("[{name, slug, subgenres? [{name, slug}]}]"),
        example: .of("movies")
    )

    /// `GET /languages/{type}`.
    public let languages: Endpoint = Endpoint(
        "languages.list", .get, "/languages/{type}",
        "Language names and their two-letter codes.",
        parameters: [.required("type", .oneOf(["movies", "shows"]), "what to answer")],
        answer: .array("[{name, code}]"),
        example: .of("movies")
    )

    /// `GET /networks`: pagination optional.
    public let networks: Endpoint = Endpoint(
        "networks.list", .get, "/networks",
        "All television networks with their ids.",
        paging: .optional,
        answer: .array("[{name, country, ids{trakt, tmdb}}]"),
        example: .of(named: ["limit": 5])
    )

    init() {}
}

/// The services where things can be watched.
public struct Watchnow: EndpointGroup {
    /// `GET /watchnow/sources`: since 2026.
    public let sources: Endpoint = Endpoint(
        "watchnow.sources", .get, "/watchnow/sources",
        "The services where things can be watched, by country.",
        answer: .services,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026
    )

    /// `GET /watchnow/sources/{countryCode}`: since 2026.
    public let sourcesInCountry: Endpoint = Endpoint(
        "watchnow.sources_in_country", .get, "/watchnow/sources/{countryCode}",
        "The services where things can be watched in a country.",
        parameters: [.optional("countryCode", .code(or: []), "only this country")],
        answer: .services,
        notes: "May be refused to apps that are not Trakt's own.",
        source: .contract2026,
        example: .of("us")
    )

    init() {}
}

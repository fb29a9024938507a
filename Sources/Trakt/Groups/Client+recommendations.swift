extension Client {
    /// What Trakt recommends to the user: the typed side of ``Catalogue/recommendations``.
    public var recommendations: Recommendations { Recommendations(client: self) }

    /// See ``Client/recommendations``.
    public struct Recommendations: Sendable {
        let client: Client
        private let endpoints = Catalogue.recommendations

        init(client: Client) { self.client = client }
    }
}

extension Client.Recommendations {
    /// Movies recommended to the user.
    public func movies(extended: Extended = []) -> Paged<Movie> {
        client.items(endpoints.movies, Arguments(extended: extended))
    }

    /// Recommends a movie no more.
    public func hide(_ id: Identifier<Movie>) async throws {
        try await client.perform(endpoints.hideMovie, Arguments(id.argument))
    }

    /// Shows recommended to the user.
    public func shows(extended: Extended = []) -> Paged<Show> {
        client.items(endpoints.shows, Arguments(extended: extended))
    }

    /// Recommends a show no more.
    public func hide(_ id: Identifier<Show>) async throws {
        try await client.perform(endpoints.hideShow, Arguments(id.argument))
    }
}

extension Client {
    /// Who plays and works in what: the typed side of ``Catalogue/people``.
    public var people: People { People(client: self) }

    /// See ``Client/people``.
    public struct People: Sendable {
        let client: Client
        private let endpoints = Catalogue.people

        init(client: Client) { self.client = client }
    }
}

extension Client.People {
    /// One person.
    public func get(_ id: Identifier<Person>, extended: Extended = []) async throws -> Person {
        try await client.value(endpoints.get, Arguments(id.argument, extended: extended))
    }

    /// The movies a person played in or worked on.
    public func movies(of id: Identifier<Person>, extended: Extended = []) async throws -> Filmography<Movie> {
        try await client.value(endpoints.movies, Arguments(id.argument, extended: extended))
    }

    /// The shows a person played in or worked on.
    public func shows(of id: Identifier<Person>, extended: Extended = []) async throws -> Filmography<Show> {
        try await client.value(endpoints.shows, Arguments(id.argument, extended: extended))
    }
}

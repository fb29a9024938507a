extension Client {
    /// Public lists of everybody: the typed side of ``Catalogue/lists``. Personal ones are in
    /// ``Client/Users/lists``.
    public var lists: Lists { Lists(client: self) }

    /// See ``Client/lists``.
    public struct Lists: Sendable {
        let client: Client
        private let endpoints = Catalogue.lists

        init(client: Client) { self.client = client }
    }
}

extension Client.Lists {
    /// The lists with the most likes and comments of the last days.
    public func trending() -> Paged<RankedList> {
        client.items(endpoints.trending, Arguments())
    }

    /// The lists with the most likes and comments of all time.
    public func popular() -> Paged<RankedList> {
        client.items(endpoints.popular, Arguments())
    }

    /// One public list, by its Trakt id, without its items.
    public func get(_ id: Identifier<PersonalList>) async throws -> PersonalList {
        try await client.value(endpoints.get, Arguments(id.argument))
    }

    /// The items of a public list: all, or some kinds of things.
    public func items(
        of id: Identifier<PersonalList>, _ kinds: [MediaKind] = [], sort: Sort? = nil, filters: [ListFilter] = [],
        extended: Extended = []
    ) -> Paged<ListItem> {
        client.items(
            endpoints.items,
            Arguments(
                id.argument, kinds.isEmpty ? nil : kinds.json, sort?.key.json, sort?.direction.json,
                extended: extended
            ).filtered(by: filters))
    }

    /// Likes a public list.
    public func like(_ id: Identifier<PersonalList>) async throws {
        try await client.perform(endpoints.like, Arguments(id.argument))
    }

    /// Takes the like back.
    public func unlike(_ id: Identifier<PersonalList>) async throws {
        try await client.perform(endpoints.unlike, Arguments(id.argument))
    }
}

extension Client {
    /// What the user owns: the typed side of ``Catalogue/syncCollection``.
    public struct Collection: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<CollectionSurface>

        let client: Client
        private let endpoints = Catalogue.syncCollection

        init(client: Client) { self.client = client }
    }
}

extension Client.Collection {
    /// Collected movies.
    public func movies(extended: Extended = []) -> Paged<CollectedMovie> {
        client.items(endpoints.get, Arguments("movies", extended: extended))
    }

    /// Collected shows with their episodes.
    public func shows(extended: Extended = []) -> Paged<CollectedShow> {
        client.items(endpoints.get, Arguments("shows", extended: extended))
    }

    /// Collected episodes, each with its show.
    public func episodes(extended: Extended = []) -> Paged<CollectedItem> {
        client.items(endpoints.get, Arguments("episodes", extended: extended))
    }

    /// Puts things into the collection; a bare show or season means all its episodes. What is there already is updated.
    @discardableResult
    public func add(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.add, Arguments(named: Item.members(of: items)))
    }

    /// Takes things out.
    @discardableResult
    public func remove(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.remove, Arguments(named: Item.members(of: items)))
    }
}

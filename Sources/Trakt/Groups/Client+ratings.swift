extension Client {
    /// The user's ratings: the typed side of ``Catalogue/syncRatings``.
    public struct Ratings: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<RatingSurface>

        let client: Client
        private let endpoints = Catalogue.syncRatings

        init(client: Client) { self.client = client }
    }
}

extension Client.Ratings {
    /// Rated things: all, or those of one kind, or those with one of these ratings.
    public func items(
        _ kind: MediaKind? = nil, rated ratings: ClosedRange<Int>? = nil, extended: Extended = []
    ) -> Paged<RatedItem> {
        client.items(
            endpoints.get,
            Arguments(kind.pluralJSON, ratings.map { $0.map(Int64.init).json }, extended: extended))
    }

    /// Rates things; a new rating replaces the old one: `ratings.add([.movie(507).rated(9)])`.
    @discardableResult
    public func add(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.add, Arguments(named: Item.members(of: items)))
    }

    /// Takes ratings back.
    @discardableResult
    public func remove(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.remove, Arguments(named: Item.members(of: items)))
    }
}

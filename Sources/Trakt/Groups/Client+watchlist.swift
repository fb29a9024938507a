extension Client {
    /// What the user wants to watch: the typed side of ``Catalogue/syncWatchlist``. What is watched leaves it by itself.
    public struct Watchlist: Sendable {
        public typealias Item = SyncItem<WatchlistSurface>

        let client: Client
        private let endpoints = Catalogue.syncWatchlist

        init(client: Client) { self.client = client }
    }
}

extension Client.Watchlist {
    /// The watchlist: all, or one kind of thing.
    public func items(
        _ kind: MediaKind? = nil, sort: Sort? = nil, extended: Extended = []
    ) -> Paged<WatchlistItem> {
        client.items(
            endpoints.get, Arguments(kind.pluralJSON, sort?.key.json, sort?.direction.json, extended: extended))
    }

    /// Puts things on the watchlist.
    @discardableResult
    public func add(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.add, Arguments(named: Item.members(of: items)))
    }

    /// Takes things off.
    @discardableResult
    public func remove(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.remove, Arguments(named: Item.members(of: items)))
    }

    /// Puts the watchlist into this order of ``Listing/id``.
    @discardableResult
    public func reorder(_ ids: [Int64]) async throws -> ReorderResult {
        try await client.value(endpoints.reorder, Arguments(named: ["rank": ids.json]))
    }

    /// Changes the notes of one item, by its ``Listing/id``.
    public func setNotes(_ notes: String, of id: Int64) async throws {
        try await client.perform(endpoints.updateItem, Arguments(.integer(id), named: ["notes": .string(notes)]))
    }

    /// Changes the description and the usual order. What is nil stays.
    @discardableResult
    public func update(description: String? = nil, sort: Sort? = nil) async throws -> OwnList {
        try await client.value(
            endpoints.update,
            Arguments(named: [
                "description": description.json, "sort_by": sort?.key.json, "sort_how": sort?.direction.json,
            ]))
    }
}

extension Client {
    /// What the user wants to watch: the typed side of ``Catalogue/syncWatchlist``. What is watched leaves it by itself.
    public typealias Watchlist = OwnListItems<WatchlistSurface>
    /// The movies and shows the user likes best: the typed side of ``Catalogue/syncFavorites``.
    public typealias Favorites = OwnListItems<FavoriteSurface>

    /// One of the lists every user has, and what is on it.
    public struct OwnListItems<Surface>: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<Surface>

        let client: Client
        private let endpoints: OwnListEndpoints

        init(client: Client, _ endpoints: OwnListEndpoints) {
            self.client = client
            self.endpoints = endpoints
        }
    }
}

extension Client.OwnListItems {
    /// What is on the list: all, or one kind of thing.
    public func items(
        _ kind: MediaKind? = nil, sort: Sort? = nil, extended: Extended = []
    ) -> Paged<Entry<MediaItem, Listing>> {
        client.items(
            endpoints.get, Arguments(kind.pluralJSON, sort?.key.json, sort?.direction.json, extended: extended))
    }

    /// Puts things on the list.
    @discardableResult
    public func add(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.add, Arguments(named: Item.members(of: items)))
    }

    /// Takes things off.
    @discardableResult
    public func remove(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.remove, Arguments(named: Item.members(of: items)))
    }

    /// Puts the list into this order of ``Listing/id``.
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

/// The endpoints that both lists have.
struct OwnListEndpoints: Sendable {
    let get, add, remove, reorder, updateItem, update: Endpoint

    static let watchlist = OwnListEndpoints(
        get: Catalogue.syncWatchlist.get, add: Catalogue.syncWatchlist.add, remove: Catalogue.syncWatchlist.remove,
        reorder: Catalogue.syncWatchlist.reorder, updateItem: Catalogue.syncWatchlist.updateItem,
        update: Catalogue.syncWatchlist.update)
    static let favorites = OwnListEndpoints(
        get: Catalogue.syncFavorites.get, add: Catalogue.syncFavorites.add, remove: Catalogue.syncFavorites.remove,
        reorder: Catalogue.syncFavorites.reorder, updateItem: Catalogue.syncFavorites.updateItem,
        update: Catalogue.syncFavorites.update)
}

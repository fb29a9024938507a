public import struct Foundation.Date

extension Client {
    /// Plays, and what they add up to: the typed side of ``Catalogue/syncHistory``.
    public struct History: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<HistorySurface>

        let client: Client
        private let endpoints = Catalogue.syncHistory

        init(client: Client) { self.client = client }
    }
}

extension Client.History {
    /// Plays, newest first: all, or those of one kind of thing.
    public func items(
        _ kind: MediaKind? = nil, from start: Date? = nil, to end: Date? = nil, extended: Extended = []
    ) -> Paged<HistoryItem> {
        client.items(
            endpoints.history,
            Arguments(kind.pluralJSON, extended: extended, named: ["start_at": start.json, "end_at": end.json]))
    }

    /// Plays of one thing, by its Trakt id: `history.items(of: .episode, 16)`.
    public func items(of kind: MediaKind, _ id: Int64, extended: Extended = []) -> Paged<HistoryItem> {
        client.items(
            endpoints.history, Arguments(.string(kind.plural), .integer(id), extended: extended))
    }

    /// Adds plays. Trakt looks for no duplicates: adding the same twice adds it twice.
    ///
    /// A bare show or season means all its episodes. Where the error says that it may have happened
    /// (``TraktError/mayHaveHappened``), look before adding again.
    @discardableResult
    public func add(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.addHistory, Arguments(named: Item.members(of: items)))
    }

    /// Removes all plays of these things.
    @discardableResult
    public func remove(_ items: [Item]) async throws -> SyncResult {
        try await client.value(endpoints.removeHistory, Arguments(named: Item.members(of: items)))
    }

    /// Removes single plays, by their ``Play/id``.
    @discardableResult
    public func remove(plays ids: [Int64]) async throws -> SyncResult {
        try await client.value(endpoints.removeHistory, Arguments(named: ["ids": ids.json]))
    }

    /// Watched movies, with the number of plays.
    public func watchedMovies(extended: Extended = []) -> Paged<WatchedMovie> {
        client.items(endpoints.watched, Arguments("movies", extended: extended))
    }

    /// Watched shows, with the number of plays, and with ``Extended/progress`` their episodes.
    public func watchedShows(extended: Extended = []) -> Paged<WatchedShow> {
        client.items(endpoints.watched, Arguments("shows", extended: extended))
    }
}

extension [Int64] {
    var json: JSONValue { .array(map { .integer($0) }) }
}

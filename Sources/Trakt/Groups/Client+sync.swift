public import struct Foundation.Date

extension Client {
    /// The signed-in user's account: the typed side of ``Catalogue/sync`` and the groups around it.
    public var sync: Sync { Sync(client: self) }

    /// See ``Client/sync``.
    public struct Sync: Sendable {
        let client: Client
        private let endpoints = Catalogue.sync

        init(client: Client) { self.client = client }
    }
}

extension Client.Sync {
    /// Plays, and what they add up to.
    public var history: Client.History { Client.History(client: client) }
    /// The user's ratings.
    public var ratings: Client.Ratings { Client.Ratings(client: client) }
    /// What the user wants to watch.
    public var watchlist: Client.Watchlist { Client.Watchlist(client: client, .watchlist) }
    /// What the user likes best.
    public var favorites: Client.Favorites { Client.Favorites(client: client, .favorites) }
    /// What the user owns.
    public var collection: Client.Collection { Client.Collection(client: client) }

    /// When each part of the account last changed. Ask this first, and read only what moved.
    public func lastActivities() async throws -> LastActivities {
        try await client.value(endpoints.lastActivities, Arguments())
    }

    /// What the user paused, movies or episodes or both, kept for six months.
    public func paused(
        _ kind: MediaKind? = nil, from start: Date? = nil, to end: Date? = nil, extended: Extended = []
    ) -> Paged<PausedItem> {
        client.items(
            endpoints.playback,
            Arguments(kind.pluralJSON, extended: extended, named: ["start_at": start.json, "end_at": end.json]))
    }

    /// Forgets one paused item, by its ``Pause/id``.
    public func removePaused(_ id: Int64) async throws {
        try await client.perform(endpoints.removePlayback, Arguments(.integer(id)))
    }

    /// How far the user is in every watched show.
    public func progress(hideCompleted: Bool = false, extended: Extended = []) -> Paged<ShowInProgress> {
        client.items(
            endpoints.progress, Arguments(extended: extended, named: ["hide_completed": hideCompleted.whenTrue]))
    }

    /// The next episode of every show in progress. Trakt makes up the count of this one, and may refuse it to apps
    /// that are not its own.
    public func upNext(withStats: Bool = false, extended: Extended = []) -> Paged<ShowInProgress> {
        client.items(endpoints.upNext, Arguments(extended: extended, named: ["include_stats": withStats.whenTrue]))
    }
}

extension Optional where Wrapped == MediaKind {
    /// `movies`: the word paths have.
    var pluralJSON: JSONValue? { map { .string($0.plural) } }
}

extension Optional where Wrapped == Date {
    var json: JSONValue? { map { .string($0.traktText) } }
}

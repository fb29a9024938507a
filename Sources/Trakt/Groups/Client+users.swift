public import struct Foundation.Date

extension Client {
    /// Users, and what they show: the typed side of ``Catalogue/users``.
    ///
    /// A private user shows things to friends only; to others the calls fail with
    /// ``TraktError/Failure/privateUser``. ``Identifier/me`` is who is signed in.
    public var users: Users { Users(client: self) }

    /// See ``Client/users``.
    public struct Users: Sendable {
        let client: Client
        private let endpoints = Catalogue.users

        init(client: Client) { self.client = client }
    }
}

extension Client.Users {
    /// Personal lists.
    public var lists: Client.PersonalLists { Client.PersonalLists(client: client) }
    /// What the signed-in user has hidden.
    public var hidden: Client.Hidden { Client.Hidden(client: client) }

    /// The signed-in user's settings, limits and permissions.
    public func settings() async throws -> UserSettings {
        try await client.value(endpoints.settings, Arguments())
    }

    /// A user's profile.
    public func profile(_ id: Identifier<User> = .me, extended: Extended = []) async throws -> User {
        try await client.value(endpoints.profile, Arguments(id.argument, extended: extended))
    }

    /// What a user is watching right now; nil for nothing.
    public func watching(_ id: Identifier<User> = .me, extended: Extended = []) async throws -> Watching? {
        try await client.value(endpoints.watching, Arguments(id.argument, extended: extended))
    }

    /// A user's plays, newest first.
    public func history(
        of id: Identifier<User>, _ kind: MediaKind? = nil, from start: Date? = nil, to end: Date? = nil,
        extended: Extended = []
    ) -> Paged<HistoryItem> {
        client.items(
            endpoints.history,
            Arguments(
                id.argument, kind.pluralJSON, extended: extended,
                named: ["start_at": start.json, "end_at": end.json]))
    }

    /// A user's ratings.
    public func ratings(
        of id: Identifier<User>, _ kind: MediaKind? = nil, extended: Extended = []
    ) -> Paged<RatedItem> {
        client.items(endpoints.ratings, Arguments(id.argument, kind.pluralJSON, extended: extended))
    }

    /// A user's watchlist.
    public func watchlist(
        of id: Identifier<User>, _ kind: MediaKind? = nil, sort: Sort? = nil, extended: Extended = []
    ) -> Paged<WatchlistItem> {
        client.items(
            endpoints.watchlist,
            Arguments(id.argument, kind.pluralJSON, sort?.key.json, sort?.direction.json, extended: extended))
    }

    /// A user's favorites.
    public func favorites(
        of id: Identifier<User>, _ kind: MediaKind? = nil, sort: Sort? = nil, extended: Extended = []
    ) -> Paged<FavoriteItem> {
        client.items(
            endpoints.favorites,
            Arguments(id.argument, kind.pluralJSON, sort?.key.json, sort?.direction.json, extended: extended))
    }

    /// The movies a user watched.
    public func watchedMovies(of id: Identifier<User>, extended: Extended = []) -> Paged<WatchedMovie> {
        client.items(endpoints.watched, Arguments(id.argument, "movies", extended: extended))
    }

    /// The shows a user watched.
    public func watchedShows(of id: Identifier<User>, extended: Extended = []) -> Paged<WatchedShow> {
        client.items(endpoints.watched, Arguments(id.argument, "shows", extended: extended))
    }

    /// The movies a user collected.
    public func collectedMovies(of id: Identifier<User>, extended: Extended = []) -> Paged<CollectedMovie> {
        client.items(endpoints.collection, Arguments(id.argument, "movies", extended: extended))
    }

    /// The shows a user collected.
    public func collectedShows(of id: Identifier<User>, extended: Extended = []) -> Paged<CollectedShow> {
        client.items(endpoints.collection, Arguments(id.argument, "shows", extended: extended))
    }

    /// Counts of what a user watched, collected and rated.
    public func stats(of id: Identifier<User> = .me) async throws -> UserStats {
        try await client.value(endpoints.stats, Arguments(id.argument))
    }
}

// MARK: Following

extension Client.Users {
    /// Who follows a user.
    public func followers(of id: Identifier<User> = .me, extended: Extended = []) -> Paged<Follower> {
        client.items(Catalogue.userNetwork.followers, Arguments(id.argument, extended: extended))
    }

    /// Whom a user follows.
    public func following(of id: Identifier<User> = .me, extended: Extended = []) -> Paged<Follower> {
        client.items(Catalogue.userNetwork.following, Arguments(id.argument, extended: extended))
    }

    /// Whom a user follows and is followed by.
    public func friends(of id: Identifier<User> = .me, extended: Extended = []) -> Paged<Follower> {
        client.items(Catalogue.userNetwork.friends, Arguments(id.argument, extended: extended))
    }

    /// Follows a user; of a private user it asks first.
    @discardableResult
    public func follow(_ id: Identifier<User>) async throws -> Follow {
        try await client.value(Catalogue.userNetwork.follow, Arguments(id.argument))
    }

    /// Stops following a user.
    public func unfollow(_ id: Identifier<User>) async throws {
        try await client.perform(Catalogue.userNetwork.unfollow, Arguments(id.argument))
    }
}

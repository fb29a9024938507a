extension Client {
    /// Seasons of a show, named by their numbers: the typed side of ``Catalogue/seasons``.
    public var seasons: Seasons { Seasons(client: self) }

    /// See ``Client/seasons``.
    public struct Seasons: Sendable {
        let client: Client
        private let endpoints = Catalogue.seasons

        init(client: Client) { self.client = client }
    }

    /// Episodes of a show, named by season and number: the typed side of ``Catalogue/episodes``.
    public var episodes: Episodes { Episodes(client: self) }

    /// See ``Client/episodes``.
    public struct Episodes: Sendable {
        let client: Client
        private let endpoints = Catalogue.episodes

        init(client: Client) { self.client = client }
    }
}

extension Client.Seasons {
    /// All seasons of a show, with ``Extended/episodes`` their episodes too.
    public func all(of show: Identifier<Show>, extended: Extended = []) async throws -> [Season] {
        try await client.value(endpoints.list, Arguments(show.argument, extended: extended))
    }

    /// One season; 0 for the specials.
    public func get(_ season: Int, of show: Identifier<Show>, extended: Extended = []) async throws -> Season {
        try await client.value(endpoints.get, Arguments(show.argument, season.json, extended: extended))
    }

    /// The episodes of a season.
    public func episodes(of season: Int, of show: Identifier<Show>, extended: Extended = []) async throws -> [Episode] {
        try await client.value(endpoints.episodes, Arguments(show.argument, season.json, extended: extended))
    }

    /// Comments on a season.
    public func comments(
        on season: Int, of show: Identifier<Show>, by order: CommentOrder? = nil, extended: Extended = []
    ) -> Paged<Comment> {
        client.items(endpoints.comments, Arguments(show.argument, season.json, order.json, extended: extended))
    }

    /// Cast and crew, with ``Extended/guestStars`` the guests too.
    public func people(in season: Int, of show: Identifier<Show>, extended: Extended = []) async throws -> Credits {
        try await client.value(endpoints.people, Arguments(show.argument, season.json, extended: extended))
    }

    /// The rating, and how the votes are spread.
    public func ratings(of season: Int, of show: Identifier<Show>) async throws -> CommunityRating {
        try await client.value(endpoints.ratings, Arguments(show.argument, season.json))
    }

    /// How many users watch, collect and list a season.
    public func stats(of season: Int, of show: Identifier<Show>) async throws -> TitleStats {
        try await client.value(endpoints.stats, Arguments(show.argument, season.json))
    }
}

extension Client.Episodes {
    /// One episode.
    public func get(
        _ episode: Int, season: Int, of show: Identifier<Show>, extended: Extended = []
    ) async throws -> Episode {
        try await client.value(endpoints.get, Arguments(show.argument, season.json, episode.json, extended: extended))
    }

    /// Comments on an episode.
    public func comments(
        on episode: Int, season: Int, of show: Identifier<Show>, by order: CommentOrder? = nil, extended: Extended = []
    ) -> Paged<Comment> {
        client.items(
            endpoints.comments, Arguments(show.argument, season.json, episode.json, order.json, extended: extended))
    }

    /// Cast and crew, with ``Extended/guestStars`` the guests too.
    public func people(
        in episode: Int, season: Int, of show: Identifier<Show>, extended: Extended = []
    ) async throws -> Credits {
        try await client.value(
            endpoints.people, Arguments(show.argument, season.json, episode.json, extended: extended))
    }

    /// The rating, and how the votes are spread.
    public func ratings(of episode: Int, season: Int, of show: Identifier<Show>) async throws -> CommunityRating {
        try await client.value(endpoints.ratings, Arguments(show.argument, season.json, episode.json))
    }

    /// How many users watch, collect and list an episode.
    public func stats(of episode: Int, season: Int, of show: Identifier<Show>) async throws -> TitleStats {
        try await client.value(endpoints.stats, Arguments(show.argument, season.json, episode.json))
    }
}

extension Client {
    /// What airs and comes out, day by day: the typed side of ``Catalogue/calendars``.
    ///
    /// Each takes a first day, today where it is left out, and how many days, 7 where that is left out and 33 at most.
    /// Moments are in UTC; an episode may air on another day where the viewer lives.
    public var calendars: Calendars { Calendars(client: self) }

    /// See ``Client/calendars``.
    public struct Calendars: Sendable {
        let client: Client
        private let endpoints = Catalogue.calendars

        init(client: Client) { self.client = client }
    }
}

// MARK: The user's

extension Client.Calendars {
    /// Episodes of shows the user watches or has on the watchlist.
    public func myShows(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.myShows, arguments(day, days, extended).filtered(by: filters))
    }

    /// First episodes of new shows among the user's.
    public func myNewShows(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.myNewShows, arguments(day, days, extended).filtered(by: filters))
    }

    /// First episodes of seasons of the user's shows.
    public func mySeasonPremieres(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.mySeasonPremieres, arguments(day, days, extended).filtered(by: filters))
    }

    /// Last episodes of seasons of the user's shows.
    public func myFinales(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.myFinales, arguments(day, days, extended).filtered(by: filters))
    }

    /// The user's movies that come to cinemas.
    public func myMovies(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.myMovies, arguments(day, days, extended).filtered(by: filters))
    }

    /// The user's movies that come to streaming services.
    public func myStreaming(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.myStreaming, arguments(day, days, extended).filtered(by: filters))
    }

    /// The user's movies that come out on disc.
    public func myDVD(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.myDvd, arguments(day, days, extended).filtered(by: filters))
    }

    private func arguments(_ day: Day?, _ days: Int?, _ extended: Extended) -> Arguments {
        Arguments(day.map { .string($0.description) }, days?.json, extended: extended)
    }
}

// MARK: Everybody's

extension Client.Calendars {
    /// Episodes of all shows.
    public func allShows(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.allShows, arguments(day, days, extended).filtered(by: filters))
    }

    /// First episodes of all new shows.
    public func allNewShows(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.allNewShows, arguments(day, days, extended).filtered(by: filters))
    }

    /// First episodes of all seasons.
    public func allSeasonPremieres(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.allSeasonPremieres, arguments(day, days, extended).filtered(by: filters))
    }

    /// Last episodes of all seasons.
    public func allFinales(
        from day: Day? = nil, days: Int? = nil, filters: [EpisodeFilter] = [], extended: Extended = []
    ) async throws -> [CalendarEpisode] {
        try await client.value(endpoints.allFinales, arguments(day, days, extended).filtered(by: filters))
    }

    /// All movies that come to cinemas.
    public func allMovies(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.allMovies, arguments(day, days, extended).filtered(by: filters))
    }

    /// All movies that come to streaming services.
    public func allStreaming(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.allStreaming, arguments(day, days, extended).filtered(by: filters))
    }

    /// All movies that come out on disc.
    public func allDVD(
        from day: Day? = nil, days: Int? = nil, filters: [MovieFilter] = [], extended: Extended = []
    ) async throws -> [CalendarMovie] {
        try await client.value(endpoints.allDvd, arguments(day, days, extended).filtered(by: filters))
    }
}

public import struct Foundation.Date

extension Client {
    /// Movies, and charts of movies: the typed side of ``Catalogue/movies``.
    public var movies: Movies { Movies(client: self) }

    /// See ``Client/movies``.
    public struct Movies: Sendable {
        let client: Client
        private let endpoints = Catalogue.movies

        init(client: Client) { self.client = client }
    }
}

// MARK: Charts

extension Client.Movies {
    /// Movies being watched right now, most watchers first.
    public func trending(filters: [MovieFilter] = [], extended: Extended = []) -> Paged<Trending<Movie>> {
        client.items(endpoints.trending, Arguments(extended: extended).filtered(by: filters))
    }

    /// Movies with the most and best ratings.
    public func popular(filters: [MovieFilter] = [], extended: Extended = []) -> Paged<Movie> {
        client.items(endpoints.popular, Arguments(extended: extended).filtered(by: filters))
    }

    /// Movies most often made a favorite in a period.
    public func favorited(
        _ period: Period = .weekly, filters: [PeriodMovieFilter] = [], extended: Extended = []
    ) -> Paged<Favorited<Movie>> {
        client.items(endpoints.favorited, arguments(period, filters, extended))
    }

    /// Movies with the most plays in a period.
    public func played(
        _ period: Period = .weekly, filters: [PeriodMovieFilter] = [], extended: Extended = []
    ) -> Paged<Played<Movie>> {
        client.items(endpoints.played, arguments(period, filters, extended))
    }

    /// Movies with the most watchers in a period.
    public func watched(
        _ period: Period = .weekly, filters: [PeriodMovieFilter] = [], extended: Extended = []
    ) -> Paged<Played<Movie>> {
        client.items(endpoints.watched, arguments(period, filters, extended))
    }

    /// Movies most often collected in a period.
    public func collected(
        _ period: Period = .weekly, filters: [PeriodMovieFilter] = [], extended: Extended = []
    ) -> Paged<Played<Movie>> {
        client.items(endpoints.collected, arguments(period, filters, extended))
    }

    private func arguments(_ period: Period, _ filters: [PeriodMovieFilter], _ extended: Extended) -> Arguments {
        Arguments(.string(period.rawValue), extended: extended).filtered(by: filters)
    }

    /// Unreleased movies that are on the most lists.
    public func anticipated(filters: [MovieFilter] = [], extended: Extended = []) -> Paged<Anticipated<Movie>> {
        client.items(endpoints.anticipated, Arguments(extended: extended).filtered(by: filters))
    }

    /// Movies that are talked about most right now.
    public func hot(filters: [MovieFilter] = [], extended: Extended = []) -> Paged<Anticipated<Movie>> {
        client.items(endpoints.hot, Arguments(extended: extended).filtered(by: filters))
    }

    /// Movies that are streamed most in a period.
    public func streaming(
        _ period: Period = .weekly, filters: [MovieFilter] = [], extended: Extended = []
    ) -> Paged<Streamed<Movie>> {
        client.items(
            endpoints.streaming, Arguments(.string(period.rawValue), extended: extended).filtered(by: filters))
    }

    /// The ten movies that earned the most on the last weekend in the US.
    public func boxOffice(extended: Extended = []) async throws -> [BoxOfficeHit] {
        try await client.value(endpoints.boxoffice, Arguments(extended: extended))
    }

    /// Movies that Trakt changed since a moment, cut to the hour, at most 30 days back.
    public func updates(since date: Date, extended: Extended = []) -> Paged<Updated<Movie>> {
        client.items(endpoints.updates, Arguments(.string(date.traktText), extended: extended))
    }
}

// MARK: One movie

extension Client.Movies {
    /// One movie.
    public func get(_ id: Identifier<Movie>, extended: Extended = []) async throws -> Movie {
        try await client.value(endpoints.get, Arguments(id.argument, extended: extended))
    }

    /// A movie's titles in other countries.
    public func aliases(of id: Identifier<Movie>) async throws -> [TitleAlias] {
        try await client.value(endpoints.aliases, Arguments(id.argument))
    }

    /// A movie's release dates and certifications, in all countries or in one.
    public func releases(of id: Identifier<Movie>, in country: String? = nil) async throws -> [Release] {
        try await client.value(endpoints.releases, Arguments(id.argument, country.json))
    }

    /// A movie's title and overview in other languages, or in one.
    public func translations(of id: Identifier<Movie>, into language: String? = nil) async throws -> [Translation] {
        try await client.value(endpoints.translations, Arguments(id.argument, language.json))
    }

    /// Comments on a movie.
    public func comments(
        on id: Identifier<Movie>, by order: CommentOrder? = nil, extended: Extended = []
    ) -> Paged<Comment> {
        client.items(endpoints.comments, Arguments(id.argument, order.json, extended: extended))
    }

    /// Personal lists that contain a movie.
    public func lists(with id: Identifier<Movie>) -> Paged<PersonalList> {
        client.items(endpoints.lists, Arguments(id.argument))
    }

    /// Cast and crew.
    public func people(in id: Identifier<Movie>, extended: Extended = []) async throws -> Credits {
        try await client.value(endpoints.people, Arguments(id.argument, extended: extended))
    }

    /// The rating, and how the votes are spread.
    public func ratings(of id: Identifier<Movie>) async throws -> CommunityRating {
        try await client.value(endpoints.ratings, Arguments(id.argument))
    }

    /// Movies like this one.
    public func related(to id: Identifier<Movie>, extended: Extended = []) -> Paged<Movie> {
        client.items(endpoints.related, Arguments(id.argument, extended: extended))
    }

    /// How many users watch, collect and list a movie.
    public func stats(of id: Identifier<Movie>) async throws -> TitleStats {
        try await client.value(endpoints.stats, Arguments(id.argument))
    }

    /// The studios that made a movie.
    public func studios(of id: Identifier<Movie>) async throws -> [Studio] {
        try await client.value(endpoints.studios, Arguments(id.argument))
    }

    /// The users who are watching a movie right now.
    public func watching(_ id: Identifier<Movie>, extended: Extended = []) async throws -> [User] {
        try await client.value(endpoints.watching, Arguments(id.argument, extended: extended))
    }

    /// Trailers and other videos.
    public func videos(of id: Identifier<Movie>) async throws -> [Video] {
        try await client.value(endpoints.videos, Arguments(id.argument))
    }
}

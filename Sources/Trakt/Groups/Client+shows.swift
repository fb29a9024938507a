public import struct Foundation.Date

extension Client {
    /// Shows, and charts of shows: the typed side of ``Catalogue/shows``.
    public var shows: Shows { Shows(client: self) }

    /// See ``Client/shows``.
    public struct Shows: Sendable {
        let client: Client
        private let endpoints = Catalogue.shows

        init(client: Client) { self.client = client }
    }
}

// MARK: Charts

extension Client.Shows {
    /// Shows being watched right now, most watchers first.
    public func trending(filters: [ShowFilter] = [], extended: Extended = []) -> Paged<Trending<Show>> {
        client.items(endpoints.trending, Arguments(extended: extended).filtered(by: filters))
    }

    /// Shows with the most and best ratings.
    public func popular(filters: [ShowFilter] = [], extended: Extended = []) -> Paged<Show> {
        client.items(endpoints.popular, Arguments(extended: extended).filtered(by: filters))
    }

    /// Shows most often made a favorite in a period.
    public func favorited(
        _ period: Period = .weekly, filters: [ShowFilter] = [], extended: Extended = []
    ) -> Paged<Favorited<Show>> {
        client.items(endpoints.favorited, arguments(period, filters, extended))
    }

    /// Shows with the most plays in a period.
    public func played(
        _ period: Period = .weekly, filters: [ShowFilter] = [], extended: Extended = []
    ) -> Paged<Played<Show>> {
        client.items(endpoints.played, arguments(period, filters, extended))
    }

    /// Shows with the most watchers in a period.
    public func watched(
        _ period: Period = .weekly, filters: [ShowFilter] = [], extended: Extended = []
    ) -> Paged<Played<Show>> {
        client.items(endpoints.watched, arguments(period, filters, extended))
    }

    /// Shows most often collected in a period.
    public func collected(
        _ period: Period = .weekly, filters: [ShowFilter] = [], extended: Extended = []
    ) -> Paged<Played<Show>> {
        client.items(endpoints.collected, arguments(period, filters, extended))
    }

    private func arguments(_ period: Period, _ filters: [ShowFilter], _ extended: Extended) -> Arguments {
        Arguments(.string(period.rawValue), extended: extended).filtered(by: filters)
    }

    /// Coming shows that are on the most lists.
    public func anticipated(filters: [ShowFilter] = [], extended: Extended = []) -> Paged<Anticipated<Show>> {
        client.items(endpoints.anticipated, Arguments(extended: extended).filtered(by: filters))
    }

    /// Shows that are talked about most right now.
    public func hot(filters: [ShowFilter] = [], extended: Extended = []) -> Paged<Anticipated<Show>> {
        client.items(endpoints.hot, Arguments(extended: extended).filtered(by: filters))
    }

    /// Shows that are streamed most in a period.
    public func streaming(
        _ period: Period = .weekly, filters: [ShowFilter] = [], extended: Extended = []
    ) -> Paged<Streamed<Show>> {
        client.items(
            endpoints.streaming, Arguments(.string(period.rawValue), extended: extended).filtered(by: filters))
    }

    /// Shows that Trakt changed since a moment, cut to the hour, at most 30 days back.
    public func updates(since date: Date, extended: Extended = []) -> Paged<Updated<Show>> {
        client.items(endpoints.updates, Arguments(.string(date.traktText), extended: extended))
    }
}

// MARK: One show

extension Client.Shows {
    /// One show.
    public func get(_ id: Identifier<Show>, extended: Extended = []) async throws -> Show {
        try await client.value(endpoints.get, Arguments(id.argument, extended: extended))
    }

    /// A show's titles in other countries.
    public func aliases(of id: Identifier<Show>) async throws -> [TitleAlias] {
        try await client.value(endpoints.aliases, Arguments(id.argument))
    }

    /// A show's certifications by country.
    public func certifications(of id: Identifier<Show>) async throws -> [Certification] {
        try await client.value(endpoints.certifications, Arguments(id.argument))
    }

    /// A show's title and overview in other languages, or in one.
    public func translations(of id: Identifier<Show>, into language: String? = nil) async throws -> [Translation] {
        try await client.value(endpoints.translations, Arguments(id.argument, language.json))
    }

    /// Comments on a show.
    public func comments(
        on id: Identifier<Show>, by order: CommentOrder? = nil, extended: Extended = []
    ) -> Paged<Comment> {
        client.items(endpoints.comments, Arguments(id.argument, order.json, extended: extended))
    }

    /// Personal lists that contain a show.
    public func lists(with id: Identifier<Show>) -> Paged<PersonalList> {
        client.items(endpoints.lists, Arguments(id.argument))
    }

    /// Cast and crew.
    public func people(in id: Identifier<Show>, extended: Extended = []) async throws -> Credits {
        try await client.value(endpoints.people, Arguments(id.argument, extended: extended))
    }

    /// The rating, and how the votes are spread.
    public func ratings(of id: Identifier<Show>) async throws -> CommunityRating {
        try await client.value(endpoints.ratings, Arguments(id.argument))
    }

    /// Shows like this one.
    public func related(to id: Identifier<Show>, extended: Extended = []) -> Paged<Show> {
        client.items(endpoints.related, Arguments(id.argument, extended: extended))
    }

    /// How many users watch, collect and list a show.
    public func stats(of id: Identifier<Show>) async throws -> TitleStats {
        try await client.value(endpoints.stats, Arguments(id.argument))
    }

    /// The studios that made a show.
    public func studios(of id: Identifier<Show>) async throws -> [Studio] {
        try await client.value(endpoints.studios, Arguments(id.argument))
    }

    /// The users who are watching a show right now.
    public func watching(_ id: Identifier<Show>, extended: Extended = []) async throws -> [User] {
        try await client.value(endpoints.watching, Arguments(id.argument, extended: extended))
    }

    /// Trailers and other videos.
    public func videos(of id: Identifier<Show>) async throws -> [Video] {
        try await client.value(endpoints.videos, Arguments(id.argument))
    }
    /// The episode that airs next; nil when nothing follows.
    public func nextEpisode(of id: Identifier<Show>, extended: Extended = []) async throws -> Episode? {
        try await client.value(endpoints.nextEpisode, Arguments(id.argument, extended: extended))
    }

    /// The episode that aired last.
    public func lastEpisode(of id: Identifier<Show>, extended: Extended = []) async throws -> Episode? {
        try await client.value(endpoints.lastEpisode, Arguments(id.argument, extended: extended))
    }

    /// How much of a show the user has watched.
    ///
    /// - Parameters:
    ///   - hidden: With seasons the user hid.
    ///   - specials: With season 0, whose episodes count unless `countSpecials` is false.
    public func watchedProgress(
        of id: Identifier<Show>, hidden: Bool = false, specials: Bool = false, countSpecials: Bool = true
    ) async throws -> ShowProgress {
        try await client.value(
            Catalogue.showProgress.progressWatched, progress(of: id, hidden, specials, countSpecials))
    }

    /// How much of a show the user has collected.
    public func collectedProgress(
        of id: Identifier<Show>, hidden: Bool = false, specials: Bool = false, countSpecials: Bool = true
    ) async throws -> ShowProgress {
        try await client.value(
            Catalogue.showProgress.progressCollection, progress(of: id, hidden, specials, countSpecials))
    }

    private func progress(
        of id: Identifier<Show>, _ hidden: Bool, _ specials: Bool, _ countSpecials: Bool
    ) -> Arguments {
        Arguments(
            id.argument,
            named: [
                "hidden": hidden.whenTrue, "specials": specials.whenTrue,
                "count_specials": countSpecials ? nil : .boolean(false),
            ])
    }
}

extension FilterValue where Scope: QueryFilters {
    /// Words in titles and descriptions.
    public static func query(_ words: String) -> Self { Self("query", .string(words)) }
}

extension FilterValue where Scope: GenreFilters {
    /// Of these years.
    public static func years(_ range: ClosedRange<Int>) -> Self { Self("years", range) }
    /// Of at least one of these genres, by slug.
    public static func genres(_ slugs: String...) -> Self { Self("genres", slugs) }
    /// Of at least one of these subgenres, by slug.
    public static func subgenres(_ slugs: String...) -> Self { Self("subgenres", slugs) }
    /// In one of these languages, two letters each.
    public static func languages(_ codes: String...) -> Self { Self("languages", codes) }
    /// From one of these countries, two letters each.
    public static func countries(_ codes: String...) -> Self { Self("countries", codes) }
    /// So many minutes long.
    public static func runtimes(_ minutes: ClosedRange<Int>) -> Self { Self("runtimes", minutes) }
}

extension FilterValue where Scope: CommonFilters {
    /// Of this year.
    public static func years(_ year: Int) -> Self { Self("years", .integer(Int64(year))) }
    /// From one of these studios, by Trakt id.
    public static func studios(_ ids: Int64...) -> Self { Self("studio_ids", ids) }
}

extension FilterValue where Scope: RatingFilters {
    /// Rated on Trakt, in percent.
    public static func ratings(_ percent: ClosedRange<Int>) -> Self { Self("ratings", percent) }
    /// With so many votes on Trakt, up to 100,000.
    public static func votes(_ range: ClosedRange<Int>) -> Self { Self("votes", range) }
    /// Rated on TMDB, from 0 to 10.
    public static func tmdbRatings(_ range: ClosedRange<Double>) -> Self { Self("tmdb_ratings", range) }
    /// With so many votes on TMDB.
    public static func tmdbVotes(_ range: ClosedRange<Int>) -> Self { Self("tmdb_votes", range) }
    /// Rated on IMDb, from 0 to 10.
    public static func imdbRatings(_ range: ClosedRange<Double>) -> Self { Self("imdb_ratings", range) }
    /// With so many votes on IMDb, up to 3,000,000.
    public static func imdbVotes(_ range: ClosedRange<Int>) -> Self { Self("imdb_votes", range) }
    /// On the Tomatometer, from 0 to 100; movies only.
    public static func tomatometers(_ range: ClosedRange<Double>) -> Self { Self("rt_meters", range) }
    /// By the audience of Rotten Tomatoes, from 0 to 100; movies only.
    public static func tomatoAudience(_ range: ClosedRange<Double>) -> Self { Self("rt_user_meters", range) }
    /// On Metacritic, from 0 to 100; movies only.
    public static func metascores(_ range: ClosedRange<Double>) -> Self { Self("metascores", range) }
}

extension FilterValue where Scope: CertificationFilters {
    /// With one of these US certifications: `pg-13`, `tv-pg`.
    public static func certifications(_ slugs: String...) -> Self { Self("certifications", slugs) }
}

extension FilterValue where Scope: NetworkFilters {
    /// On one of these networks, by Trakt id.
    public static func networks(_ ids: Int64...) -> Self { Self("network_ids", ids) }
}

extension FilterValue where Scope: ShowFilters {
    /// Shows in one of these states.
    public static func status(_ status: Show.Status...) -> Self { Self("status", status.map(\.rawValue)) }
}

extension FilterValue where Scope: EpisodeFilters {
    /// Episodes of these kinds.
    public static func episodeTypes(_ kinds: Episode.Kind...) -> Self { Self("episode_types", kinds.map(\.rawValue)) }
    /// Episodes of all kinds but these.
    public static func episodeTypes(except kinds: Episode.Kind...) -> Self {
        Self("episode_types", kinds.map { "-" + $0.rawValue })
    }
}

/// Where something can be watched now.
public enum Availability: String, Sendable, Hashable, CaseIterable {
    /// At the user's favorite services.
    case favorites
    case any
    case free
    case subscriptions
    /// As ``any``, in all countries.
    case anywhere = "any_all"
    case freeAnywhere = "free_all"
    case subscriptionsAnywhere = "subscriptions_all"
}

extension FilterValue where Scope: AvailabilityFilters {
    /// What can be watched now.
    public static func watchnow(_ places: Availability...) -> Self { Self("watchnow", places.map(\.rawValue)) }
    /// With at least one of these keywords, by slug.
    public static func keywords(_ slugs: String...) -> Self { Self("keywords", slugs) }
    /// Rated on Letterboxd, from 0 to 10.
    public static func letterboxdRatings(_ range: ClosedRange<Double>) -> Self { Self("letterboxd_ratings", range) }
    /// Rated on MyAnimeList, from 0 to 10.
    public static func malRatings(_ range: ClosedRange<Double>) -> Self { Self("mal_ratings", range) }
}

extension FilterValue where Scope: IgnoreFilters {
    /// Without what the user watched.
    public static var ignoringWatched: Self { Self("ignore_watched", .boolean(true)) }
    /// Without what the user collected.
    public static var ignoringCollected: Self { Self("ignore_collected", .boolean(true)) }
    /// Without what is on the user's watchlist.
    public static var ignoringWatchlisted: Self { Self("ignore_watchlisted", .boolean(true)) }
}

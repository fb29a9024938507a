/// Filters that a smart list keeps.
public typealias SmartListFilter = FilterValue<SmartListScope>

/// See ``SmartListFilter``.
public enum SmartListScope: GenreFilters, CertificationFilters, AvailabilityFilters {}

// Their names are Trakt's for smart lists, some of which are others than those of charts.
extension FilterValue where Scope == SmartListScope {
    /// Whether all or any of several choices have to be met.
    public enum Operator: String, Sendable, Hashable {
        case and
        case or
    }

    /// Whether all of the genres have to be there, or any; any where nothing is said.
    public static func genres(joinedBy joint: Operator) -> Self { Self("genres_operator", .string(joint.rawValue)) }
    /// Whether all of the keywords have to be there, or any; any where nothing is said.
    public static func keywords(joinedBy joint: Operator) -> Self {
        Self("keywords_operator", .string(joint.rawValue))
    }

    /// Shows in one of these states.
    public static func status(_ status: Show.Status...) -> Self { Self("statuses", status.map(\.rawValue)) }
    /// On one of these networks, by name.
    public static func networks(_ names: String...) -> Self { Self("networks", names) }

    /// Rated on Trakt, in percent.
    public static func ratings(_ percent: ClosedRange<Int>) -> Self { Self("ratings", percent) }
    /// Rated on IMDb, from 0 to 10.
    public static func imdbRatings(_ range: ClosedRange<Double>) -> Self { Self("imdb_ratings", range) }
    /// On the Tomatometer, from 0 to 100.
    public static func tomatometers(_ range: ClosedRange<Double>) -> Self { Self("rt_meters", range) }
    /// By the audience of Rotten Tomatoes, from 0 to 100.
    public static func tomatoAudience(_ range: ClosedRange<Double>) -> Self { Self("rt_user_meters", range) }

    /// Without what the user watched.
    public static var ignoringWatched: Self { Self("ignore_watched", .boolean(true)) }
    /// Without what is on the user's watchlist.
    public static var ignoringWatchlisted: Self { Self("ignore_watchlisted", .boolean(true)) }
    /// Without what the user is in the middle of.
    public static var ignoringWatching: Self { Self("ignore_watching", .boolean(true)) }
    /// Without what is not out yet.
    public static var ignoringUnreleased: Self { Self("ignore_unreleased", .boolean(true)) }
    /// Without what is out.
    public static var ignoringReleased: Self { Self("ignore_released", .boolean(true)) }
    /// Without shows that ended.
    public static var ignoringEnded: Self { Self("ignore_ended", .boolean(true)) }
    /// Without shows that still air.
    public static var ignoringAiring: Self { Self("ignore_airing", .boolean(true)) }
    /// Without what has no date of release.
    public static var ignoringUndated: Self { Self("ignore_no_release_date", .boolean(true)) }
}

/// A filter with its value: `.genres("action")`, `.years(2005...2010)`.
///
/// The `Scope` is what is filtered, so that only filters that mean something there can be written: a movie has no
/// network. What a filter does is told by ``Filter/summary``; values are checked before anything is sent.
public struct FilterValue<Scope>: Sendable, Hashable {
    /// The filter's name, as in ``Filter/name``.
    public let name: String
    private let value: Value

    private enum Value: Hashable {
        /// Any of these will do.
        case choices([JSONValue])
        /// One range, number or word, beside which there is no other.
        case single(JSONValue)
    }

    init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = .single(value)
    }

    init(_ name: String, _ words: [String]) {
        self.name = name
        value = .choices(words.map { .string($0) })
    }

    init(_ name: String, _ numbers: [Int64]) {
        self.name = name
        value = .choices(numbers.map { .integer($0) })
    }

    init(_ name: String, _ range: ClosedRange<Int>) {
        self.init(name, .array([.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))]))
    }

    init(_ name: String, _ range: ClosedRange<Double>) {
        self.init(name, .array([.number(range.lowerBound), .number(range.upperBound)]))
    }
}

extension FilterValue {
    /// The filters as arguments: the choices of several with one name are joined, of other values the last counts.
    static func arguments(_ filters: [Self]) -> [String: JSONValue] {
        filters.reduce(into: [:]) { arguments, filter in
            switch filter.value {
            case .choices(let more): arguments[filter.name] = .array((arguments[filter.name]?.array ?? []) + more)
            case .single(let value): arguments[filter.name] = value
            }
        }
    }
}

/// Filters on movies.
public typealias MovieFilter = FilterValue<MovieScope>
/// Filters on movies in charts that count a period.
public typealias PeriodMovieFilter = FilterValue<PeriodMovieScope>
/// Filters on shows.
public typealias ShowFilter = FilterValue<ShowScope>
/// Filters on the episodes of calendars.
public typealias EpisodeFilter = FilterValue<EpisodeScope>
/// Filters on what a search finds.
public typealias SearchFilter = FilterValue<SearchScope>
/// Filters on the items of lists.
public typealias ListFilter = FilterValue<ListScope>

// What may be filtered by what. The protocols are the groups of `FilterGroup`.

/// What a title is by itself.
public protocol GenreFilters {}
/// What every chart, calendar and search of titles can be filtered by.
public protocol CommonFilters: GenreFilters {}
/// Words to look for; a search has its own.
public protocol QueryFilters {}
/// Ratings and votes on Trakt and elsewhere.
public protocol RatingFilters {}
/// Who may watch it.
public protocol CertificationFilters {}
/// What only movies have.
public protocol MovieFilters: CertificationFilters {}
/// What whatever is on television has.
public protocol NetworkFilters: CertificationFilters {}
/// What only shows have.
public protocol ShowFilters: NetworkFilters {}
/// What only episodes have.
public protocol EpisodeFilters: NetworkFilters {}
/// Where it can be watched, and filters that came with that.
public protocol AvailabilityFilters {}
/// What of the user's own is left out.
public protocol IgnoreFilters {}

/// See ``MovieFilter``.
public enum MovieScope: CommonFilters, QueryFilters, RatingFilters, MovieFilters, AvailabilityFilters, IgnoreFilters {}
/// See ``PeriodMovieFilter``.
public enum PeriodMovieScope: CommonFilters, QueryFilters, RatingFilters, MovieFilters, IgnoreFilters {}
/// See ``ShowFilter``.
public enum ShowScope: CommonFilters, QueryFilters, RatingFilters, ShowFilters, AvailabilityFilters, IgnoreFilters {}
/// See ``EpisodeFilter``.
public enum EpisodeScope: CommonFilters, QueryFilters, RatingFilters, ShowFilters, EpisodeFilters, AvailabilityFilters,
    IgnoreFilters
{}
/// See ``SearchFilter``.
public enum SearchScope: CommonFilters, RatingFilters, MovieFilters, ShowFilters {}
/// See ``ListFilter``.
public enum ListScope: AvailabilityFilters, IgnoreFilters {}

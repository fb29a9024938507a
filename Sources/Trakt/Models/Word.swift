/// A word of Trakt's from a small vocabulary, such as a show's status.
///
/// A vocabulary is open: Trakt adds words without notice, so a word nobody has heard of is as good as any other.
/// `show.status == .ended` compares with a known one, and `Show.Status("rebooted")` or `"rebooted"` is any other.
public protocol Word: RawRepresentable, Codable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible
where RawValue == String {
    /// The word as Trakt writes it.
    init(rawValue: String)
}

extension Word {
    /// The word as Trakt writes it.
    public init(_ rawValue: String) { self.init(rawValue: rawValue) }

    public init(stringLiteral value: String) { self.init(rawValue: value) }

    public var description: String { rawValue }
}

/// What kind of thing an entry holds, or a rating or a play is of.
public struct MediaKind: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let movie: MediaKind = "movie"
    public static let show: MediaKind = "show"
    public static let season: MediaKind = "season"
    public static let episode: MediaKind = "episode"
    public static let person: MediaKind = "person"
    public static let list: MediaKind = "list"
    public static let user: MediaKind = "user"
    public static let comment: MediaKind = "comment"

    /// The word for several of them, as paths and bodies have it.
    var plural: String { self == .person ? "people" : rawValue + "s" }
}

/// The direction of an order.
public struct SortDirection: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let ascending: SortDirection = "asc"
    public static let descending: SortDirection = "desc"
}

/// What the order of a list goes by.
///
/// Ratings and votes of other sites work for VIPs only; for others Trakt sorts by rank instead.
public struct SortKey: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let rank: SortKey = "rank"
    public static let added: SortKey = "added"
    public static let title: SortKey = "title"
    public static let released: SortKey = "released"
    public static let runtime: SortKey = "runtime"
    public static let popularity: SortKey = "popularity"
    public static let random: SortKey = "random"
    public static let percentage: SortKey = "percentage"
    public static let votes: SortKey = "votes"
    public static let myRating: SortKey = "my_rating"
    public static let watched: SortKey = "watched"
    public static let collected: SortKey = "collected"
    public static let imdbRating: SortKey = "imdb_rating"
    public static let tmdbRating: SortKey = "tmdb_rating"
}

/// An order: what it goes by, and its direction.
public struct Sort: Sendable, Hashable {
    public var key: SortKey
    public var direction: SortDirection

    /// An order by a key, ascending where nothing else is said.
    public static func by(_ key: SortKey, _ direction: SortDirection = .ascending) -> Sort {
        Sort(key: key, direction: direction)
    }
}

/// The time a chart counts. Streaming charts have no ``all``.
public enum Period: String, Sendable, Hashable, CaseIterable {
    case daily
    case weekly
    case monthly
    case all
}

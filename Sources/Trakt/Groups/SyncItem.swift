public import struct Foundation.Date

/// Something to add to the account, to change or to take away: what it is, and what is said about it.
///
/// ```swift
/// try await client.sync.history.add([
///     .movie("the-wizard-of-oz-1939").watched(at: evening),
///     .show("breaking-bad", season: 1, episodes: [1, 2, 3]),
/// ])
/// ```
///
/// The `Surface` is the part of the account it is for: what does not belong there cannot be written.
public struct SyncItem<Surface>: Sendable, Hashable {
    let subject: Item.Subject
    let ids: [String: JSONValue]
    private var seasons: [Int]?
    private var episodes: [Int]?
    private var extras: [String: JSONValue] = [:]

    init(_ subject: Item.Subject, _ ids: [String: JSONValue], seasons: [Int]? = nil, episodes: [Int]? = nil) {
        self.subject = subject
        self.ids = ids
        self.seasons = seasons
        self.episodes = episodes
    }

    func with(_ members: [String: JSONValue]) -> Self {
        var item = self
        item.extras.merge(members) { _, new in new }
        return item
    }

    /// The item in a body. What is said about it stands at the innermost things it names.
    var json: JSONValue {
        var members: [String: JSONValue] = ["ids": .object(ids)]
        guard let seasons else {
            members.merge(extras) { own, _ in own }
            return .object(members)
        }
        members["seasons"] = .array(
            seasons.map { season in
                guard let episodes else { return numbered(season, extras) }
                return numbered(season, ["episodes": .array(episodes.map { numbered($0, extras) })])
            })
        return .object(members)
    }

    private func numbered(_ number: Int, _ members: [String: JSONValue]) -> JSONValue {
        .object(members.merging(["number": .integer(Int64(number))]) { _, number in number })
    }

    /// The arrays of a body: `movies`, `shows`, …
    static func members(of items: [Self]) -> [String: JSONValue] {
        Dictionary(grouping: items, by: \.subject.plural).mapValues { .array($0.map(\.json)) }
    }
}

// The parts of the account, and what each takes.

/// A part of the account that takes movies.
public protocol TakesMovies {}
/// A part of the account that takes shows.
public protocol TakesShows {}
/// A part of the account that takes seasons.
public protocol TakesSeasons {}
/// A part of the account that takes episodes.
public protocol TakesEpisodes {}
/// A part of the account that takes people.
public protocol TakesPeople {}
/// A part of the account that takes users.
public protocol TakesUsers {}
/// A part of the account whose items have notes.
public protocol TakesNotes {}

/// What ``Client/History`` takes.
public enum HistorySurface: TakesMovies, TakesShows, TakesSeasons, TakesEpisodes {}
/// What ``Client/Ratings`` takes.
public enum RatingSurface: TakesMovies, TakesShows, TakesSeasons, TakesEpisodes {}
/// What ``Client/Collection`` takes.
public enum CollectionSurface: TakesMovies, TakesShows, TakesSeasons, TakesEpisodes {}
/// What ``Client/Watchlist`` takes.
public enum WatchlistSurface: TakesMovies, TakesShows, TakesSeasons, TakesEpisodes, TakesNotes {}
/// What ``Client/Favorites`` takes.
public enum FavoriteSurface: TakesMovies, TakesShows, TakesNotes {}
/// What ``Client/PersonalLists`` takes.
public enum ListSurface: TakesMovies, TakesShows, TakesSeasons, TakesEpisodes, TakesPeople, TakesNotes {}
/// What ``Client/Hidden`` takes.
public enum HiddenSurface: TakesMovies, TakesShows, TakesSeasons, TakesUsers {}

extension SyncItem where Surface: TakesMovies {
    public static func movie(_ id: Identifier<Movie>) -> Self { Self(.movie, id.members) }
    public static func movie(_ movie: Movie) -> Self { .movie(movie.id) }
}

extension SyncItem where Surface: TakesShows {
    /// A show. For history and collection it stands for all its episodes.
    public static func show(_ id: Identifier<Show>) -> Self { Self(.show, id.members) }
    public static func show(_ show: Show) -> Self { .show(show.id) }
}

extension SyncItem where Surface: TakesSeasons {
    public static func season(_ id: Identifier<Season>) -> Self { Self(.season, id.members) }
    public static func season(_ season: Season) -> Self { .season(season.id) }
    /// Seasons of a show by their numbers.
    public static func show(_ id: Identifier<Show>, seasons: [Int]) -> Self {
        Self(.show, id.members, seasons: seasons)
    }
}

extension SyncItem where Surface: TakesEpisodes {
    public static func episode(_ id: Identifier<Episode>) -> Self { Self(.episode, id.members) }
    public static func episode(_ episode: Episode) -> Self { .episode(episode.id) }
    /// Episodes of one season by their numbers.
    public static func show(_ id: Identifier<Show>, season: Int, episodes: [Int]) -> Self {
        Self(.show, id.members, seasons: [season], episodes: episodes)
    }
}

extension SyncItem where Surface: TakesPeople {
    public static func person(_ id: Identifier<Person>) -> Self { Self(.person, id.members) }
    public static func person(_ person: Person) -> Self { .person(person.id) }
}

extension SyncItem where Surface: TakesUsers {
    public static func user(_ id: Identifier<User>) -> Self { Self(.user, id.members) }
    public static func user(_ user: User) -> Self { .user(user.id) }
}

extension SyncItem where Surface: TakesNotes {
    /// With notes of at most 500 characters. On the watchlist and on lists these are for VIPs.
    public func notes(_ notes: String) -> Self { with(["notes": .string(notes)]) }
}

extension SyncItem where Surface == HistorySurface {
    /// Watched at this moment, which Trakt keeps to the minute. Without a moment it is now.
    public func watched(at date: Date) -> Self { with(["watched_at": .string(date.traktText)]) }
    /// Watched when it came out.
    public func watchedOnRelease() -> Self { with(["watched_at": "released"]) }
    /// Watched, nobody knows when.
    public func watchedSometime() -> Self { with(["watched_at": "unknown"]) }
}

extension SyncItem where Surface == RatingSurface {
    /// With a rating from 1 to 10, without which nothing can be rated.
    public func rated(_ rating: Int, at date: Date? = nil) -> Self {
        var members: [String: JSONValue] = ["rating": .integer(Int64(rating))]
        members["rated_at"] = date.map { .string($0.traktText) }
        return with(members)
    }
}

extension SyncItem where Surface == CollectionSurface {
    /// Collected at this moment. Without one it is now.
    public func collected(at date: Date) -> Self { with(["collected_at": .string(date.traktText)]) }
    /// In this form.
    public func metadata(_ metadata: Metadata) -> Self { with(metadata.members) }
}

extension SyncItem where Surface == HiddenSurface {
    /// Hidden since this moment. Without one it is now.
    public func hidden(at date: Date) -> Self { with(["hidden_at": .string(date.traktText)]) }
}

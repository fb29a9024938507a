public import struct Foundation.Date

/// A movie and how often it was watched.
public typealias WatchedMovie = Entry<Movie, PlayTotal>
/// A show and how often its episodes were watched.
public typealias WatchedShow = Entry<Show, ShowPlayTotal>

/// All plays of a movie.
public struct PlayTotal: Codable, Sendable, Hashable {
    public let plays: Int
    public let lastWatchedAt: Date?
    public let lastUpdatedAt: Date?
}

/// All plays of a show's episodes.
public struct ShowPlayTotal: Codable, Sendable, Hashable {
    public let plays: Int
    public let lastWatchedAt: Date?
    public let lastUpdatedAt: Date?
    /// When the user began to watch it again.
    public let resetAt: Date?
    /// With ``Extended/progress``.
    public let seasons: [Season]?

    /// The watched episodes of one season.
    public struct Season: Codable, Sendable, Hashable {
        public let number: Int
        public let episodes: [Episode]?
    }

    /// The plays of one episode.
    public struct Episode: Codable, Sendable, Hashable {
        public let number: Int
        public let plays: Int?
        public let lastWatchedAt: Date?
    }
}

public import struct Foundation.Date

/// How far the user is with a show, watched or collected. Only episodes that have aired count.
public struct ShowProgress: Codable, Sendable, Hashable {
    public let aired: Int
    public let completed: Int
    /// Where watching is asked for.
    public let lastWatchedAt: Date?
    /// Where collecting is asked for.
    public let lastCollectedAt: Date?
    /// When the user began to watch it again.
    public let resetAt: Date?
    public let seasons: [Season]?
    public let hiddenSeasons: [Trakt.Season]?
    /// Missing when nothing follows.
    public let nextEpisode: Trakt.Episode?
    public let lastEpisode: Trakt.Episode?
    /// Where asked for.
    public let stats: Stats?

    /// One season's progress.
    public struct Season: Codable, Sendable, Hashable {
        public let number: Int
        public let title: String?
        public let aired: Int?
        public let completed: Int?
        public let episodes: [Episode]?
    }

    /// One episode's progress.
    public struct Episode: Codable, Sendable, Hashable {
        public let number: Int
        public let completed: Bool?
        public let lastWatchedAt: Date?
        public let collectedAt: Date?
    }

    /// Plays and minutes.
    public struct Stats: Codable, Sendable, Hashable {
        public let playCount: Int?
        public let minutesWatched: Int?
        public let minutesLeft: Int?
    }
}

/// A show in progress.
public struct ShowInProgress: Codable, Sendable, Hashable {
    public let show: Show
    public let progress: ShowProgress
}

public import struct Foundation.Date

/// When each part of the account last changed. Ask this first, and read only what moved.
public struct LastActivities: Codable, Sendable, Hashable {
    /// The latest of all.
    public let all: Date?
    public let movies: Media?
    public let episodes: Media?
    public let shows: Media?
    public let seasons: Media?
    public let comments: Comments?
    public let lists: Lists?
    public let watchlist: Changed?
    public let favorites: Changed?
    public let collaborations: Changed?
    public let savedFilters: Changed?
    public let notes: Changed?
    public let account: Account?

    /// What happened to movies, shows, seasons or episodes; not everything happens to each.
    public struct Media: Codable, Sendable, Hashable {
        public let watchedAt: Date?
        public let collectedAt: Date?
        public let ratedAt: Date?
        public let watchlistedAt: Date?
        public let favoritedAt: Date?
        public let commentedAt: Date?
        public let pausedAt: Date?
        public let hiddenAt: Date?
        public let droppedAt: Date?
    }

    /// When comments changed.
    public struct Comments: Codable, Sendable, Hashable {
        public let likedAt: Date?
        public let reactedAt: Date?
        public let blockedAt: Date?
    }

    /// When personal lists changed.
    public struct Lists: Codable, Sendable, Hashable {
        public let likedAt: Date?
        public let reactedAt: Date?
        public let updatedAt: Date?
        public let commentedAt: Date?
    }

    /// When a part that has one moment changed.
    public struct Changed: Codable, Sendable, Hashable {
        public let updatedAt: Date?
    }

    /// When the account itself changed.
    public struct Account: Codable, Sendable, Hashable {
        public let settingsAt: Date?
        public let followedAt: Date?
        public let followingAt: Date?
        public let pendingAt: Date?
        public let requestedAt: Date?
    }
}

public import struct Foundation.Date

/// One play.
public typealias HistoryItem = Entry<MediaItem, Play>
/// One item of a list.
public typealias ListItem = Entry<MediaItem, Listing>
/// One item of the watchlist.
public typealias WatchlistItem = Entry<MediaItem, Listing>
/// One favorite.
public typealias FavoriteItem = Entry<MediaItem, Listing>
/// Something the user rated.
public typealias RatedItem = Entry<MediaItem, Rating>
/// Something the user hid.
public typealias HiddenItem = Entry<MediaItem, Hiding>
/// Something the user paused.
public typealias PausedItem = Entry<MediaItem, Pause>
/// Something a search found.
public typealias SearchHit = Entry<MediaItem, SearchScore>

/// When and how something was watched.
public struct Play: Codable, Sendable, Hashable, Identifiable {
    /// The play's own id, of 64 bits.
    public let id: Int64
    /// To the minute; nil where the moment is unknown.
    public let watchedAt: Date?
    public let action: Action?

    /// What made it a play.
    public struct Action: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let scrobble: Action = "scrobble"
        public static let checkin: Action = "checkin"
        public static let watch: Action = "watch"
    }
}

/// Where something stands on a list.
public struct Listing: Codable, Sendable, Hashable, Identifiable {
    /// The id of the item on the list, which reordering and notes go by; not the id of what it holds.
    public let id: Int64
    public let rank: Int?
    public let listedAt: Date?
    public let notes: String?
}

/// The user's rating.
public struct Rating: Codable, Sendable, Hashable {
    /// From 1 to 10.
    public let rating: Int
    public let ratedAt: Date?
}

/// When something was hidden.
public struct Hiding: Codable, Sendable, Hashable {
    public let hiddenAt: Date?
}

/// Where somebody stopped watching.
public struct Pause: Codable, Sendable, Hashable, Identifiable {
    public let id: Int64
    /// From 0 to 100.
    public let progress: Double
    public let pausedAt: Date?
}

/// How well a search's words fit.
public struct SearchScore: Codable, Sendable, Hashable {
    /// Missing for lookups by id.
    public let score: Double?
}

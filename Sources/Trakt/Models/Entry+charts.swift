public import struct Foundation.Date

/// A title being watched right now.
public typealias Trending<Title: EntrySubject> = Entry<Title, Watchers>
/// A title often made a favorite.
public typealias Favorited<Title: EntrySubject> = Entry<Title, FavoriteCount>
/// A title much played, watched or collected.
public typealias Played<Title: EntrySubject> = Entry<Title, PlayCounts>
/// A title on many lists.
public typealias Anticipated<Title: EntrySubject> = Entry<Title, ListCount>
/// A title streamed much.
public typealias Streamed<Title: EntrySubject> = Entry<Title, StreamingRank>
/// A title that Trakt changed.
public typealias Updated<Title: EntrySubject> = Entry<Title, Update>
/// A movie that earned much.
public typealias BoxOfficeHit = Entry<Movie, Revenue>

/// How many watch it.
public struct Watchers: Codable, Sendable, Hashable {
    public let watchers: Int
}

/// How many made it a favorite.
public struct FavoriteCount: Codable, Sendable, Hashable {
    public let userCount: Int
}

/// How many watched and collected it, and how often.
public struct PlayCounts: Codable, Sendable, Hashable {
    public let watcherCount: Int
    public let playCount: Int
    public let collectedCount: Int
    /// For shows.
    public let collectorCount: Int?
}

/// How many lists have it.
public struct ListCount: Codable, Sendable, Hashable {
    public let listCount: Int
}

/// The place among what is streamed.
public struct StreamingRank: Codable, Sendable, Hashable {
    public let rank: Int
    /// How the place changed.
    public let delta: Int?
}

/// When Trakt changed it.
public struct Update: Codable, Sendable, Hashable {
    public let updatedAt: Date
}

/// What it earned on a weekend, in US dollars.
public struct Revenue: Codable, Sendable, Hashable {
    public let revenue: Int64
}

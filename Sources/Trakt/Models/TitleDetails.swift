public import struct Foundation.Date

/// A title in another country.
public struct TitleAlias: Codable, Sendable, Hashable {
    public let title: String
    /// Two letters.
    public let country: String?
}

/// A title and what it is about in another language.
public struct Translation: Codable, Sendable, Hashable {
    public let title: String?
    public let overview: String?
    public let tagline: String?
    /// Two letters.
    public let language: String?
    public let country: String?
}

/// A movie's release in a country.
public struct Release: Codable, Sendable, Hashable {
    public let country: String?
    public let certification: String?
    public let releaseDate: Day?
    public let releaseType: Kind?
    public let note: String?

    /// Where a movie is released.
    public struct Kind: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let premiere: Kind = "premiere"
        public static let limited: Kind = "limited"
        public static let theatrical: Kind = "theatrical"
        public static let digital: Kind = "digital"
        public static let physical: Kind = "physical"
        public static let tv: Kind = "tv"
        public static let unknown: Kind = "unknown"
    }
}

/// A show's certification in a country.
public struct Certification: Codable, Sendable, Hashable {
    public let certification: String
    public let country: String?
}

/// Everybody's rating.
public struct CommunityRating: Codable, Sendable, Hashable {
    /// From 0 to 10.
    public let rating: Double?
    public let votes: Int?
    /// How many gave each rating, from 1 to 10.
    public let distribution: [Int: Int]?
}

/// How many users do what with a title.
public struct TitleStats: Codable, Sendable, Hashable {
    public let watchers: Int?
    public let plays: Int?
    public let collectors: Int?
    /// For shows, seasons and episodes.
    public let collectedEpisodes: Int?
    public let comments: Int?
    public let lists: Int?
    public let votes: Int?
    public let favorited: Int?
}

/// A company that makes movies or shows.
public struct Studio: Codable, Sendable, Hashable {
    public let name: String
    public let country: String?
    public let ids: IDs<Studio>?
}

/// A trailer or the like.
public struct Video: Codable, Sendable, Hashable {
    public let title: String?
    public let url: String?
    /// `youtube`.
    public let site: String?
    /// `trailer`.
    public let type: String?
    public let size: Int?
    public let official: Bool?
    public let publishedAt: Date?
    public let country: String?
    public let language: String?
}

public import struct Foundation.Date

/// A title that a smart list found.
public typealias SmartListItem = Entry<MediaItem, Rank>

/// A stored query.
public struct SmartList: Codable, Sendable, Hashable, Identifiable {
    public let name: String
    public let ids: IDs<SmartList>
    public let source: Source?
    public let mediaType: MediaType?
    /// What it keeps and leaves out, as ``SmartListFilter`` names it.
    public let filters: [String: JSONValue]?
    public let privacy: Privacy?
    public let images: Images?
    public let createdAt: Date?
    public let updatedAt: Date?

    public var id: Identifier<SmartList> { ids.identifier }

    /// What a smart list draws from.
    public struct Source: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let trending: Source = "trending"
        public static let popular: Source = "popular"
        public static let anticipated: Source = "anticipated"
        public static let recommendations: Source = "recommendations"
        public static let discover: Source = "discover"
        public static let watchlist: Source = "watchlist"
        public static let library: Source = "library"
    }

    /// What a smart list holds.
    public struct MediaType: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let movies: MediaType = "movies"
        public static let shows: MediaType = "shows"
        /// Both.
        public static let media: MediaType = "media"
    }

    /// Who may see a smart list.
    public struct Privacy: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let `private`: Privacy = "private"
        public static let friends: Privacy = "friends"
        public static let `public`: Privacy = "public"
    }

    /// Posters of what it finds, addresses without a scheme.
    public struct Images: Codable, Sendable, Hashable {
        public let posters: [String]?
    }
}

/// The place among what a smart list finds.
public struct Rank: Codable, Sendable, Hashable {
    public let rank: Int
}

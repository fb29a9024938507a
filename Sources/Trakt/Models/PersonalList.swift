public import struct Foundation.Date

/// A list without its items, made by a user or by Trakt.
public struct PersonalList: Codable, Sendable, Hashable, Identifiable {
    public let name: String
    public let description: String?
    public let privacy: Privacy?
    public let shareLink: String?
    public let type: Kind?
    public let displayNumbers: Bool?
    public let allowComments: Bool?
    public let sortBy: SortKey?
    public let sortHow: SortDirection?
    public let createdAt: Date?
    public let updatedAt: Date?
    public let itemCount: Int?
    public let commentCount: Int?
    public let likes: Int?
    public let ids: IDs<PersonalList>
    public let user: User?

    public var id: Identifier<PersonalList> { ids.identifier }

    /// Who may see a list.
    public struct Privacy: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let `private`: Privacy = "private"
        public static let link: Privacy = "link"
        public static let friends: Privacy = "friends"
        public static let `public`: Privacy = "public"
    }

    /// Who made a list.
    public struct Kind: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let personal: Kind = "personal"
        public static let official: Kind = "official"
        public static let watchlist: Kind = "watchlist"
        public static let favorites: Kind = "favorites"
    }
}

/// The watchlist or the favorites as a list. Nothing names them in calls, and their items are read elsewhere.
public struct OwnList: Codable, Sendable, Hashable {
    public let name: String?
    public let description: String?
    public let sortBy: SortKey?
    public let sortHow: SortDirection?
    public let updatedAt: Date?
    public let itemCount: Int?
}

/// A list in a chart of lists.
public struct RankedList: Codable, Sendable, Hashable {
    public let likeCount: Int?
    public let commentCount: Int?
    public let list: PersonalList
}

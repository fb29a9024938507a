public import struct Foundation.Date

/// A user. A private one shows strangers no more than name and ids.
public struct User: Codable, Sendable, Hashable, Identifiable {
    public let username: String
    /// `private` in Trakt's documents.
    public let isPrivate: Bool?
    public let ids: UserIDs

    public let name: String?
    /// `vip` in Trakt's documents.
    public let isVIP: Bool?
    /// Whether the membership came with the first version of it; `vip_ep`.
    public let isVIPEP: Bool?
    public let deleted: Bool?
    public let director: Bool?

    /// With ``Extended/full``, as is what follows.
    public let joinedAt: Date?
    public let location: String?
    public let about: String?
    public let gender: String?
    public let age: Int?
    public let images: Avatars?

    /// With ``Extended/vip``, as is what follows.
    public let vipOg: Bool?
    public let vipYears: Int?
    public let vipCoverImage: String?

    public var id: Identifier<User> { .slug(ids.slug) }

    /// A user's picture, a whole address.
    public struct Avatars: Codable, Sendable, Hashable {
        public let avatar: Avatar?

        /// The picture in its sizes.
        public struct Avatar: Codable, Sendable, Hashable {
            public let full: String?
        }
    }

    private enum CodingKeys: String, CodingKey {
        case username, ids, name, deleted, director, joinedAt, location, about, gender, age, images
        case vipOg, vipYears, vipCoverImage
        case isPrivate = "private"
        case isVIP = "vip"
        case isVIPEP = "vipEp"
    }
}

/// Somebody who follows or is followed.
public struct Follower: Codable, Sendable, Hashable {
    public let followedAt: Date?
    /// Among friends.
    public let friendsAt: Date?
    public let user: User
}

/// The start of following somebody.
public struct Follow: Codable, Sendable, Hashable {
    /// Missing while a private user has not answered.
    public let approvedAt: Date?
    public let user: User
}

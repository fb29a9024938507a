public import struct Foundation.Date

/// How somebody reacts to a comment.
public struct Reaction: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let like: Reaction = "like"
    public static let dislike: Reaction = "dislike"
    public static let love: Reaction = "love"
    public static let laugh: Reaction = "laugh"
    public static let shocked: Reaction = "shocked"
    public static let bravo: Reaction = "bravo"
    /// It tells too much.
    public static let spoiler: Reaction = "spoiler"
}

/// How many reacted to a comment.
public struct ReactionSummary: Codable, Sendable, Hashable {
    public let reactionCount: Int
    public let userCount: Int
    /// How many there are of each, by ``Reaction/rawValue``.
    public let distribution: [String: Int]
}

/// One user's reaction to a comment.
public struct CommentReaction: Codable, Sendable, Hashable {
    public let reactedAt: Date?
    public let reaction: Kind
    public let user: User

    /// The reaction, as Trakt wraps it.
    public struct Kind: Codable, Sendable, Hashable {
        public let type: Reaction
    }
}

/// A reaction of the signed-in user.
public struct OwnReaction: Codable, Sendable, Hashable {
    public let reactedAt: Date?
    public let reaction: CommentReaction.Kind
    public let comment: Comment
}

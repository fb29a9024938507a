public import struct Foundation.Date

/// A comment, review or reply.
public struct Comment: Codable, Sendable, Hashable, Identifiable {
    public let id: Int64
    /// Markdown, in which `[spoiler]…[/spoiler]` hides a part.
    public let comment: String?
    public let spoiler: Bool?
    /// 200 words or more.
    public let review: Bool?
    /// The comment this one replies to; 0 for none.
    public let parentId: Int64?
    public let createdAt: Date?
    public let updatedAt: Date?
    public let replies: Int?
    public let likes: Int?
    public let language: String?
    public let userStats: UserStats?
    public let user: User?

    /// What the author did with the thing.
    public struct UserStats: Codable, Sendable, Hashable {
        /// From 1 to 10.
        public let rating: Int?
        public let playCount: Int?
        public let completedCount: Int?
    }
}

/// The order of comments.
public struct CommentOrder: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let newest: CommentOrder = "newest"
    public static let oldest: CommentOrder = "oldest"
    public static let likes: CommentOrder = "likes"
    public static let replies: CommentOrder = "replies"
    public static let highest: CommentOrder = "highest"
    public static let lowest: CommentOrder = "lowest"
    public static let plays: CommentOrder = "plays"
}

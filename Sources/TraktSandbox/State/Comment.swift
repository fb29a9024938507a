/// A comment or a reply, kept by its author.
struct Comment: Sendable, Codable {
    var id: Int
    /// The comment it answers; `nil` for one at the top.
    var parent: Int?
    /// What it is about: a title, or a list by its id. A reply is about what its parent is about.
    var subject: MediaRef
    /// As Trakt stores it, with short codes for emoji.
    var text: String
    var isSpoiler: Bool
    var createdAt: Timestamp
    var updatedAt: Timestamp

    /// Long comments are reviews, the others shouts.
    var isReview: Bool { CommentText.wordCount(Emoji.shown(text)) >= CommentText.reviewWords }
}

/// What somebody felt about a comment; one person may feel several things.
struct Reaction: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Codable, CaseIterable {
        case like, dislike, love, laugh, shocked, bravo, spoiler
    }

    var comment: Int
    var kind: Kind
    var reactedAt: Timestamp
}

/// What a user wrote, liked and reported, and whom they wait to follow.
struct Social: Sendable, Codable, StartsEmpty {
    var comments: [Comment] = []
    /// When comments were liked, by comment id.
    var likedComments: [Int: Timestamp] = [:]
    var reactions: [Reaction] = []
    var notes: [Note] = []
    /// The users who have not yet let this one follow them.
    var requests: [FollowRequest] = []
    var savedFilters: [SavedFilter] = []
    var reports: [Report] = []
}

/// A wish to follow a private user, kept by the one who has it.
struct FollowRequest: Sendable, Codable {
    var id: Int
    /// The slug of the private user.
    var to: String
    var requestedAt: Timestamp
}

/// A search that a paying member keeps.
struct SavedFilter: Sendable, Codable {
    enum Section: String, Sendable, Codable {
        case movies, shows, calendars, search
    }

    var id: Int
    var section: Section
    var name: String
    var path: String
    var query: String
    var updatedAt: Timestamp
}

/// Something a user asked the moderators to look at; it stays pending, for the sandbox has none.
struct Report: Sendable, Codable {
    enum Subject: Sendable, Hashable, Codable {
        case media(MediaRef)
        case comment(Int)
        case list(Int)
        case user(String)
    }

    var subject: Subject
    var reason: String
    var message: String?
    var reportedAt: Timestamp
}

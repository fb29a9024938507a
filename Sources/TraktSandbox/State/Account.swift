/// Everything one user has stored.
struct Account: Sendable, Codable {
    var profile: Profile
    var plays: [Play] = []
    var watchlist: MediaList
    var favorites: MediaList
    var lists: [PersonalList] = []
    var ratings: [MediaRef: Rating] = [:]
    var collection: [MediaRef: Collected] = [:]
    var hidden: [HiddenItem] = []
    var playback: [PausedItem] = []
    /// When lists were liked, by list id.
    var likes: [Int: Timestamp] = [:]
    /// Slugs of the users this one follows, and since when.
    var following: [String: Timestamp] = [:]
    /// When the progress of a show was reset, by show id.
    var resets: [Int: Timestamp] = [:]
    @Added var smartLists: [SmartList]
    @Added var preferences: Preferences
    @Added var connections: Connections
    @Added var social: Social
    /// `nil` when the user watches nothing.
    var watching: Watching?
    var activities: Activities

    init(profile: Profile) {
        self.profile = profile
        watchlist = MediaList(createdAt: profile.joinedAt)
        favorites = MediaList(createdAt: profile.joinedAt)
        activities = Activities(start: profile.joinedAt)
    }

    /// The list with an id or a slug; old slugs keep working after a rename.
    func listIndex(_ text: String) -> Int? {
        if let id = Int(text), let index = lists.firstIndex(where: { $0.id == id }) { return index }
        return lists.firstIndex { $0.slug == text } ?? lists.firstIndex { $0.formerSlugs.contains(text) }
    }
}

/// Who a user is.
struct Profile: Sendable, Codable {
    var username: String
    var slug: String
    var name: String
    var isPrivate: Bool
    var isVIP: Bool
    var joinedAt: Timestamp
    var uuid: String
    var location: String
    var about: String
    /// What the settings say; that of a state which was kept before this was told is the usual one.
    var timeZone: String?
}

/// One watching of a movie or an episode.
struct Play: Sendable, Codable {
    var id: Int
    var ref: MediaRef
    /// `nil` when the client said `unknown`.
    var watchedAt: Timestamp?
    /// `scrobble`, `checkin` or `watch`.
    var action: String
    /// When the play was stored.
    var addedAt: Timestamp
}

struct Rating: Sendable, Codable {
    var value: Int
    var ratedAt: Timestamp
}

/// An item in the collection, with what its medium is.
struct Collected: Sendable, Codable {
    var collectedAt: Timestamp
    var updatedAt: Timestamp
    var metadata: [String: JSONScalar]
    /// Whether Plex says that the file is there.
    @Added var isOnPlex: Bool

    /// The value of a metadata key: all are texts but `3d`.
    enum JSONScalar: Sendable, Hashable, Codable {
        case text(String)
        case flag(Bool)
    }
}

/// A title or user hidden from a section.
struct HiddenItem: Sendable, Codable {
    enum Subject: Sendable, Hashable, Codable {
        case media(MediaRef)
        case user(String)
    }

    var section: String
    var subject: Subject
    var hiddenAt: Timestamp
}

/// A movie or episode that was paused.
struct PausedItem: Sendable, Codable {
    var id: Int
    var ref: MediaRef
    var progress: Double
    var pausedAt: Timestamp
}

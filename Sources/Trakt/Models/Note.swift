public import struct Foundation.Date

/// What a note is on.
public typealias NoteSubject = Entry<MediaItem, NoteAttachment>
/// A note with what it is on.
public typealias NotedItem = Entry<MediaItem, AttachedNote>

/// A note of at most 500 characters.
public struct Note: Codable, Sendable, Hashable, Identifiable {
    public let id: Int64
    /// The text.
    public let notes: String
    public let privacy: Privacy?
    public let spoiler: Bool?
    public let createdAt: Date?
    public let updatedAt: Date?
    public let user: User?

    /// Who may read a note on a play, a collected thing or a rating; private where nothing else is said.
    public struct Privacy: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let `private`: Privacy = "private"
        public static let friends: Privacy = "friends"
        public static let `public`: Privacy = "public"
    }

    /// What a user's notes are told apart by: what they are on.
    public struct Kind: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let movies: Kind = "movies"
        public static let shows: Kind = "shows"
        public static let seasons: Kind = "seasons"
        public static let episodes: Kind = "episodes"
        public static let people: Kind = "people"
        /// Plays.
        public static let history: Kind = "history"
        public static let collection: Kind = "collection"
        public static let ratings: Kind = "ratings"
    }
}

/// What of a thing a note is on.
public struct NoteAttachment: Codable, Sendable, Hashable {
    public let attachedTo: Target

    /// The thing itself, or something of the user's own.
    public struct Target: Codable, Sendable, Hashable {
        /// `movie`, `show`, …; `history`, `collection` or `rating`.
        public let type: String
        /// The play's id; for plays only.
        public let id: Int64?
    }
}

/// A note, and what of a thing it is on.
public struct AttachedNote: Codable, Sendable, Hashable {
    public let attachedTo: NoteAttachment.Target
    public let note: Note
}

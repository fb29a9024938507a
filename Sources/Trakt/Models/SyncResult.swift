public import struct Foundation.Date

/// What a write did, item by item. Partial success is normal: what Trakt could not place is in ``notFound``.
public struct SyncResult: Codable, Sendable, Hashable {
    public let added: Counts
    public let updated: Counts
    public let deleted: Counts
    /// What was there already and stayed as it was.
    public let existing: Counts
    public let notFound: NotFound
    /// The list afterwards, where it is one.
    public let list: ListState?

    /// How many things of each kind.
    public struct Counts: Codable, Sendable, Hashable {
        public let movies: Int
        public let shows: Int
        public let seasons: Int
        public let episodes: Int
        public let people: Int
        public let users: Int

        /// All kinds together.
        public var total: Int { movies + shows + seasons + episodes + people + users }

        static let none = Counts(movies: 0, shows: 0, seasons: 0, episodes: 0, people: 0, users: 0)
    }

    /// What Trakt does not know, as it was sent.
    public struct NotFound: Codable, Sendable, Hashable {
        public let movies: [JSONValue]
        public let shows: [JSONValue]
        public let seasons: [JSONValue]
        public let episodes: [JSONValue]
        public let people: [JSONValue]
        public let users: [JSONValue]
        /// Plays, by their ids.
        public let ids: [Int64]

        public var isEmpty: Bool {
            ids.isEmpty && [movies, shows, seasons, episodes, people, users].allSatisfy(\.isEmpty)
        }

        static let none = NotFound(movies: [], shows: [], seasons: [], episodes: [], people: [], users: [], ids: [])
    }

    /// A list after a change.
    public struct ListState: Codable, Sendable, Hashable {
        public let updatedAt: Date?
        public let itemCount: Int?
    }
}

/// What reordering did.
public struct ReorderResult: Codable, Sendable, Hashable {
    public let updated: Int
    /// Ids that are not on the list.
    public let skippedIds: [Int64]?
    public let list: SyncResult.ListState?
}

// What is missing is none.

extension SyncResult {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        added = try container.decodeIfPresent(Counts.self, forKey: .added) ?? .none
        updated = try container.decodeIfPresent(Counts.self, forKey: .updated) ?? .none
        deleted = try container.decodeIfPresent(Counts.self, forKey: .deleted) ?? .none
        existing = try container.decodeIfPresent(Counts.self, forKey: .existing) ?? .none
        notFound = try container.decodeIfPresent(NotFound.self, forKey: .notFound) ?? .none
        list = try container.decodeIfPresent(ListState.self, forKey: .list)
    }
}

extension SyncResult.Counts {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int { try container.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        movies = try count(.movies)
        shows = try count(.shows)
        seasons = try count(.seasons)
        episodes = try count(.episodes)
        people = try count(.people)
        users = try count(.users)
    }
}

extension SyncResult.NotFound {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func items(_ key: CodingKeys) throws -> [JSONValue] {
            try container.decodeIfPresent([JSONValue].self, forKey: key) ?? []
        }
        movies = try items(.movies)
        shows = try items(.shows)
        seasons = try items(.seasons)
        episodes = try items(.episodes)
        people = try items(.people)
        users = try items(.users)
        ids = try container.decodeIfPresent([Int64].self, forKey: .ids) ?? []
    }
}

/// Something with facts about it, as lists, charts and histories have them: `{"watchers": 21, "movie": {…}}` is a
/// ``Movie`` and its ``Watchers``.
///
/// The facts are properties of the entry: `entry.watchers`, `play.watchedAt`, `item.rank`. What it is about is
/// `entry.movie`, `entry.show`, or for mixed things `entry.media` with a case for each kind.
@dynamicMemberLookup
public struct Entry<Subject: EntrySubject, Facts: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
    /// What the entry is about.
    public let subject: Subject
    /// What the entry says about it.
    public let facts: Facts

    public subscript<Value>(dynamicMember path: KeyPath<Facts, Value>) -> Value { facts[keyPath: path] }

    public init(from decoder: any Decoder) throws {
        subject = try Subject(inEntry: decoder)
        facts = try Facts(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try subject.encode(inEntry: encoder)
        try facts.encode(to: encoder)
    }
}

/// What an ``Entry`` can be about.
public protocol EntrySubject: Sendable, Hashable {
    /// Reads it out of the entry's members.
    init(inEntry decoder: any Decoder) throws
    /// Writes it as members of the entry.
    func encode(inEntry encoder: any Encoder) throws
}

extension MediaItem: EntrySubject {
    public init(inEntry decoder: any Decoder) throws { try self.init(from: decoder) }

    public func encode(inEntry encoder: any Encoder) throws { try encode(to: encoder) }
}

extension Movie: EntrySubject {
    private enum Key: CodingKey { case movie }

    public init(inEntry decoder: any Decoder) throws {
        self = try decoder.container(keyedBy: Key.self).decode(Movie.self, forKey: .movie)
    }

    public func encode(inEntry encoder: any Encoder) throws {
        var entry = encoder.container(keyedBy: Key.self)
        try entry.encode(self, forKey: .movie)
    }
}

extension Show: EntrySubject {
    private enum Key: CodingKey { case show }

    public init(inEntry decoder: any Decoder) throws {
        self = try decoder.container(keyedBy: Key.self).decode(Show.self, forKey: .show)
    }

    public func encode(inEntry encoder: any Encoder) throws {
        var entry = encoder.container(keyedBy: Key.self)
        try entry.encode(self, forKey: .show)
    }
}

extension Entry where Subject == Movie {
    public var movie: Movie { subject }
}

extension Entry where Subject == Show {
    public var show: Show { subject }
}

extension Entry where Subject == MediaItem {
    public var media: MediaItem { subject }
    public var kind: MediaKind { subject.kind }
    public var movie: Movie? { subject.movie }
    /// The show, also that of a season or an episode.
    public var show: Show? { subject.show }
    public var season: Season? { subject.season }
    public var episode: Episode? { subject.episode }
    public var person: Person? { subject.person }
    public var list: PersonalList? { subject.list }
    public var user: User? { subject.user }
}

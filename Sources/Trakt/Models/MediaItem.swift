/// What an entry of a list, of the history, of a search or the like is about.
///
/// Trakt writes it beside the entry's facts: `{"type": "episode", "episode": {…}, "show": {…}}`.
public indirect enum MediaItem: Sendable, Hashable {
    case movie(Movie)
    case show(Show)
    case season(Season, of: Show?)
    case episode(Episode, of: Show?)
    case person(Person)
    case list(PersonalList)
    case user(User)
    /// A kind of thing that came later than this library; the whole entry.
    case other(MediaKind, JSONValue)
}

extension MediaItem {
    public var kind: MediaKind {
        switch self {
        case .movie: .movie
        case .show: .show
        case .season: .season
        case .episode: .episode
        case .person: .person
        case .list: .list
        case .user: .user
        case .other(let kind, _): kind
        }
    }

    /// The movie, where it is one.
    public var movie: Movie? { if case .movie(let movie) = self { movie } else { nil } }

    /// The show, also that of a season or an episode.
    public var show: Show? {
        switch self {
        case .show(let show), .season(_, of: let show?), .episode(_, of: let show?): show
        default: nil
        }
    }

    /// The season, where it is one.
    public var season: Season? { if case .season(let season, _) = self { season } else { nil } }

    /// The episode, where it is one.
    public var episode: Episode? { if case .episode(let episode, _) = self { episode } else { nil } }

    /// The person, where it is one.
    public var person: Person? { if case .person(let person) = self { person } else { nil } }

    /// The list, where it is one.
    public var list: PersonalList? { if case .list(let list) = self { list } else { nil } }

    /// The user, where it is one.
    public var user: User? { if case .user(let user) = self { user } else { nil } }

    /// A title, number or name to show: `Breaking Bad 1x02`.
    public var title: String? {
        switch self {
        case .movie(let movie): movie.title
        case .show(let show): show.title
        case .season(let season, let show): "\(show?.title ?? "?") season \(season.number)"
        case .episode(let episode, let show):
            "\(show?.title ?? "?") \(episode.season)x\(Moment.padded(episode.number, to: 2))"
        case .person(let person): person.name
        case .list(let list): list.name
        case .user(let user): user.username
        case .other: nil
        }
    }
}

extension MediaItem: Codable {
    private enum Key: String, CodingKey {
        case type, movie, show, season, episode, person, list, user
    }

    public init(from decoder: any Decoder) throws {
        let entry = try decoder.container(keyedBy: Key.self)
        let kind = try entry.decodeIfPresent(MediaKind.self, forKey: .type) ?? Self.kind(of: entry)
        switch kind {
        case .movie: self = .movie(try entry.decode(Movie.self, forKey: .movie))
        case .show: self = .show(try entry.decode(Show.self, forKey: .show))
        case .season:
            self = .season(
                try entry.decode(Season.self, forKey: .season), of: try entry.decodeIfPresent(Show.self, forKey: .show))
        case .episode:
            self = .episode(
                try entry.decode(Episode.self, forKey: .episode),
                of: try entry.decodeIfPresent(Show.self, forKey: .show))
        case .person: self = .person(try entry.decode(Person.self, forKey: .person))
        case .list: self = .list(try entry.decode(PersonalList.self, forKey: .list))
        case .user: self = .user(try entry.decode(User.self, forKey: .user))
        default: self = .other(kind ?? "unknown", try JSONValue(from: decoder))
        }
    }

    /// The kind of an entry that does not name it. An episode or a season brings its show.
    private static func kind(of entry: KeyedDecodingContainer<Key>) -> MediaKind? {
        let order: [(Key, MediaKind)] = [
            (.episode, .episode), (.season, .season), (.movie, .movie), (.show, .show), (.person, .person),
            (.list, .list), (.user, .user),
        ]
        return order.first { entry.contains($0.0) && (try? entry.decodeNil(forKey: $0.0)) == false }?.1
    }

    public func encode(to encoder: any Encoder) throws {
        if case .other(_, let entry) = self { return try entry.encode(to: encoder) }
        var entry = encoder.container(keyedBy: Key.self)
        try entry.encode(kind, forKey: .type)
        try entry.encodeIfPresent(movie, forKey: .movie)
        try entry.encodeIfPresent(episode, forKey: .episode)
        try entry.encodeIfPresent(season, forKey: .season)
        try entry.encodeIfPresent(show, forKey: .show)
        try entry.encodeIfPresent(person, forKey: .person)
        try entry.encodeIfPresent(list, forKey: .list)
        try entry.encodeIfPresent(user, forKey: .user)
    }
}

/// What an item is: the key under which Trakt sends it.
package enum MediaKind: String, Sendable, Hashable, Codable, CaseIterable {
    case movie, show, season, episode, person, list

    /// The key of an array of them: `movies`, `people`.
    package var plural: String { self == .person ? "people" : rawValue + "s" }

    /// Reads `movie` as well as `movies`.
    package init?(anyForm text: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.rawValue == text || $0.plural == text }) else { return nil }
        self = kind
    }
}

/// A title or person in the library, by its kind and Trakt id.
package struct MediaRef: Sendable, Hashable, Codable {
    package var kind: MediaKind
    package var id: Int

    package static func movie(_ id: Int) -> MediaRef { MediaRef(kind: .movie, id: id) }
    package static func show(_ id: Int) -> MediaRef { MediaRef(kind: .show, id: id) }
    package static func season(_ id: Int) -> MediaRef { MediaRef(kind: .season, id: id) }
    package static func episode(_ id: Int) -> MediaRef { MediaRef(kind: .episode, id: id) }
    package static func person(_ id: Int) -> MediaRef { MediaRef(kind: .person, id: id) }
}

/// A show with its seasons, specials first.
struct Show: Sendable, Codable {
    var facts: ShowFacts
    /// When the first regular episode aired or will air; `nil` when unknown.
    var firstAired: Timestamp?
    var updatedAt: Timestamp
    var seasons: [Season]

    var id: Int { facts.ids.trakt }
    var ref: MediaRef { .show(id) }
    var year: Int? { facts.year ?? firstAired?.year }

    func season(_ number: Int) -> Season? { seasons.first { $0.number == number } }

    /// Every episode, specials included.
    var episodes: some Sequence<Episode> { seasons.lazy.flatMap(\.episodes) }

    /// The regular episodes that have aired at a moment, oldest first.
    func aired(at now: Timestamp, specials: Bool = false) -> [Episode] {
        seasons.filter { specials || $0.number > 0 }.flatMap { $0.aired(at: now) }
    }
}

struct Season: Sendable, Codable {
    var number: Int
    var ids: MediaIDs
    var episodes: [Episode]

    var ref: MediaRef { .season(ids.trakt) }
    var firstAired: Timestamp? { episodes.first?.firstAired }
    var title: String { number == 0 ? "Specials" : "Season \(number)" }

    func aired(at now: Timestamp) -> [Episode] { episodes.filter { $0.hasAired(at: now) } }
}

struct Episode: Sendable, Codable {
    /// What Trakt tells of an episode's place: these are the values of the `episode_types` filter.
    enum Kind: String, Sendable, Codable, CaseIterable {
        case standard
        case seriesPremiere = "series_premiere"
        case seasonPremiere = "season_premiere"
        case midSeasonFinale = "mid_season_finale"
        case midSeasonPremiere = "mid_season_premiere"
        case seasonFinale = "season_finale"
        case seriesFinale = "series_finale"
    }

    var season: Int
    var number: Int
    /// The place among all regular episodes; `nil` for specials.
    var absolute: Int?
    var title: String
    var ids: MediaIDs
    var firstAired: Timestamp?
    var runtime: Int
    var kind: Kind

    var ref: MediaRef { .episode(ids.trakt) }

    func hasAired(at now: Timestamp) -> Bool { firstAired.map { $0 <= now } ?? false }
}

/// A movie with its dates worked out for the sandbox's now.
struct Movie: Sendable, Codable {
    var facts: MovieFacts
    /// `YYYY-MM-DD`; `nil` when not announced.
    var released: String?
    var digital: String?
    var physical: String?
    var updatedAt: Timestamp

    var id: Int { facts.ids.trakt }
    var ref: MediaRef { .movie(id) }
    /// The real year, unless the release moves with the sandbox's now.
    var year: Int? { facts.releasedInDays == nil ? facts.year : released.flatMap { Timestamp($0)?.year } }
}

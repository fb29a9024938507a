/// The ids of a title or person; those of other services may be unknown.
package struct MediaIDs: Sendable, Hashable, Codable {
    package var trakt: Int
    package var slug: String?
    package var tvdb: Int?
    package var imdb: String?
    package var tmdb: Int?
}

/// Another title of a show or movie in one country.
struct Alias: Sendable, Hashable, Codable {
    var title: String
    var country: String
}

/// A title and its texts in another language.
struct Translation: Sendable, Hashable, Codable {
    var language: String
    var country: String
    var title: String
    var overview: String?
    var tagline: String?
}

/// A studio, known by its slug and its TMDB company id.
struct Studio: Sendable, Hashable, Codable {
    var name: String
    var slug: String
    var id: Int
}

/// One part in a cast: the person's slug and the character.
struct CastCredit: Sendable, Hashable, Codable {
    var person: String
    var character: String
    var episodeCount: Int?
}

/// One job behind the camera: the person's slug, the job and its department as Trakt names it.
struct CrewCredit: Sendable, Hashable, Codable {
    var person: String
    var job: String
    var department: String
}

/// When a show airs, in its own time zone.
struct AirSlot: Sendable, Hashable, Codable {
    var day: String?
    var time: String?
    var timezone: String?
}

/// How the last season of a running show lies around the sandbox's now.
struct Cadence: Sendable, Hashable, Codable {
    var season: Int
    var nextEpisode: Int
    var daysUntilNext: Int
    var everyDays: Int
    var episodesAtOnce: Int
    var previousSeasonDaysAgo: Int?
}

/// A show as the seed file describes it; its episodes are made by the sandbox.
struct ShowFacts: Sendable, Hashable, Codable {
    struct EpisodeIDs: Sendable, Hashable, Codable {
        var tvdb: Int?
        var imdb: String?
        var tmdb: Int?
    }

    var title: String
    var originalTitle: String?
    var year: Int?
    var ids: MediaIDs
    var overview: String?
    var tagline: String?
    var aliases: [Alias]?
    var translations: [Translation]?
    var firstAired: String?
    var airs: AirSlot?
    /// Minutes; `nil` when not announced.
    var runtime: Int?
    var certification: String?
    var network: String?
    var networkId: Int?
    var networkCountry: String?
    var studios: [Studio]?
    var country: String?
    var language: String?
    var languages: [String]?
    var status: String
    var genres: [String]
    var subgenres: [String]?
    var rating: Double
    var votes: Int
    var imdbRating: Double?
    var imdbVotes: Int?
    var tmdbRating: Double?
    var tmdbVotes: Int?
    var seasons: [Int]
    var specials: Int?
    var episodeTitles: [String: [String]]?
    var episodeIds: [String: EpisodeIDs]?
    var cadence: Cadence?
    var watchers: Int?
    var cast: [CastCredit]?
    var crew: [CrewCredit]?
}

/// A movie as the seed file describes it.
struct MovieFacts: Sendable, Hashable, Codable {
    var title: String
    var originalTitle: String?
    var year: Int?
    var ids: MediaIDs
    var overview: String?
    var tagline: String?
    var aliases: [Alias]?
    var translations: [Translation]?
    var released: String?
    var releasedInDays: Int?
    var digital: String?
    var digitalInDays: Int?
    var physical: String?
    var physicalInDays: Int?
    /// Minutes; `nil` when not announced.
    var runtime: Int?
    var certification: String?
    var studios: [Studio]?
    var country: String?
    var language: String?
    var languages: [String]?
    var status: String
    var genres: [String]
    var subgenres: [String]?
    var rating: Double
    var votes: Int
    var imdbRating: Double?
    var imdbVotes: Int?
    var tmdbRating: Double?
    var tmdbVotes: Int?
    var rtMeter: Double?
    var rtUserMeter: Double?
    var metascore: Double?
    var boxOffice: Int?
    var watchers: Int?
    var cast: [CastCredit]?
    var crew: [CrewCredit]?
}

/// A person as the seed file describes them.
struct Person: Sendable, Hashable, Codable {
    var name: String
    var ids: MediaIDs
    var biography: String?
    var birthday: String?
    var death: String?
    var birthplace: String?
    var gender: String?
    var knownForDepartment: String?
}

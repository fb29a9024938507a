public import struct Foundation.Date

/// A show. Title, year and ids are there always, the rest with ``Extended/full`` and ``Extended/images``.
public struct Show: Codable, Sendable, Hashable, Identifiable {
    public let title: String
    public let year: Int?
    public let ids: IDs<Show>

    public let tagline: String?
    public let overview: String?
    public let firstAired: Date?
    public let airs: Airs?
    /// Of one episode, in minutes.
    public let runtime: Int?
    public let certification: String?
    public let network: String?
    /// Two letters.
    public let country: String?
    public let trailer: String?
    public let homepage: String?
    public let status: Status?
    /// From 0 to 10.
    public let rating: Double?
    public let votes: Int?
    public let commentCount: Int?
    public let updatedAt: Date?
    /// Two letters.
    public let language: String?
    public let languages: [String]?
    public let availableTranslations: [String]?
    public let genres: [String]?
    public let subgenres: [String]?
    public let airedEpisodes: Int?
    public let originalTitle: String?

    public let images: Images?

    public var id: Identifier<Show> { ids.identifier }

    /// When new episodes are shown, in the time of the show's country.
    public struct Airs: Codable, Sendable, Hashable {
        /// `Sunday`.
        public let day: String?
        /// `21:00`.
        public let time: String?
        /// `America/New_York`.
        public let timezone: String?
    }

    /// Where a show is in its life.
    public struct Status: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let returning: Status = "returning series"
        public static let continuing: Status = "continuing"
        public static let inProduction: Status = "in production"
        public static let planned: Status = "planned"
        public static let upcoming: Status = "upcoming"
        public static let pilot: Status = "pilot"
        public static let canceled: Status = "canceled"
        public static let ended: Status = "ended"
    }
}

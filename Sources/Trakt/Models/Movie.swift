public import struct Foundation.Date

/// A movie. Title, year and ids are there always, the rest with ``Extended/full`` and ``Extended/images``.
public struct Movie: Codable, Sendable, Hashable, Identifiable {
    public let title: String
    public let year: Int?
    public let ids: IDs<Movie>

    public let tagline: String?
    public let overview: String?
    /// The first day it was shown.
    public let released: Day?
    /// In minutes.
    public let runtime: Int?
    /// Two letters.
    public let country: String?
    public let status: Status?
    /// From 0 to 10.
    public let rating: Double?
    public let votes: Int?
    public let commentCount: Int?
    public let trailer: String?
    public let homepage: String?
    public let updatedAt: Date?
    /// Two letters.
    public let language: String?
    public let languages: [String]?
    public let availableTranslations: [String]?
    public let genres: [String]?
    public let subgenres: [String]?
    public let certification: String?
    public let originalTitle: String?

    public let images: Images?

    public var id: Identifier<Movie> { ids.identifier }

    /// Where a movie is in its life.
    public struct Status: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let released: Status = "released"
        public static let inProduction: Status = "in production"
        public static let postProduction: Status = "post production"
        public static let planned: Status = "planned"
        public static let rumored: Status = "rumored"
        public static let canceled: Status = "canceled"
    }
}

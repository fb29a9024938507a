public import struct Foundation.Date

/// An episode of a show. Season, number and ids are there always, the title nearly so, the rest with
/// ``Extended/full`` and ``Extended/images``.
public struct Episode: Codable, Sendable, Hashable, Identifiable {
    public let season: Int
    public let number: Int
    /// Missing as long as nobody knows it.
    public let title: String?
    public let ids: IDs<Episode>

    /// The number counted through all seasons.
    public let numberAbs: Int?
    public let overview: String?
    public let firstAired: Date?
    public let updatedAt: Date?
    /// From 0 to 10.
    public let rating: Double?
    public let votes: Int?
    public let commentCount: Int?
    public let availableTranslations: [String]?
    /// In minutes.
    public let runtime: Int?
    public let episodeType: Kind?
    public let originalTitle: String?

    public let images: Images?

    public var id: Identifier<Episode> { ids.identifier }

    /// The part an episode plays in its season.
    public struct Kind: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let standard: Kind = "standard"
        public static let seriesPremiere: Kind = "series_premiere"
        public static let seasonPremiere: Kind = "season_premiere"
        public static let midSeasonFinale: Kind = "mid_season_finale"
        public static let midSeasonPremiere: Kind = "mid_season_premiere"
        public static let seasonFinale: Kind = "season_finale"
        public static let seriesFinale: Kind = "series_finale"
    }
}

public import struct Foundation.Date

/// A season of a show. Number and ids are there always, the rest with ``Extended/full`` and ``Extended/images``.
public struct Season: Codable, Sendable, Hashable, Identifiable {
    /// 0 for the specials.
    public let number: Int
    public let ids: IDs<Season>

    public let title: String?
    public let originalTitle: String?
    public let overview: String?
    /// From 0 to 10.
    public let rating: Double?
    public let votes: Int?
    public let episodeCount: Int?
    public let airedEpisodes: Int?
    public let firstAired: Date?
    public let updatedAt: Date?
    public let network: String?

    public let images: Images?
    /// With ``Extended/episodes``.
    public let episodes: [Episode]?

    public var id: Identifier<Season> { ids.identifier }
}

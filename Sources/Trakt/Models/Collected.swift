public import struct Foundation.Date

/// A movie in a collection.
public typealias CollectedMovie = Entry<Movie, Collecting>
/// A movie or an episode in a collection.
public typealias CollectedItem = Entry<MediaItem, Collecting>
/// A show with its episodes in a collection.
public typealias CollectedShow = Entry<Show, ShowCollecting>

/// When something was collected, and in which form.
public struct Collecting: Codable, Sendable, Hashable {
    public let collectedAt: Date?
    public let updatedAt: Date?
    /// With ``Extended/metadata``.
    public let metadata: Metadata?
}

/// The collected episodes of a show.
public struct ShowCollecting: Codable, Sendable, Hashable {
    public let lastCollectedAt: Date?
    public let lastUpdatedAt: Date?
    public let seasons: [Season]?

    /// The collected episodes of one season.
    public struct Season: Codable, Sendable, Hashable {
        public let number: Int
        public let episodes: [Episode]?
    }

    /// One collected episode.
    public struct Episode: Codable, Sendable, Hashable {
        public let number: Int
        public let collectedAt: Date?
        /// With ``Extended/metadata``.
        public let metadata: Metadata?
    }
}

/// The form something is collected in. The words are those of Trakt's documentation: `bluray`, `uhd_4k`,
/// `dolby_vision`, `dts_ma`, `5.1`.
public struct Metadata: Codable, Sendable, Hashable {
    public var mediaType: String?
    public var resolution: String?
    public var hdr: String?
    public var audio: String?
    public var audioChannels: String?
    /// `3d` in Trakt's documents, where it is a boolean or a number.
    public var is3D: Bool?

    /// A form of which any part may be unknown.
    public init(
        mediaType: String? = nil, resolution: String? = nil, hdr: String? = nil, audio: String? = nil,
        audioChannels: String? = nil, is3D: Bool? = nil
    ) {
        self.mediaType = mediaType
        self.resolution = resolution
        self.hdr = hdr
        self.audio = audio
        self.audioChannels = audioChannels
        self.is3D = is3D
    }

    private enum CodingKeys: String, CodingKey {
        case mediaType, resolution, hdr, audio, audioChannels
        case is3D = "3d"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try container.decodeIfPresent(String.self, forKey: .mediaType)
        resolution = try container.decodeIfPresent(String.self, forKey: .resolution)
        hdr = try container.decodeIfPresent(String.self, forKey: .hdr)
        audio = try container.decodeIfPresent(String.self, forKey: .audio)
        audioChannels = try container.decodeIfPresent(String.self, forKey: .audioChannels)
        switch try container.decodeIfPresent(JSONValue.self, forKey: .is3D) {
        case .boolean(let flag): is3D = flag
        case .integer(let number): is3D = number != 0
        default: is3D = nil
        }
    }

    /// The fields of a collected thing in a body.
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        let words = [
            "media_type": mediaType, "resolution": resolution, "hdr": hdr, "audio": audio,
            "audio_channels": audioChannels,
        ]
        for (name, word) in words { members[name] = word.map { .string($0) } }
        members["3d"] = is3D.map { .boolean($0) }
        return members
    }
}

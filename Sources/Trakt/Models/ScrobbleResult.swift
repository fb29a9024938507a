public import struct Foundation.Date

/// What a player plays, as Trakt noted it.
public typealias ScrobbledItem = Entry<MediaItem, ScrobbleResult>
/// What the user checked in to.
public typealias CheckedInItem = Entry<MediaItem, CheckinResult>

/// What Trakt made of what a player told.
public struct ScrobbleResult: Codable, Sendable, Hashable {
    /// Of the play where it became one, else of what is paused; 0 while it plays. Of 64 bits.
    public let id: Int64
    public let action: Action
    /// From 0 to 100.
    public let progress: Double
    public let sharing: Sharing?

    /// What is happening to it.
    public struct Action: Word {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let start: Action = "start"
        public static let pause: Action = "pause"
        /// It became a play.
        public static let scrobble: Action = "scrobble"
    }
}

/// A checkin that runs.
public struct CheckinResult: Codable, Sendable, Hashable {
    /// The id the play will have, of 64 bits.
    public let id: Int64
    public let watchedAt: Date?
    public let sharing: Sharing?
}

/// Where else Trakt tells what the user watches. What is nil follows the user's settings.
public struct Sharing: Codable, Sendable, Hashable {
    public var twitter: Bool?
    public var mastodon: Bool?
    public var tumblr: Bool?

    public init(twitter: Bool? = nil, mastodon: Bool? = nil, tumblr: Bool? = nil) {
        self.twitter = twitter
        self.mastodon = mastodon
        self.tumblr = tumblr
    }

    var json: JSONValue {
        let services = ["twitter": twitter, "mastodon": mastodon, "tumblr": tumblr]
        return .object(services.compactMapValues { $0.map { .boolean($0) } })
    }
}

/// The signed-in user's settings, and what the account may do.
public struct UserSettings: Codable, Sendable, Hashable {
    public let user: User
    public let account: Account?
    /// Other services the account is connected to, by name.
    public let connections: [String: JSONValue]?
    public let sharingText: SharingText?
    public let limits: Limits?
    public let permissions: Permissions?

    /// How dates and times are shown, and the cover.
    public struct Account: Codable, Sendable, Hashable {
        /// `Europe/Amsterdam`.
        public let timezone: String?
        /// `dmy`.
        public let dateFormat: String?
        /// `time_24hr` in Trakt's documents.
        public let has24HourTime: Bool?
        public let coverImage: String?

        private enum CodingKeys: String, CodingKey {
            case timezone, dateFormat, coverImage
            case has24HourTime = "time_24hr"
        }
    }

    /// The texts that are shared, with Trakt's placeholders.
    public struct SharingText: Codable, Sendable, Hashable {
        public let watching: String?
        public let watched: String?
        public let rated: String?
    }

    /// How many the account may have. Trakt changes these; never write them into a program.
    public struct Limits: Codable, Sendable, Hashable {
        public let list: Lists?
        public let watchlist: Items?
        public let favorites: Items?
        public let collection: Items?
        public let notes: Items?
        public let search: Searches?

        /// How many personal lists, and how much on each.
        public struct Lists: Codable, Sendable, Hashable {
            /// Lists.
            public let count: Int?
            /// Items on each.
            public let itemCount: Int?
        }

        /// How many items.
        public struct Items: Codable, Sendable, Hashable {
            public let itemCount: Int?
        }

        /// How many searches are remembered.
        public struct Searches: Codable, Sendable, Hashable {
            public let recentCount: Int?
        }
    }

    /// False where spam protection took something away.
    public struct Permissions: Codable, Sendable, Hashable {
        public let commenting: Bool?
        public let liking: Bool?
        public let following: Bool?
    }
}

/// Counts of what a user watched, collected, rated and commented on.
public struct UserStats: Codable, Sendable, Hashable {
    public let movies: Counts?
    public let shows: Counts?
    public let seasons: Counts?
    public let episodes: Counts?
    public let network: Network?
    public let ratings: Ratings?

    /// Counts of one kind of thing; not everything is counted for each.
    public struct Counts: Codable, Sendable, Hashable {
        public let plays: Int?
        public let watched: Int?
        public let minutes: Int?
        public let collected: Int?
        public let ratings: Int?
        public let comments: Int?
    }

    /// How many are connected with the user.
    public struct Network: Codable, Sendable, Hashable {
        public let friends: Int?
        public let followers: Int?
        public let following: Int?
    }

    /// How the user rates.
    public struct Ratings: Codable, Sendable, Hashable {
        public let total: Int?
        /// How many things have each rating, from 1 to 10.
        public let distribution: [Int: Int]?
    }
}

/// The services from which a user's watching comes to Trakt, and what they brought.
struct Connections: Sendable, Codable, StartsEmpty {
    var plex = Plex()
    /// When each Younify service that is connected last brought something, by its id.
    var younify: [String: Timestamp] = [:]
    var syncs: [ServiceSync] = []

    struct Plex: Sendable, Codable {
        var isConnected = false
        var servers: [String] = []
        var users: [String] = []
        /// Libraries as `server/uuid`.
        var libraries: [String] = []
        var homeUsers: String?
        /// What is switched on, like `sync.movie.watched`.
        var toggles: Set<String> = []
        var lastSyncedAt: Timestamp?
    }
}

/// One run of a service that wrote into an account, as `/users/syncs` tells of it.
struct ServiceSync: Sendable, Codable {
    enum Kind: String, Sendable, Codable {
        case younify, plex, `import`
    }

    var id: Int
    var kind: Kind
    var source: String
    var createdAt: Timestamp
    var undoneAt: Timestamp?
    /// The plays it brought, by their ids.
    var plays: [Int] = []
    /// Titles it could not write, or did not because a person has to look first.
    var paused: [MediaRef] = []
    var skipped: [MediaRef] = []
}

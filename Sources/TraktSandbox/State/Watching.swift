/// What a user is watching right now.
struct Watching: Sendable, Codable {
    enum Action: Sendable, Hashable, Codable {
        /// A checkin becomes a play with this history id when the runtime is over.
        case checkin(play: Int)
        /// A scrobble ends without a play unless it is stopped in time.
        case scrobble
    }

    var ref: MediaRef
    var action: Action
    var startedAt: Timestamp
    var expiresAt: Timestamp

    var isCheckin: Bool { action != .scrobble }
}

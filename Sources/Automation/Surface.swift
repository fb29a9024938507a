internal import Trakt

/// A part of an account that a script may change.
package enum Surface: String, Sendable, Hashable, CaseIterable {
    case lists, watchlist, history, ratings, collection, favorites, hidden, playback, settings, searches, account

    /// What a writing endpoint changes; nil for one that reads.
    init?(changedBy endpoint: Endpoint) {
        guard endpoint.isWrite else { return nil }
        guard let surface = Self.prefixes.first(where: { endpoint.id.hasPrefix($0.prefix) })?.surface else {
            return nil
        }
        self = surface
    }

    private static let prefixes: [(prefix: String, surface: Surface)] = [
        ("lists.", .lists), ("users.lists.", .lists), ("sync.watchlist.", .watchlist), ("sync.history.", .history),
        ("sync.ratings.", .ratings), ("sync.collection.", .collection), ("sync.favorites.", .favorites),
        ("users.hidden.", .hidden), ("sync.playback.", .playback), ("users.settings.", .settings),
        ("search.recent.", .searches), ("auth.", .account),
    ]
}

package import Trakt

/// A part of an account that a script may change, or what it may ask of Trakt besides.
package enum Surface: String, Sendable, Hashable, CaseIterable {
    case lists, watchlist, history, ratings, collection, favorites, hidden, playback, progress, settings, searches
    case comments, notes
    /// Who is signed in.
    case account
    /// Likes of comments and lists, and the other reactions to comments.
    case likes
    /// Whom the user follows, and who may follow the user.
    case follows
    case blocked
    /// Stored queries.
    case smartLists = "smart_lists"
    case savedFilters = "saved_filters"
    /// What the user is watching now: checkins and what players tell. It becomes history and playback.
    case watching
    /// Plex, streaming services, and what they brought.
    case connections
    /// Telling Trakt's moderators that something is wrong. It changes nothing of the account.
    case reports
    /// Asking Trakt to fetch the data of a title or person anew. It changes nothing of the account either.
    case refreshes

    /// What a writing endpoint changes; nil for one that reads.
    package init?(changedBy endpoint: Endpoint) {
        guard endpoint.isWrite else { return nil }
        guard let surface = Self.byAction(endpoint.id) ?? Self.byPlace(endpoint.id) else { return nil }
        self = surface
    }

    /// What the last part of a name does wherever it stands: liking a list does not change the list.
    private static func byAction(_ id: String) -> Surface? {
        switch id.split(separator: ".").last {
        case "report", "report_by_id": .reports
        case "like", "unlike": .likes
        case "refresh" where !id.hasPrefix("younify."), "refresh_justwatch": .refreshes
        case "follow", "unfollow": .follows
        case "block", "unblock": .blocked
        default: nil
        }
    }

    private static func byPlace(_ id: String) -> Surface? {
        places.first { id.hasPrefix($0.prefix) }?.surface
    }

    private static let places: [(prefix: String, surface: Surface)] = [
        ("lists.", .lists), ("users.lists.", .lists), ("smart_lists.", .smartLists), ("sync.watchlist.", .watchlist),
        ("sync.history.", .history), ("sync.ratings.", .ratings), ("sync.collection.", .collection),
        ("sync.favorites.", .favorites), ("users.hidden.", .hidden), ("recommendations.hide_", .hidden),
        ("sync.playback.", .playback), ("shows.progress.", .progress), ("users.settings.", .settings),
        ("users.set_avatar", .settings), ("users.set_cover", .settings), ("search.recent.", .searches),
        ("comments.reactions.", .likes), ("comments.", .comments), ("notes.", .notes),
        ("users.requests.", .follows), ("users.saved_filters.", .savedFilters), ("checkin.", .watching),
        ("scrobble.", .watching), ("users.plex.", .connections), ("users.syncs.", .connections),
        ("younify.", .connections), ("auth.", .account),
    ]
}

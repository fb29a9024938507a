internal import Trakt

/// How a write is taken back, by its endpoint.
enum Inverse: Sendable, Hashable {
    /// What it put on a holding or took off one.
    case holding
    /// Plays that it added.
    case addedPlays
    /// Plays that it removed.
    case removedPlays
    /// The play that became of it.
    case watching
    /// Something of the user's own that it made, changed or deleted.
    case made(Own)
    case changed(Own)
    case deleted(Own)
    /// The order it brought things into.
    case order
    /// It cannot be taken back: why, as the end of a sentence.
    case none(String)

    /// Something that has an address of its own.
    enum Own: Sendable, Hashable {
        case list, smartList, note, comment, settings
        /// The notes of a thing on a list.
        case entry
    }

    init(of endpoint: Endpoint) {
        self = Self.table[endpoint.id] ?? .none("nobody has said yet how it is undone")
    }

    /// Whether somebody thought about an endpoint.
    static func isKnown(_ endpoint: Endpoint) -> Bool { table[endpoint.id] != nil }

    private static let table: [String: Inverse] = holdings.merging(own) { one, _ in one }
        .merging(plays) { one, _ in one }.merging(irreversible) { one, _ in one }

    private static let holdings: [String: Inverse] = [
        "sync.watchlist.add": .holding, "sync.watchlist.remove": .holding, "sync.favorites.add": .holding,
        "sync.favorites.remove": .holding, "sync.ratings.add": .holding, "sync.ratings.remove": .holding,
        "sync.collection.add": .holding, "sync.collection.remove": .holding, "lists.items.add": .holding,
        "lists.items.remove": .holding, "users.hidden.add": .holding, "users.hidden.remove": .holding,
        "recommendations.hide_movie": .holding, "recommendations.hide_show": .holding,
        "sync.watchlist.reorder": .order, "sync.favorites.reorder": .order, "lists.items.reorder": .order,
        "lists.items.reorder_short": .order, "lists.reorder": .order,
    ]

    private static let own: [String: Inverse] = [
        "lists.create": .made(.list), "lists.update": .changed(.list), "lists.delete": .deleted(.list),
        "smart_lists.create": .made(.smartList), "smart_lists.update": .changed(.smartList),
        "smart_lists.delete": .deleted(.smartList), "notes.add": .made(.note), "notes.update": .changed(.note),
        "notes.delete": .deleted(.note), "comments.add": .made(.comment), "comments.reply": .made(.comment),
        "comments.update": .changed(.comment), "users.settings.update": .changed(.settings),
        "lists.items.update": .changed(.entry), "sync.watchlist.update_item": .changed(.entry),
        "sync.favorites.update_item": .changed(.entry),
    ]

    private static let plays: [String: Inverse] = [
        "sync.history.add": .addedPlays, "sync.history.remove": .removedPlays, "scrobble.stop": .watching,
        "checkin.add": .watching,
    ]

    private static let irreversible: [String: Inverse] = {
        let reasons: [(String, [String])] = [
            ("it is in front of Trakt's moderators", reports),
            ("Trakt fetches the data once and that is that", refreshes),
            (
                "what somebody likes, follows or blocks is not looked at beforehand, so it may have been so before",
                relations
            ),
            ("its likes and replies went with it", ["comments.delete"]),
            ("how far it had been played is gone", ["sync.playback.remove"]),
            ("it only says what is being watched right now", ["scrobble.start", "scrobble.pause", "checkin.delete"]),
            ("Trakt tells nobody the former description", ["sync.watchlist.update", "sync.favorites.update"]),
            ("Trakt keeps no record of when the progress was reset before", progress),
            ("Trakt does not tell what was there before", ["users.set_avatar", "users.set_cover"]),
            ("recent searches and saved filters are not kept track of", searches),
            ("another service holds the other end", connections),
            ("signing in and out is done again, not undone", account),
        ]
        return Dictionary(
            reasons.flatMap { reason, names in names.map { ($0, Inverse.none(reason)) } },
            uniquingKeysWith: { one, _ in one })
    }()

    private static let reports = [
        "comments.report", "episodes.report", "episodes.report_by_id", "lists.report", "movies.report", "people.report",
        "seasons.report", "seasons.report_by_id", "shows.report", "users.lists.report", "users.report",
    ]
    private static let refreshes = [
        "movies.refresh", "movies.refresh_justwatch", "people.refresh", "shows.refresh", "shows.refresh_justwatch",
    ]
    private static let relations = [
        "comments.like", "comments.unlike", "comments.reactions.add", "comments.reactions.remove", "lists.like",
        "lists.unlike", "users.lists.like", "users.lists.unlike", "users.follow", "users.unfollow", "users.block",
        "users.unblock", "users.requests.approve", "users.requests.deny",
    ]
    private static let progress = ["shows.progress.reset", "shows.progress.undo_reset"]
    private static let searches = [
        "search.recent.add", "search.recent.remove", "users.saved_filters.add", "users.saved_filters.delete",
    ]
    private static let connections = [
        "users.plex.connect", "users.plex.disconnect", "users.plex.sync", "users.plex.update_settings",
        "users.syncs.undo", "younify.connect", "younify.disconnect", "younify.refresh", "younify.refresh_all",
    ]
    private static let account = ["auth.device.code", "auth.device.token", "auth.revoke", "auth.token"]
}

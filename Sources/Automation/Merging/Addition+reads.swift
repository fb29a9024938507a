internal import Trakt

extension Addition {
    /// Whether a read may show what this puts there. Only what certainly does not is told apart.
    ///
    /// - Parameter wantsOnlyNames: whether the script sees nothing of the answer but what lists are called.
    func mayShow(in read: Call, wantsOnlyNames: Bool) -> Bool {
        let id = read.endpoint.id
        if wantsOnlyNames { return false }
        // Titles can be left out for being on the watchlist or a list.
        if read.query.contains(where: { $0.name.hasPrefix("ignore") || $0.name.hasPrefix("hide") }) { return true }
        if let last = id.split(separator: ".").last, Self.countingListings.contains(last) { return true }
        if id.hasPrefix("calendars."), !Self.everybodys.contains(where: id.hasPrefix) { return holding == .watchlist }
        if id.hasPrefix("sync.progress."), holding == .watchlist { return true }
        // Lists can be searched for, too.
        if id.hasPrefix("search."), read.target.contains("list") { return true }
        if id == Catalogue.search.id.id, read.value(of: "type") == nil { return true }
        return !Self.elsewhere.contains(where: id.hasPrefix)
    }

    /// Reads of parts of the account, and of Trakt, where nothing tells what is on lists.
    private static let elsewhere = [
        "calendars.", "sync.playback.", "sync.collection.", "sync.watched.", "sync.history.", "sync.ratings.",
        "sync.progress.", "users.hidden.", "users.history", "users.ratings", "users.watched", "users.collection",
        "search.", "movies.", "shows.", "seasons.", "episodes.", "people.", "certifications.", "countries.", "genres.",
        "languages.", "networks.", "watchnow.",
    ]
    /// A title's calls that tell how often, and where, it is listed.
    private static let countingListings: Set<Substring> = [
        "lists", "listed", "stats", "anticipated", "favorited", "social", "recommendations", "popular_with_stats",
    ]
    /// The other calendars may be the user's own, in which is what of a watchlisted show airs.
    private static let everybodys = ["calendars.all_", "calendars.hot_"]
}

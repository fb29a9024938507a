/// What the demo's users have from services and stored queries, and the numbers that examples name.
enum DemoDetails {
    static let smartListSlug = "quiet-evenings"
    static let syncID = 501
    static let publicListID = 701

    /// Completes a state whose users have their lists and plays.
    static func fill(_ state: SandboxState) -> SandboxState {
        var state = state
        addSmartLists(to: &state)
        connectServices(in: &state)
        fillPublicUser(of: &state)
        numberItems(of: &state)
        return state
    }

    private static func addSmartLists(to state: inout SandboxState) {
        let created = state.now.adding(days: -50).flooredToMinute
        func add(_ name: String, _ slug: String, _ privacy: SmartList.Privacy, _ filters: SmartListFilters) {
            state.accounts[0].smartLists.append(
                SmartList(
                    id: state.newID(), slug: slug, name: name, source: .discover, media: .movies, privacy: privacy,
                    filters: filters, createdAt: created, updatedAt: created))
        }
        add(
            "Quiet evenings", smartListSlug, .public,
            SmartListFilters(lists: ["genres": ["drama", "romance"]], ranges: ["runtimes": [60, 130]]))
        add(
            "Not seen yet", "not-seen-yet", .private,
            SmartListFilters(ranges: ["ratings": [75, 100]], flags: ["ignore_watched": true]))
    }

    private static func connectServices(in state: inout SandboxState) {
        state.accounts[0].connections.plex.isConnected = true
        state.accounts[0].connections.plex.servers = [PlexRoutes.serverID]
        state.accounts[0].connections.plex.toggles = ["sync.movie.watched", "sync.episode.watched"]
        state.accounts[0].connections.younify["netflix"] = state.now.adding(hours: -7)
        let plays = state.accounts[0].plays.filter { $0.ref.kind == .movie }.suffix(2)
        state.accounts[0].connections.syncs = [
            ServiceSync(
                id: syncID, kind: .plex, source: "plex", createdAt: state.now.adding(days: -3).flooredToMinute,
                plays: plays.map(\.id), paused: state.library.movies.suffix(1).map(\.ref),
                skipped: state.library.shows.first?.episodes.prefix(2).map(\.ref) ?? [])
        ]
        let collected = state.accounts[0].collection.keys.sorted { $0.id < $1.id }
        for ref in collected.prefix(5) { state.accounts[0].collection[ref]?.isOnPlex = true }
    }

    /// The public user likes some titles, keeps an official list, and lets the demo user help with another.
    private static func fillPublicUser(of state: inout SandboxState) {
        guard let user = state.accountIndex(DemoAccounts.publicUser) else { return }
        let since = state.now.adding(days: -80).flooredToMinute
        let liked = state.library.movies.dropFirst(1).prefix(3).map(\.ref) + state.library.shows.prefix(2).map(\.ref)
        for ref in liked { _ = state.accounts[user].favorites.add(ref, id: state.newID(), notes: nil, at: since) }
        if let everything = state.accounts[user].lists.firstIndex(where: { $0.slug == "everything" }) {
            state.accounts[user].lists[everything].collaborators = [DemoAccounts.user]
        }
        var official = PersonalList(
            id: state.newID(), slug: "space-operas", name: "Space operas", privacy: "public",
            contents: MediaList(createdAt: since))
        official.isOfficial = true
        let films = state.library.movies.filter { $0.facts.subgenres?.contains("space-opera") ?? false }
        for film in films { _ = official.contents.add(film.ref, id: state.newID(), notes: nil, at: since) }
        state.accounts[user].lists.append(official)
    }

    /// Numbers far below those that the sandbox gives out itself.
    private static func numberItems(of state: inout SandboxState) {
        if let user = state.accountIndex(DemoAccounts.publicUser),
            let index = state.accounts[user].lists.firstIndex(where: { $0.slug == "crime-evenings" })
        {
            state.accounts[user].lists[index].id = publicListID
        }
        if let index = state.accounts[0].lists.firstIndex(where: { $0.slug == "rainy-days" }) {
            state.accounts[0].lists[index].contents.numberFirst(801)
        }
        state.accounts[0].watchlist.numberFirst(802)
        state.accounts[0].favorites.numberFirst(803)
    }
}

extension MediaList {
    fileprivate mutating func numberFirst(_ id: Int) {
        if !items.isEmpty { items[0].id = id }
    }
}

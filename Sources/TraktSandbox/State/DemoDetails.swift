/// What the demo's users have from services, and their stored queries.
enum DemoDetails {
    static let smartListSlug = "quiet-evenings"
    static let syncID = 501

    /// Completes a state whose users have their lists and plays.
    static func fill(_ state: SandboxState) -> SandboxState {
        var state = state
        addSmartLists(to: &state)
        connectServices(in: &state)
        fillPublicUser(of: &state)
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
        for (index, episode) in (state.library.shows.first?.aired(at: state.now) ?? []).prefix(3).enumerated() {
            let play = Play(
                id: state.newPlayID(), ref: episode.ref, watchedAt: since.adding(days: index), action: "watch",
                addedAt: since.adding(days: index))
            state.accounts[user].plays.append(play)
        }
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
}

/// The shows a user is in the middle of, as `/sync/progress` lists them.
struct ProgressList {
    /// Which shows `up_next` lists.
    enum Intent: String, Sendable, CaseIterable {
        /// Those to go on with and those to begin.
        case all
        case `continue`, start, completed
    }

    /// One show and how far the user is with it.
    struct Entry: Sendable {
        var show: Show
        var progress: ShowProgress
        var resetAt: Timestamp?
        /// When the show came to the user: put on the watchlist, or first watched.
        var addedAt: Timestamp?

        var isStarted: Bool { !progress.done.isEmpty }
        var isCompleted: Bool { isStarted && progress.completed >= progress.aired }

        func isMeant(by intent: Intent) -> Bool {
            switch intent {
            case .all: progress.next != nil
            case .continue: isStarted && progress.next != nil
            case .start: !isStarted && progress.next != nil
            case .completed: isCompleted
            }
        }
    }

    let state: SandboxState
    let account: Account
    /// Whether plays from before a reset count (`lifetime_stats=true`).
    let isLifetime: Bool

    init(state: SandboxState, user: Int, isLifetime: Bool) {
        self.state = state
        account = state.accounts[user]
        self.isLifetime = isLifetime
    }

    /// Shows the user watched, and with `unstarted` also those on the watchlist and in the collection; without the
    /// dropped ones and those hidden from the progress.
    func entries(unstarted: Bool) -> [Entry] {
        let hidden = account.hiddenRefs("progress_watched", "dropped")
        let watched = account.watchedEpisodes(sinceReset: !isLifetime)
        var ids = Set(account.watchedEpisodes(sinceReset: false).keys)
        if unstarted { ids.formUnion(wanted) }
        let added = firstMoments
        return ids.sorted().compactMap { id in
            guard let show = state.library.show(id), !hidden.contains(show.ref) else { return nil }
            let done = watched[id] ?? Account.WatchedEpisodes()
            let progress = ShowProgress(
                done: done.dates, counts: done.counts, show: show, now: state.now,
                hiddenSeasons: account.hiddenSeasons(ofShow: id, section: "progress_watched"))
            return Entry(show: show, progress: progress, resetAt: account.resets[id], addedAt: added[id])
        }
    }

    private var wanted: Set<Int> {
        let listed = account.watchlist.items.map(\.ref).filter { $0.kind == .show }.map(\.id)
        return Set(listed + account.collection.keys.filter { $0.kind == .episode }.compactMap(state.library.showID))
    }

    /// When each show was first watched, or put on the watchlist.
    private var firstMoments: [Int: Timestamp] {
        var moments: [Int: Timestamp] = [:]
        for play in account.plays where play.ref.kind == .episode {
            let show = EpisodeNumbering.place(ofEpisode: play.ref.id).show
            moments[show] = min(moments[show] ?? play.addedAt, play.addedAt)
        }
        for item in account.watchlist.items where item.ref.kind == .show { moments[item.ref.id] = item.listedAt }
        return moments
    }

    func json(_ entry: Entry, stats: Bool, _ view: MediaView) -> JSONValue {
        let progress = entry.progress
        var json: JSONValue = [
            "aired": .int(progress.aired), "completed": .int(progress.completed),
            "last_watched_at": .optional(progress.lastAt), "reset_at": .optional(entry.resetAt),
            "next_episode": progress.next.map { view.episode($0, of: entry.show) } ?? .null,
            "last_episode": progress.last.map { view.episode($0, of: entry.show) } ?? .null,
        ]
        if stats { json["stats"] = progress.stats }
        return ["show": view.show(entry.show), "progress": json]
    }
}

/// The orders of the progress lists.
enum ProgressOrder: String, Sendable, CaseIterable {
    case activity, added, completed, episodes, time, plays, released, premiered, title, popularity, runtime
    case totalRuntime = "total-runtime"
    case recentlyAired = "recently-aired"
    case random

    /// Texts go up by themselves; everything else begins with the largest or latest.
    private var goesUp: Bool { self == .title }

    func sorted(_ entries: [ProgressList.Entry], how: String?) -> [ProgressList.Entry] {
        let ascending = how == "asc" || (how == nil && goesUp)
        guard self != .title else {
            let up = entries.sorted { $0.show.facts.title.lowercased() < $1.show.facts.title.lowercased() }
            return ascending ? up : up.reversed()
        }
        return entries.sorted { left, right in
            let (one, other) = (key(left), key(right))
            if one == other { return left.show.id < right.show.id }
            return ascending ? one < other : one > other
        }
    }

    private func key(_ entry: ProgressList.Entry) -> Int {
        let progress = entry.progress
        switch self {
        case .activity: return progress.lastAt?.milliseconds ?? 0
        case .added: return entry.addedAt?.milliseconds ?? 0
        case .completed: return progress.aired == 0 ? 0 : progress.completed * 10_000 / progress.aired
        case .episodes: return progress.aired - progress.completed
        case .time: return progress.minutesLeft
        case .plays: return progress.counts.values.reduce(0, +)
        case .released: return progress.next?.firstAired?.milliseconds ?? 0
        case .premiered: return entry.show.firstAired?.milliseconds ?? 0
        case .popularity: return entry.show.facts.votes
        case .runtime: return entry.show.facts.runtime ?? 0
        case .totalRuntime: return progress.minutes
        case .recentlyAired:
            let aired = entry.show.aired(at: progress.now)
            return aired.compactMap(\.firstAired).max()?.milliseconds ?? 0
        // A fixed shuffle: pages stay consistent.
        case .random: return (entry.show.id &* 2_654_435_761) % 1_000_003
        case .title: return 0
        }
    }
}

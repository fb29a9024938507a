/// How plays are added and removed (`POST /sync/history` and `/sync/history/remove`).
extension SandboxState {
    private static let playKinds: [MediaKind] = [.movie, .show, .season, .episode]
    private static let countedKinds: [MediaKind] = [.movie, .episode]

    /// Adds a play for every item, without looking whether one like it is there already.
    mutating func addHistory(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.playKinds, meaning: .airedEpisodes, state: self)
        let limit = limits(of: user).history
        guard accounts[user].plays.count + sync.targets.count <= limit else {
            throw .limitReached(limit, vip: accounts[user].profile.isVIP)
        }
        var added = KindCounts()
        var plays: [Play] = []
        for target in sync.targets {
            let watchedAt = try watchTime(target.extras, of: target.ref)
            plays.append(
                Play(id: newPlayID(), ref: target.ref, watchedAt: watchedAt, action: "watch", addedAt: now))
            added[target.ref.kind] += 1
        }
        add(plays, for: user)
        return [
            "added": added.json(Self.countedKinds),
            "not_found": sync.notFoundJSON(Self.playKinds),
        ]
    }

    /// Stores plays and takes what was watched off the watchlist.
    mutating func add(_ plays: [Play], for user: Int) {
        guard !plays.isEmpty else { return }
        accounts[user].plays += plays
        for kind in Set(plays.map(\.ref.kind)) { accounts[user].activities.touch(.watched(kind), at: now) }
        takeOffWatchlist(Set(plays.map(\.ref)), user: user)
    }

    /// `watched_at` as Trakt keeps it: to the minute. Absent means now, `unknown` no date at all, `released` the
    /// first airing or release plus the runtime.
    private func watchTime(_ extras: JSONValue, of ref: MediaRef) throws(Refusal) -> Timestamp? {
        switch extras["watched_at"] {
        case "unknown": return nil
        case "released": return (releaseTime(of: ref) ?? now).flooredToMinute
        default: return (try extras.date("watched_at") ?? now).flooredToMinute
        }
    }

    /// When the end of a movie or episode could first be seen.
    func releaseTime(of ref: MediaRef) -> Timestamp? {
        switch ref.kind {
        case .movie:
            guard let movie = library.movie(ref.id) else { return nil }
            return movie.released.flatMap { Timestamp($0) }?.adding(minutes: movie.facts.runtime ?? 0)
        case .episode:
            guard let episode = library.episode(ref.id)?.episode else { return nil }
            return episode.firstAired?.adding(minutes: episode.runtime)
        default: return nil
        }
    }

    /// Watching a movie removes it; watching one episode removes the episode, its season and its show.
    private mutating func takeOffWatchlist(_ watched: Set<MediaRef>, user: Int) {
        var gone = watched
        for ref in watched where ref.kind == .episode {
            let place = EpisodeNumbering.place(ofEpisode: ref.id)
            gone.insert(.show(place.show))
            gone.insert(.season(EpisodeNumbering.season(place.season, ofShow: place.show)))
        }
        let removed = accounts[user].watchlist.items.filter { gone.contains($0.ref) }
        guard !removed.isEmpty else { return }
        accounts[user].watchlist.items.removeAll { gone.contains($0.ref) }
        accounts[user].watchlist.updatedAt = now
        for kind in Set(removed.map(\.ref.kind)) { accounts[user].activities.touch(.watchlisted(kind), at: now) }
        accounts[user].activities.touch(.watchlistUpdated, at: now)
    }

    /// Removes every play of the items, and single plays by `ids`; counts plays.
    mutating func removeHistory(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.playKinds, meaning: .allEpisodes, state: self)
        let items = Set(sync.targets.map(\.ref))
        let sentIDs = body["ids"]?.array ?? []
        let known = Set(accounts[user].plays.map(\.id))
        let ids = Set(sentIDs.compactMap(\.int)).intersection(known)
        let gone = accounts[user].plays.filter { items.contains($0.ref) || ids.contains($0.id) }
        var deleted = KindCounts()
        for play in gone { deleted[play.ref.kind] += 1 }
        let goneIDs = Set(gone.map(\.id))
        accounts[user].plays.removeAll { goneIDs.contains($0.id) }
        for kind in Set(gone.map(\.ref.kind)) { accounts[user].activities.touch(.watched(kind), at: now) }
        var notFound = sync.notFoundJSON(Self.playKinds)
        notFound["ids"] = .array(sentIDs.filter { !($0.int.map(known.contains) ?? false) })
        return ["deleted": deleted.json(Self.countedKinds), "not_found": notFound]
    }
}

/// Reading plays: newest first, the undated ones last.
struct HistoryQuery: Sendable {
    var kind: MediaKind?
    /// A movie, show, season or episode by its Trakt id.
    var item: Int?
    var startAt: Timestamp?
    var endAt: Timestamp?

    func plays(of account: Account) -> [Play] {
        account.plays.filter(matches).sorted { left, right in
            if left.watchedAt != right.watchedAt {
                guard let first = left.watchedAt else { return false }
                guard let second = right.watchedAt else { return true }
                return first > second
            }
            return left.id > right.id
        }
    }

    private func matches(_ play: Play) -> Bool {
        if let startAt, (play.watchedAt ?? Timestamp(milliseconds: .min)) < startAt { return false }
        if let endAt, (play.watchedAt ?? Timestamp(milliseconds: .max)) > endAt { return false }
        let place = play.ref.kind == .episode ? EpisodeNumbering.place(ofEpisode: play.ref.id) : nil
        switch kind {
        case nil: return true
        case .movie: return play.ref.kind == .movie && (item == nil || item == play.ref.id)
        case .episode: return play.ref.kind == .episode && (item == nil || item == play.ref.id)
        case .show: return place != nil && (item == nil || item == place?.show)
        case .season:
            guard let place else { return false }
            return item == nil || item == EpisodeNumbering.season(place.season, ofShow: place.show)
        case .person, .list: return false
        }
    }
}

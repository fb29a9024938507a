/// Reading what an account stored: the answers that `/sync` and `/users/{id}` share.
struct AccountReading {
    let state: SandboxState
    let call: Call
    let owner: Int

    private var account: Account { state.accounts[owner] }
    private var view: MediaView { state.view(call.extended) }

    /// `?start_at` and `?end_at`, and the item: `{id}` below `/sync`, `{item_id}` below `/users`.
    func history() throws(Refusal) -> Answer {
        var query = HistoryQuery()
        if let type = call.parameters["type"], type != "all" {
            guard let kind = MediaKind(anyForm: type), ![.person, .list].contains(kind) else {
                throw Refusal(404, "\(type) is not a type of history")
            }
            query.kind = kind
            if let text = call.parameters[call.segments.first == "sync" ? "id" : "item_id"] {
                guard let ref = Matching(library: state.library).find(kind, path: text) else { throw Refusal.notFound }
                query.item = ref.id
            }
        }
        query.startAt = call.moment("start_at")
        query.endAt = call.moment("end_at")
        let view = view
        return Paging(call.query).answer(query.plays(of: account)) { play in
            var json: JSONValue = [
                "id": .int(play.id), "watched_at": .optional(play.watchedAt), "action": .string(play.action),
                "type": .string(play.ref.kind.rawValue),
            ]
            json.merge(view.members(of: play.ref))
            return json
        }
    }

    /// Ratings of one type or all, of one value or several (`7,8`), newest first.
    func ratings() throws(Refusal) -> Answer {
        let type = call.parameters["type"] ?? "all"
        let kind = MediaKind(anyForm: type)
        guard type == "all" || kind != nil else { throw Refusal(404, "\(type) is not a type of rating") }
        let values = call.parameters["rating"].map { Set($0.split(separator: ",").compactMap { Int($0) }) }
        let entries = account.ratings.filter { ref, rating in
            (kind == nil || ref.kind == kind) && (values?.contains(rating.value) ?? true)
        }.sorted { ($1.value.ratedAt, $0.key.id) < ($0.value.ratedAt, $1.key.id) }
        let view = view
        return Paging(call.query).answer(entries) { ref, rating in
            var json: JSONValue = [
                "rated_at": .date(rating.ratedAt), "rating": .int(rating.value), "type": .string(ref.kind.rawValue),
            ]
            json.merge(view.members(of: ref))
            return json
        }
    }

    /// The hidden items of a section, and the shows whose progress was reset.
    func hidden(_ section: String) throws(Refusal) -> Answer {
        let isReset = section == SandboxState.resetSection
        guard isReset || SandboxState.hiddenSections[section] != nil else { throw Refusal.notFound }
        let resets = account.resets.map { show, moment in
            HiddenItem(section: section, subject: .media(.show(show)), hiddenAt: moment)
        }
        let type = call.query["type"]
        let items = (isReset ? resets : account.hidden).filter { item in
            guard item.section == section else { return false }
            switch item.subject {
            case .media(let ref): return type == nil || type == ref.kind.rawValue
            case .user: return type == nil || type == "user"
            }
        }.sorted { $0.hiddenAt > $1.hiddenAt }
        let view = view
        return Paging(call.query).answer(items) { item in
            var json: JSONValue = ["hidden_at": .date(item.hiddenAt)]
            switch item.subject {
            case .media(let ref):
                json["type"] = .string(ref.kind.rawValue)
                json.merge(view.members(of: ref))
            case .user(let slug):
                json["type"] = "user"
                json["user"] = state.accountIndex(slug).map { state.json(user: $0, extended: [], reader: owner) }
            }
            return json
        }
    }

    /// Movies, shows or episodes with their plays added up.
    func watched() throws(Refusal) -> Answer {
        let totals = WatchedTotals(countedPlays)
        if call.extended.contains(.min) { return try minimalWatched() }
        let view = view
        // The progress level is capped lower than everything else.
        let paging = Paging(call.query, cap: call.extended.contains(.progress) ? 100 : Paging.cap)
        switch call.parameters["type"] ?? "" {
        case "movies":
            return paging.answer(WatchedTotals.ordered(totals.movies)) { id, count in
                Self.entry(count, "movie", state.library.movie(id).map(view.movie))
            }
        case "episodes":
            return paging.answer(WatchedTotals.ordered(totals.episodes)) { id, count in
                var json = Self.entry(count, nil, nil)
                json.merge(view.members(of: .episode(id)))
                return json
            }
        case "shows":
            return paging.answer(WatchedTotals.ordered(totals.shows)) { id, count in
                var json = Self.entry(count, nil, nil)
                json["reset_at"] = .optional(account.resets[id])
                json["show"] = state.library.show(id).map(view.show)
                // Until mid-2026 the seasons came by themselves; now they have to be asked for.
                if call.extended.contains(.progress), !call.extended.contains(.noSeasons) {
                    json["seasons"] = seasons(ofShow: id, totals)
                }
                return json
            }
        default: throw Refusal.notFound
        }
    }

    /// The plays that `start_at`, `end_at`, `season_numbers`, and `specials=false` or `hidden=false` leave. Trakt does
    /// not say what the last two do by themselves: without them everything counts.
    private var countedPlays: [Play] {
        let (start, end) = (call.moment("start_at"), call.moment("end_at"))
        let seasons = call.query["season_numbers"].map { Set($0.split(separator: ",").compactMap { Int($0) }) }
        let withSpecials = call.flag("specials", default: true)
        let hidden = call.flag("hidden", default: true) ? [] : account.hiddenRefs("progress_watched", "dropped")
        return account.plays.filter { play in
            if let start, play.watchedAt.map({ $0 < start }) ?? true { return false }
            if let end, play.watchedAt.map({ $0 > end }) ?? true { return false }
            guard play.ref.kind == .episode else { return true }
            let place = EpisodeNumbering.place(ofEpisode: play.ref.id)
            if place.season == 0, !withSpecials { return false }
            return seasons?.contains(place.season) ?? true && !hidden.contains(.show(place.show))
        }
    }

    private static func entry(_ count: WatchedTotals.Count, _ key: String?, _ value: JSONValue?) -> JSONValue {
        var json: JSONValue = [
            "plays": .int(count.plays), "last_watched_at": .optional(count.lastWatchedAt),
            "last_updated_at": .date(count.lastUpdatedAt),
        ]
        if let key { json[key] = value ?? .null }
        return json
    }

    private func seasons(ofShow id: Int, _ totals: WatchedTotals) -> JSONValue {
        let seasons = state.library.show(id)?.seasons ?? []
        return .array(
            seasons.compactMap { season in
                let episodes = season.episodes.compactMap { episode -> JSONValue? in
                    guard let count = totals.episodes[episode.ids.trakt] else { return nil }
                    return [
                        "number": .int(episode.number), "plays": .int(count.plays),
                        "last_watched_at": .optional(count.lastWatchedAt),
                    ]
                }
                return episodes.isEmpty ? nil : ["number": .int(season.number), "episodes": .array(episodes)]
            })
    }

    /// A map of ids to watch times, not paged.
    private func minimalWatched() throws(Refusal) -> Answer {
        var times: [Int: [JSONValue]] = [:]
        let kind: MediaKind = call.parameters["type"] == "movies" ? .movie : .episode
        for play in countedPlays where play.ref.kind == kind {
            times[play.ref.id, default: []].append(.optional(play.watchedAt))
        }
        switch call.parameters["type"] ?? "" {
        case "movies", "episodes":
            return .ok(
                times.sorted { $0.key < $1.key }.map { .init(key: String($0.key), value: .array($0.value)) }.json)
        case "shows":
            var json: JSONValue = [:]
            for (id, moments) in times.sorted(by: { $0.key < $1.key }) {
                let place = EpisodeNumbering.place(ofEpisode: id)
                json.insert(.array(moments), at: [String(place.show), String(place.season), String(id)])
            }
            return .ok(json)
        default: throw Refusal.notFound
        }
    }
}

extension JSONValue {
    /// Sets a value inside nested objects, making those that are missing.
    mutating func insert(_ value: JSONValue, at path: [String]) {
        guard let key = path.first else { return }
        guard path.count > 1 else {
            self[key] = value
            return
        }
        var inner = self[key] ?? [:]
        inner.insert(value, at: Array(path.dropFirst()))
        self[key] = inner
    }
}

/// Reading the collection.
extension AccountReading {
    /// Movies, shows, episodes or both; `extended=min` gives the map that `minimal` gives.
    func collection() throws(Refusal) -> Answer {
        if call.extended.contains(.min) { return try minimalCollection() }
        let view = state.view(call.extended)
        let withMetadata = call.extended.contains(.metadata)
        let paging = Paging(call.query, cap: call.extended.contains(.progress) ? 100 : Paging.cap)
        let entries = storedItems.sorted {
            ($1.value.collectedAt, $0.key.id) < ($0.value.collectedAt, $1.key.id)
        }
        let type = call.parameters["type"] ?? ""
        switch type {
        case "movies", "episodes", "media":
            let kinds: [MediaKind] = type == "movies" ? [.movie] : type == "episodes" ? [.episode] : [.movie, .episode]
            return paging.answer(entries.filter { kinds.contains($0.key.kind) }) { ref, item in
                var json: JSONValue = [
                    "collected_at": .date(item.collectedAt), "updated_at": .date(item.updatedAt),
                    "type": .string(ref.kind.rawValue),
                ]
                json.merge(view.members(of: ref))
                if withMetadata { json["metadata"] = item.metadataJSON }
                if call.extended.contains(.availableOn) { json["available_on"] = item.isOnPlex ? ["plex"] : [] }
                return json
            }
        case "shows":
            let episodes = entries.filter { $0.key.kind == .episode }
            let byShow = Dictionary(grouping: episodes) { EpisodeNumbering.place(ofEpisode: $0.key.id).show }
            let shows = byShow.sorted { left, right in
                let (one, other) = (left.value.first?.value.collectedAt, right.value.first?.value.collectedAt)
                return one == other ? left.key < right.key : (one ?? state.now) > (other ?? state.now)
            }
            return paging.answer(shows) { id, items in
                [
                    "last_collected_at": .optional(items.map(\.value.collectedAt).max()),
                    "last_updated_at": .optional(items.map(\.value.updatedAt).max()),
                    "show": state.library.show(id).map(view.show) ?? .null,
                    "seasons": Self.seasons(items.map { ($0.key.id, $0.value) }, withMetadata: withMetadata),
                ]
            }
        default: throw Refusal.notFound
        }
    }

    /// What `available_on`, `start_at`, `end_at` and the filters by service leave of the collection.
    private var storedItems: [MediaRef: Collected] {
        let (start, end) = (call.moment("start_at"), call.moment("end_at"))
        let filter = state.stateFilter(call)
        return state.accounts[owner].collection.filter { ref, item in
            if call.query["available_on"] == "plex", !item.isOnPlex { return false }
            if start.map({ item.collectedAt < $0 }) ?? false || end.map({ item.collectedAt > $0 }) ?? false {
                return false
            }
            if ref.kind == .movie { return state.library.movie(ref.id).map(filter.matches) ?? true }
            return state.library.showID(of: ref).flatMap(state.library.show).map(filter.matches) ?? true
        }
    }

    private static func seasons(_ items: [(id: Int, item: Collected)], withMetadata: Bool) -> JSONValue {
        let bySeason = Dictionary(grouping: items) { EpisodeNumbering.place(ofEpisode: $0.id).season }
        return .array(
            bySeason.sorted { $0.key < $1.key }.map { number, episodes in
                [
                    "number": .int(number),
                    "episodes": .array(
                        episodes.sorted { $0.id < $1.id }.map { id, item in
                            var json: JSONValue = [
                                "number": .int(EpisodeNumbering.place(ofEpisode: id).number),
                                "collected_at": .date(item.collectedAt),
                            ]
                            if withMetadata { json["metadata"] = item.metadataJSON }
                            return json
                        }),
                ]
            })
    }

    /// A map of ids to `collected_at`. The nesting of shows follows that of the watched map; not confirmed.
    func minimalCollection() throws(Refusal) -> Answer {
        let items = storedItems.sorted { $0.key.id < $1.key.id }
        var json: JSONValue = [:]
        switch call.parameters["type"] ?? "" {
        case "movies":
            for (ref, item) in items where ref.kind == .movie { json[String(ref.id)] = .date(item.collectedAt) }
        case "episodes":
            for (ref, item) in items where ref.kind == .episode { json[String(ref.id)] = .date(item.collectedAt) }
        case "shows":
            for (ref, item) in items where ref.kind == .episode {
                let place = EpisodeNumbering.place(ofEpisode: ref.id)
                json.insert(
                    .date(item.collectedAt), at: [String(place.show), String(place.season), String(ref.id)])
            }
        default: throw Refusal.notFound
        }
        return .ok(json)
    }
}

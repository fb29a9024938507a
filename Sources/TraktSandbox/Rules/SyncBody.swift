/// The items of a sync request, found in the library, and those that were not.
struct SyncBody: Sendable {
    /// What a bare show or season in the body stands for.
    enum Meaning: Sendable {
        /// All its aired regular episodes: adding to history and collection.
        case airedEpisodes
        /// All its episodes: removing from history and collection.
        case allEpisodes
        /// Itself: ratings, watchlist, lists, hidden. What is not among the kinds that are taken is not found.
        case item
    }

    /// One item and the values sent with it, at whatever depth they stood.
    struct Target: Sendable {
        var ref: MediaRef
        var extras: JSONValue
    }

    private(set) var targets: [Target] = []
    /// The items that were not found as they were sent, by the key of their array.
    private(set) var notFound: [String: [JSONValue]] = [:]

    private let matching: Matching
    private let meaning: Meaning
    private let taken: Set<MediaKind>
    private let now: Timestamp
    private static let identity: Set<String> = [
        "ids", "title", "year", "name", "seasons", "episodes", "number", "season",
    ]

    /// Reads the arrays of some kinds, of which only some may be taken: all unless it is said.
    init(
        _ body: JSONValue, kinds: [MediaKind], taking taken: [MediaKind]? = nil, meaning: Meaning, state: SandboxState
    ) throws(Refusal) {
        matching = Matching(library: state.library)
        self.taken = Set(taken ?? kinds)
        self.meaning = meaning
        now = state.now
        for kind in kinds {
            notFound[kind.plural] = []
            guard let value = body[kind.plural], value != .null else { continue }
            guard let items = value.array else { throw Refusal(400, "\(kind.plural) is not an array") }
            for item in items { add(kind, item) }
        }
    }

    /// The `not_found` of the answer, in the order of the kinds.
    func notFoundJSON(_ kinds: [MediaKind]) -> JSONValue {
        .object(JSONObject(kinds.map { .init(key: $0.plural, value: .array(notFound[$0.plural] ?? [])) }))
    }

    private mutating func add(_ kind: MediaKind, _ item: JSONValue) {
        guard let ref = matching.find(kind, item) else {
            notFound[kind.plural, default: []].append(item)
            return
        }
        let extras = Self.extras(of: item, over: [:])
        if kind == .show, let show = matching.library.show(ref.id), let seasons = item["seasons"]?.array {
            add(seasons: seasons, of: show, sent: item, extras: extras)
        } else if takes(kind) {
            add(ref, extras)
        } else {
            notFound[kind.plural, default: []].append(item)
        }
    }

    private func takes(_ kind: MediaKind) -> Bool { meaning != .item || taken.contains(kind) }

    private mutating func add(_ ref: MediaRef, _ extras: JSONValue) {
        guard meaning != .item else {
            targets.append(Target(ref: ref, extras: extras))
            return
        }
        let airedOnly = meaning == .airedEpisodes
        switch ref.kind {
        case .show:
            guard let show = matching.library.show(ref.id) else { return }
            let episodes = airedOnly ? show.aired(at: now) : Array(show.episodes)
            targets += episodes.map { Target(ref: $0.ref, extras: extras) }
        case .season:
            guard let season = matching.library.season(ref.id)?.season else { return }
            let episodes = airedOnly ? season.aired(at: now) : season.episodes
            targets += episodes.map { Target(ref: $0.ref, extras: extras) }
        default:
            targets.append(Target(ref: ref, extras: extras))
        }
    }

    /// Seasons and episodes by their numbers; what does not exist is echoed inside its show.
    private mutating func add(seasons: [JSONValue], of show: Show, sent item: JSONValue, extras: JSONValue) {
        var missing: [JSONValue] = []
        for sent in seasons {
            guard let season = sent["number"]?.int.flatMap(show.season) else {
                missing.append(sent)
                continue
            }
            let seasonExtras = Self.extras(of: sent, over: extras)
            guard let episodes = sent["episodes"]?.array else {
                if takes(.season) { add(season.ref, seasonExtras) } else { missing.append(sent) }
                continue
            }
            var missingEpisodes: [JSONValue] = []
            for sentEpisode in episodes {
                let number = sentEpisode["number"]?.int
                guard takes(.episode), let episode = season.episodes.first(where: { $0.number == number }) else {
                    missingEpisodes.append(sentEpisode)
                    continue
                }
                targets.append(Target(ref: episode.ref, extras: Self.extras(of: sentEpisode, over: seasonExtras)))
            }
            if !missingEpisodes.isEmpty {
                var echo = sent
                echo["episodes"] = .array(missingEpisodes)
                missing.append(echo)
            }
        }
        guard !missing.isEmpty else { return }
        var echo = item
        echo["seasons"] = .array(missing)
        notFound[MediaKind.show.plural, default: []].append(echo)
    }

    private static func extras(of item: JSONValue, over outer: JSONValue) -> JSONValue {
        var extras = outer
        for member in item.object?.members ?? [] where !identity.contains(member.key) {
            extras[member.key] = member.value
        }
        return extras
    }
}

/// Counts by kind, as the answers of sync calls tell them.
struct KindCounts: Sendable {
    private var counts: [MediaKind: Int] = [:]

    subscript(kind: MediaKind) -> Int {
        get { counts[kind] ?? 0 }
        set { counts[kind] = newValue }
    }

    var total: Int { counts.values.reduce(0, +) }

    func json(_ kinds: [MediaKind]) -> JSONValue {
        .object(JSONObject(kinds.map { .init(key: $0.plural, value: .int(self[$0])) }))
    }
}

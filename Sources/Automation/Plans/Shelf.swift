internal import Trakt

/// A part of the account that holds each thing at most once, and that a plan follows entry by entry.
enum ShelfID: Sendable, Hashable {
    case watchlist, favorites, ratings, collection
    case hidden(section: String)
    /// A personal list, by its path: `/users/me/lists/702`.
    case list(path: String)
}

/// What one kind of shelf takes, and how Trakt speaks of it. A further shelf is one of these.
struct ShelfRules: Sendable {
    /// What adding a thing does that is there already.
    enum Again: Sendable {
        /// Nothing; counted as `existing`.
        case keeps
        /// Replaces it; counted as `added`.
        case replaces
        /// Changes the values given; counted as `updated`, or as `existing` where nothing differs.
        case merges
    }

    /// The arrays of its bodies, and of the `not_found` of its answers.
    let kinds: [Thing.Kind]
    /// What it takes of those.
    var taken: [Thing.Kind]
    /// What its answers count.
    let counted: [Thing.Kind]
    /// A show or a season stands for its episodes.
    var expands = false
    let again: Again
    /// The member that says since when a thing is there.
    let date: String
    /// What else may be said of an item: members of the entry.
    var values: [String] = []
    /// Items have an order of their own, and the answers end with `list`.
    var isRanked = false
    /// Where everything is read that is there.
    let path: String

    init(_ id: ShelfID) {
        let titles: [Thing.Kind] = [.movie, .show, .season, .episode]
        switch id {
        case .watchlist:
            self.init(titles, again: .keeps, date: "listed_at", ranked: true, at: "/sync/watchlist/all/rank/asc")
        case .favorites:
            self.init(
                [.movie, .show], again: .keeps, date: "listed_at", ranked: true, at: "/sync/favorites/all/rank/asc")
        case .list(let path):
            self.init(
                titles + [.person], again: .keeps, date: "listed_at", ranked: true, at: path + "/items/all/rank/asc")
        case .ratings:
            self.init(titles, again: .replaces, date: "rated_at", at: "/sync/ratings")
            values = ["rating"]
        case .collection:
            self.init(
                titles, counted: [.movie, .episode], again: .merges, date: "collected_at",
                at: "/sync/collection/media?extended=metadata")
            expands = true
        case .hidden(let section):
            self.init(
                [.movie, .show, .season, .user], again: .replaces, date: "hidden_at", at: "/users/hidden/\(section)")
            taken = Self.hiddenKinds[section] ?? []
        }
        if isRanked { values = ["notes"] }
    }

    private init(
        _ kinds: [Thing.Kind], counted: [Thing.Kind]? = nil, again: Again, date: String, ranked: Bool = false,
        at path: String
    ) {
        self.kinds = kinds
        taken = kinds
        self.counted = counted ?? kinds
        self.again = again
        self.date = date
        isRanked = ranked
        self.path = path
    }

    /// What each section hides (Users, hidden).
    private static let hiddenKinds: [String: [Thing.Kind]] = [
        "calendar": [.movie, .show], "progress_watched": [.show, .season], "progress_collected": [.show, .season],
        "recommendations": [.movie, .show], "comments": [.user], "dropped": [.show],
    ]

    /// The members of a new entry.
    func newValues(_ values: [String: JSONValue], id: Int64, at now: JSONValue) -> [String: JSONValue] {
        var all = [date: now]
        switch again {
        case .keeps: all.merge(["id": .integer(id), "notes": .null]) { _, new in new }
        case .merges:
            let none = Dictionary(uniqueKeysWithValues: Self.metadata.map { ($0, JSONValue.null) })
            all["updated_at"] = now
            all["metadata"] = JSONValue.object(none).setting("3d", false).setting(values["metadata"]?.object ?? [:])
            return all.merging(values.filter { $0.key != "metadata" }) { _, new in new }
        case .replaces: break
        }
        return all.merging(values) { _, new in new }
    }

    /// What the collection keeps of an item's medium.
    static let metadata = ["media_type", "resolution", "hdr", "audio", "audio_channels"]
}

/// One thing on a shelf, with what the shelf says of it.
struct ShelfEntry: Sendable, Hashable {
    let thing: Thing
    /// The entry's own members as Trakt answers them: dates, notes, a rating. Neither its rank nor the title.
    var values: [String: JSONValue]
    /// It was put there by the plan, and is nowhere in what Trakt answers.
    var isPlanned = false

    /// The entry's id on its list.
    var id: Int64? { values["id"]?.integer }

    init(_ thing: Thing, _ values: [String: JSONValue], isPlanned: Bool = false) {
        self.thing = thing
        self.values = values
        self.isPlanned = isPlanned
    }

    /// Reads an entry of an answer.
    init?(_ entry: JSONValue) {
        guard let thing = Thing(entry: entry), let members = entry.object else { return nil }
        let titles = Set(Thing.Kind.allCases.map(\.rawValue) + ["rank", "type"])
        self.init(thing, members.filter { !titles.contains($0.key) })
    }
}

/// What is on a shelf, before the plan and after it so far.
struct Shelf: Sendable {
    let rules: ShelfRules
    private let original: [Thing: ShelfEntry]
    private let originalOrder: [Thing]
    private(set) var entries: [Thing: ShelfEntry]
    /// In the order of ranks where there are some.
    private(set) var order: [Thing]
    private(set) var wasChanged = false

    init(_ rules: ShelfRules, _ found: [ShelfEntry]) {
        self.rules = rules
        entries = Dictionary(found.map { ($0.thing, $0) }) { first, _ in first }
        var seen: Set<Thing> = []
        order = found.map(\.thing).filter { seen.insert($0).inserted }
        original = entries
        originalOrder = order
    }

    // MARK: Changing

    mutating func put(_ entry: ShelfEntry) {
        if entries.updateValue(entry, forKey: entry.thing) == nil { order.append(entry.thing) }
        wasChanged = true
    }

    /// Puts a thing there, or does with the one that is there what the shelf does then. Without a date it is there since
    /// now.
    mutating func take(
        _ thing: Thing, _ values: [String: JSONValue], newID: Int64, at now: JSONValue
    ) -> ShelfCounts.Outcome {
        guard var entry = entries[thing] else {
            put(ShelfEntry(thing, rules.newValues(values, id: newID, at: now), isPlanned: true))
            return .added
        }
        switch rules.again {
        case .keeps: return .existing
        case .replaces:
            entry.values.merge(rules.newValues(values, id: newID, at: now)) { _, new in new }
            put(entry)
            return .replaced
        case .merges:
            var merged = values
            merged["metadata"] = (entry.values["metadata"] ?? [:]).setting(values["metadata"]?.object ?? [:])
            guard merged.contains(where: { entry.values[$0.key] != $0.value }) else { return .existing }
            entry.values.merge(merged) { _, new in new }
            put(entry)
            return .updated
        }
    }

    /// Whether it was there.
    @discardableResult
    mutating func remove(_ thing: Thing) -> Bool {
        guard entries.removeValue(forKey: thing) != nil else { return false }
        order.removeAll { $0 == thing }
        wasChanged = true
        return true
    }

    /// Puts the entries with these ids first; says which ids are unknown.
    mutating func reorder(_ ids: [Int64]) -> [Int64] {
        let byID = Dictionary(entries.values.compactMap { entry in entry.id.map { ($0, entry.thing) } }) { one, _ in one
        }
        var first: [Thing] = []
        var skipped: [Int64] = []
        var seen: Set<Thing> = []
        for id in ids {
            if let thing = byID[id], seen.insert(thing).inserted { first.append(thing) } else { skipped.append(id) }
        }
        order = first + order.filter { !seen.contains($0) }
        wasChanged = true
        return skipped
    }

    mutating func move(_ thing: Thing, toRank rank: Int) {
        order.removeAll { $0 == thing }
        order.insert(thing, at: min(max(rank, 1) - 1, order.count))
        wasChanged = true
    }

    // MARK: What has changed

    var added: [ShelfEntry] { order.filter { original[$0] == nil }.compactMap { entries[$0] } }

    var removed: [ShelfEntry] { originalOrder.filter { entries[$0] == nil }.compactMap { original[$0] } }

    /// What stayed with other values, each with how it was.
    var updated: [(before: ShelfEntry, after: ShelfEntry)] {
        originalOrder.compactMap { thing in
            guard let before = original[thing], let after = entries[thing] else { return nil }
            let names = rules.isRanked ? rules.values : rules.values + ["metadata", rules.date]
            return names.contains { before.values[$0] != after.values[$0] } ? (before, after) : nil
        }
    }

    /// Whether what stayed stands in another order.
    var isReordered: Bool {
        rules.isRanked && originalOrder.filter { entries[$0] != nil } != order.filter { original[$0] != nil }
    }

    var originalCount: Int { originalOrder.count }
}

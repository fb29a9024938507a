/// The items of a watchlist, of the favorites or of a personal list, in their order.
struct MediaList: Sendable, Codable {
    struct Item: Sendable, Codable {
        var id: Int
        var ref: MediaRef
        var listedAt: Timestamp
        var notes: String?
    }

    var items: [Item] = []
    var description: String = ""
    var sortBy = "rank"
    var sortHow = "asc"
    var createdAt: Timestamp
    var updatedAt: Timestamp

    init(createdAt: Timestamp) {
        self.createdAt = createdAt
        updatedAt = createdAt
    }

    /// Appends an item unless it is there already; says whether it was added.
    mutating func add(_ ref: MediaRef, id: Int, notes: String?, at now: Timestamp) -> Bool {
        guard !items.contains(where: { $0.ref == ref }) else { return false }
        items.append(Item(id: id, ref: ref, listedAt: now, notes: notes))
        updatedAt = now
        return true
    }

    /// Removes an item; says whether it was there.
    mutating func remove(_ ref: MediaRef, at now: Timestamp) -> Bool {
        let before = items.count
        items.removeAll { $0.ref == ref }
        guard items.count < before else { return false }
        updatedAt = now
        return true
    }

    /// Puts the items with these ids first, in this order; the others follow in theirs. Unknown ids are skipped.
    mutating func reorder(_ ids: [Int], at now: Timestamp) -> (updated: Int, skipped: [Int]) {
        let (order, skipped) = Self.reordered(items.map(\.id), first: ids)
        let byID = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
        items = order.compactMap { byID[$0] }
        updatedAt = now
        return (ids.count - skipped.count, skipped)
    }

    static func reordered(_ ids: [Int], first wanted: [Int]) -> (order: [Int], skipped: [Int]) {
        let known = Set(ids)
        var seen: Set<Int> = []
        var order: [Int] = []
        var skipped: [Int] = []
        for id in wanted {
            if known.contains(id), seen.insert(id).inserted { order.append(id) } else { skipped.append(id) }
        }
        return (order + ids.filter { !seen.contains($0) }, skipped)
    }
}

/// A list a user made, with its items.
struct PersonalList: Sendable, Codable {
    var id: Int
    var slug: String
    var formerSlugs: [String] = []
    var name: String
    var privacy: String
    var displayNumbers = false
    var allowComments = true
    var contents: MediaList
    /// Slugs of the users who like it.
    var likedBy: [String: Timestamp] = [:]
    /// Whether it is one of Trakt's own lists, such as a series of films.
    @Added var isOfficial: Bool
    /// Slugs of the users who may change its items beside its owner.
    @Added var collaborators: [String]
}

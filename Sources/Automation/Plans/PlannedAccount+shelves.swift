internal import Foundation
internal import Trakt

/// Changing what is on shelves, and what Trakt answers to that.
extension PlannedAccount {
    /// What is on a shelf; read when it is first needed.
    func shelf(_ id: ShelfID) async throws -> Shelf {
        if let known = shelves[id] { return known }
        let rules = ShelfRules(id)
        guard case .list(let path) = id, lists.isPlanned(path: path) else {
            let shelf = Shelf(rules, try await whole(id.endpoint, rules.path).entries.compactMap(ShelfEntry.init))
            shelves[id] = shelf
            return shelf
        }
        return Shelf(rules, [])
    }

    func add(_ body: JSONValue, to id: ShelfID) async throws -> JSONValue {
        var shelf = try await shelf(id)
        let rules = shelf.rules
        let items = try await items(
            of: body, kinds: rules.kinds, taking: rules.taken, meaning: rules.expands ? .airedEpisodes : .itself)
        var counts = ShelfCounts()
        for item in items.found {
            let values = try await values(of: item, rules)
            counts.note(
                shelf.take(item.thing, values, newID: ids.next(), at: .string(Instant.text(now))), of: item.thing.kind)
        }
        shelves[id] = shelf
        if counts.changes { noteChange(of: id) }
        noteUnplaced(items, on: .collection)
        return answer(counts.documents(rules), items, id, shelf)
    }

    /// Gives the answer, and the things that were there.
    func remove(_ body: JSONValue, from id: ShelfID) async throws -> (JSONValue, removed: [Thing]) {
        var shelf = try await shelf(id)
        let rules = shelf.rules
        let items = try await items(
            of: body, kinds: rules.kinds, taking: rules.taken, meaning: rules.expands ? .allEpisodes : .itself)
        var deleted = KindCounts()
        let removed = items.found.map(\.thing).filter { shelf.remove($0) }
        for thing in removed { deleted.count(thing.kind) }
        shelves[id] = shelf
        if !removed.isEmpty { noteChange(of: id) }
        noteUnplaced(items, on: .collection)
        return (answer(["deleted": deleted.document(rules.counted)], items, id, shelf), removed)
    }

    /// Puts items into an order of their ids.
    func reorder(_ body: JSONValue, _ id: ShelfID) async throws -> JSONValue {
        var shelf = try await shelf(id)
        let wanted = (body["rank"]?.array ?? []).compactMap(\.integer)
        let skipped = shelf.reorder(wanted)
        shelves[id] = shelf
        noteChange(of: id)
        return [
            "updated": .integer(Int64(wanted.count - skipped.count)),
            "skipped_ids": .array(skipped.map { .integer($0) }), "list": summary(of: id, shelf),
        ]
    }

    /// Changes the notes, or the rank, of the item with this id.
    func update(_ item: String?, _ body: JSONValue, on id: ShelfID, _ endpoint: Endpoint) async throws {
        var shelf = try await shelf(id)
        guard let item = item.flatMap(Int64.init), var entry = shelf.entries.values.first(where: { $0.id == item })
        else {
            throw TraktError(.notFound, endpoint: endpoint)
        }
        if let notes = body["notes"] { entry.values["notes"] = notes == "" ? .null : notes }
        shelf.put(entry)
        if let rank = body["rank"]?.integer { shelf.move(entry.thing, toRank: Int(rank)) }
        shelves[id] = shelf
        noteChange(of: id)
    }

    // MARK: Values

    /// The members of an entry that is made now.
    private func values(of item: BodyItem, _ rules: ShelfRules) async throws -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for name in rules.values { values[name] = item.values[name] }
        switch item.values[rules.date]?.string {
        case "released"?:
            if let date = try await releaseTime(of: item.thing) { values[rules.date] = .string(Instant.text(date)) }
        case let text?: values[rules.date] = .string(Instant.date(text).map(Instant.text) ?? text)
        case nil: break
        }
        guard rules.again == .merges else { return values }
        var metadata: [String: JSONValue] = [:]
        for name in ShelfRules.metadata { metadata[name] = item.values[name] }
        if let is3D = item.values["3d"] { metadata["3d"] = is3D.integer.map { .boolean($0 != 0) } ?? is3D }
        values["metadata"] = .object(metadata)
        return values
    }

    /// The end of the first showing.
    func releaseTime(of thing: Thing) async throws -> Date? {
        if let show = show(of: thing) {
            let episode = try await episodes(of: show).first { $0.thing == thing }
            return episode?.airedAt?.addingTimeInterval(Double(episode?.runtime ?? 0) * 60)
        }
        guard thing.kind == .movie, let movie = try await found("movies.get", "/movies/\(thing.id)?extended=full")
        else {
            return nil
        }
        let minutes = movie["runtime"]?.integer ?? 0
        return Instant.date(movie["released"]?.string)?.addingTimeInterval(Double(minutes) * 60)
    }

    // MARK: Answers

    private func answer(
        _ counts: [String: JSONValue], _ items: BodyItems, _ id: ShelfID, _ shelf: Shelf
    ) -> JSONValue {
        var members = counts
        members["not_found"] = .object(items.notFound(shelf.rules.kinds))
        if shelf.rules.isRanked { members["list"] = summary(of: id, shelf) }
        return .object(members)
    }

    private func summary(of id: ShelfID, _ shelf: Shelf) -> JSONValue {
        var updatedAt = shelf.entries.values.compactMap { $0.values[shelf.rules.date]?.string }.max()
        if case .list(let path) = id { updatedAt = lists.list(at: path)?["updated_at"]?.string ?? updatedAt }
        if shelf.wasChanged { updatedAt = Instant.text(now) }
        return [
            "updated_at": updatedAt.map { .string($0) } ?? .null, "item_count": .integer(Int64(shelf.order.count)),
        ]
    }

    /// A list tells when its items changed.
    private func noteChange(of id: ShelfID) {
        guard case .list(let path) = id, let shelf = shelves[id] else { return }
        lists.change(
            at: path,
            to: ["item_count": .integer(Int64(shelf.order.count)), "updated_at": .string(Instant.text(now))])
    }
}

extension ShelfID {
    /// The endpoint that reads the shelf.
    var endpoint: String {
        switch self {
        case .watchlist: "sync.watchlist.get"
        case .favorites: "sync.favorites.get"
        case .ratings: "sync.ratings.get"
        case .collection: "sync.collection.get"
        case .hidden: "users.hidden.get"
        case .list: "users.lists.items"
        }
    }
}

/// What became of things that were put on a shelf.
struct ShelfCounts: Sendable {
    enum Outcome: Sendable {
        case added, updated, existing
        /// It was there; Trakt counts it as added all the same.
        case replaced
    }

    private var added = KindCounts()
    private var updated = KindCounts()
    private var existing = KindCounts()

    mutating func note(_ outcome: Outcome, of kind: Thing.Kind) {
        switch outcome {
        case .added, .replaced: added.count(kind)
        case .updated: updated.count(kind)
        case .existing: existing.count(kind)
        }
    }

    var changes: Bool { added.total + updated.total > 0 }

    func documents(_ rules: ShelfRules) -> [String: JSONValue] {
        var documents = ["added": added.document(rules.counted)]
        if rules.again != .replaces { documents["existing"] = existing.document(rules.counted) }
        if rules.again == .merges { documents["updated"] = updated.document(rules.counted) }
        return documents
    }
}

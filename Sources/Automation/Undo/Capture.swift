internal import Trakt

/// Reads, before a write is sent, what undoing it will need: former ratings, what is about to be removed, the text that
/// is about to be replaced.
///
/// What was added needs nothing, as long as Trakt says when it was added. What the run has read itself is not read again.
/// A reading that does not become complete does not hold the write up: undoing says then that it cannot take it back.
/// A failure does, because nothing is lost by writing later.
struct Capture: Sendable {
    let reader: AccountReader
    let seen: SeenReads

    init(client: Client, seen: SeenReads) {
        reader = AccountReader(client: client, seen: seen)
        self.seen = seen
    }

    /// The `before` of a write; nil where its inverse needs none.
    func before(_ call: Call) async throws(TraktError) -> Before? {
        do {
            return try await needed(call)
        } catch  where error.isRefusal {
            // Whoever may not read this will be told the same about the write, which has the better words for it.
            return Before(entries: [], isComplete: false)
        }
    }

    private func needed(_ call: Call) async throws(TraktError) -> Before? {
        switch Inverse(of: call.endpoint) {
        case .holding: return try await holding(call)
        case .addedPlays: return watchlist(call)
        case .removedPlays: return plays(call)
        case .changed(let own): return try await object(own, call)
        case .deleted(let own): return try await object(own, call)
        case .order: return try await order(call)
        case .watching, .made, .none: return nil
        }
    }

    // MARK: Shelves

    private func holding(_ call: Call) async throws(TraktError) -> Before? {
        guard let change = Holding.change(by: call) else { return nil }
        let entries: AccountReader.Whole
        if let known = known(change) {
            entries = known
        } else if change.loses {
            entries = try await read(change)
        } else {
            return nil
        }
        let found = EntryIndex(entries.entries).entries(meant: change.items, inside: change.holding.expands)
        return Before(entries: found, isComplete: entries.isComplete)
    }

    /// The entries of the kinds that a change names, as the run has read them.
    func known(_ change: Holding.Change) -> AccountReader.Whole? {
        let readings = change.holding.readings(of: Set(change.items.map(\.kind)))
        let entries = readings.map { seen.entries($0) }
        guard entries.allSatisfy({ $0 != nil }) else { return nil }
        return AccountReader.Whole(items: entries.flatMap { $0 ?? [] }.map(\.document), isComplete: true)
    }

    /// The same, read now, and known from then on.
    func read(_ change: Holding.Change) async throws(TraktError) -> AccountReader.Whole {
        try await reader.whole(change.holding.readings(of: Set(change.items.map(\.kind))))
    }

    // MARK: Plays

    /// What the run knows to stand on the watchlist. Nothing is read for it.
    private func watchlist(_ call: Call) -> Before? {
        guard let listed = Holding.watchlist.readings(of: []).first.flatMap(seen.entries) else { return nil }
        var before = Before()
        before.watchlist = Watched(NamedItem.all(in: call.document)).takenOff(listed)
        return before
    }

    /// The plays that are named by their ids, which no path leads to: the run has read them, or nobody knows them. The
    /// plays of things are noted by whoever sends the removal, which is by their ids then.
    private func plays(_ call: Call) -> Before {
        let ids = Set(call.document["ids"]?.array?.compactMap(\.integer) ?? [])
        let known = seen.plays(ids)
        return Before(entries: known, isComplete: known.count == ids.count)
    }

    // MARK: Objects

    private func object(_ own: Inverse.Own, _ call: Call) async throws(TraktError) -> Before {
        var before = Before()
        if own == .entry {
            before.entries = try await reader.whole(OwnReading.entries(of: call)).entries.filter {
                $0["id"]?.integer == OwnReading.number(of: call)
            }
        } else {
            before.object = try await reader.document(OwnReading.object(own, call)).map(OwnReading.trimmed)
        }
        guard case .deleted = Inverse(of: call.endpoint) else { return before }
        if own == .note { before.subject = try await reader.document(OwnReading.subject(ofNote: call)) }
        if own == .list {
            let items = try await reader.whole(OwnReading.items(ofList: call.path))
            (before.entries, before.isComplete) = (items.entries, items.isComplete)
        }
        return before
    }

    private func order(_ call: Call) async throws(TraktError) -> Before {
        let whole = try await reader.whole(OwnReading.order(of: call))
        var before = Before()
        before.order = OwnReading.ids(inOrder: whole.items)
        before.isComplete = whole.isComplete
        return before
    }
}

extension Holding.Change {
    /// Whether something goes with it that nothing tells afterwards: what is taken off, and what is written over.
    fileprivate var loses: Bool {
        switch holding {
        case .ratings, .hidden: true
        // A thing that is there keeps what nothing is said of.
        case .collection: direction == .taken || items.contains { !$0.fields.isEmpty }
        case .watchlist, .favorites, .list: direction == .taken
        }
    }
}

extension TraktError {
    /// Whether Trakt answered, and will answer the same again.
    var isRefusal: Bool {
        switch failure {
        case .badRequest, .notAllowed, .privateUser, .forbidden, .notFound, .methodNotAllowed, .conflict,
            .preconditionFailed, .accountLimit, .validation, .vipOnly:
            true
        default: false
        }
    }
}

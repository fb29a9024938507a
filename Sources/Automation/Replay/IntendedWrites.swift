internal import Journal
internal import Synchronization
internal import Trakt

/// Sends nothing. A write that the replayed run did not make is answered as though all that it names had been carried
/// out, so that a changed script comes to its end; a read that the run did not make has no answer.
final class IntendedWrites: Carrier {
    private let ids = Mutex(PlannedIDs())

    func carry(_ call: Call, _ asking: Asking) throws -> Trakt.Answer {
        guard call.isWrite else { throw RunError.notRecorded(call.endpoint.id) }
        return try Answer(of: call, PlannedAnswer(call.endpoint, document(for: call)).response)
    }

    private func document(for call: Call) -> JSONValue? {
        if let change = Holding.change(by: call), call.body != nil { return Self.document(of: change) }
        switch Inverse(of: call.endpoint) {
        case .addedPlays: return Self.plays("added", call, unknown: [:])
        case .removedPlays: return Self.plays("deleted", call, unknown: ["ids": []])
        case .made: return made(by: call)
        default: break
        }
        switch call.endpoint.answer {
        case .nothing: return nil
        case .array: return []
        case .object, .either: return .object(call.document.object ?? [:])
        }
    }

    private func made(by call: Call) -> JSONValue {
        let id = ids.withLock { $0.next() }
        return call.document.setting([
            "id": .integer(id), "ids": ["trakt": .integer(id), "slug": .string(String(id))], "item_count": 0,
        ])
    }

    // MARK: Counts

    private static func document(of change: Holding.Change) -> JSONValue {
        let rules = ShelfRules(ShelfID(change.holding))
        var members: [String: JSONValue]
        switch change.direction {
        case .put:
            var counts = ShelfCounts()
            for kind in change.items.compactMap(\.counted) { counts.note(.added, of: kind) }
            members = counts.documents(rules)
        case .taken: members = ["deleted": counts(change.items).document(rules.counted)]
        }
        members["not_found"] = .object(BodyItems().notFound(rules.kinds))
        return .object(members)
    }

    private static func plays(_ verb: String, _ call: Call, unknown: JSONValue) -> JSONValue {
        let notFound = JSONValue.object(BodyItems().notFound([.movie, .show, .season, .episode]))
        return [
            verb: counts(NamedItem.all(in: call.document)).document([.movie, .episode]),
            "not_found": notFound.setting(unknown.object ?? [:]),
        ]
    }

    private static func counts(_ items: [NamedItem]) -> KindCounts {
        var counts = KindCounts()
        for kind in items.compactMap(\.counted) { counts.count(kind) }
        return counts
    }
}

extension NamedItem {
    /// What an answer counts it as.
    fileprivate var counted: Thing.Kind? { Thing.Kind(rawValue: kind.rawValue) }
}

extension ShelfID {
    fileprivate init(_ holding: Holding) {
        self =
            switch holding {
            case .watchlist: .watchlist
            case .favorites: .favorites
            case .ratings: .ratings
            case .collection: .collection
            case .hidden(let section): .hidden(section: section)
            case .list(let path): .list(path: path)
            }
    }
}

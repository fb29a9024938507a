internal import Trakt

/// A write that only puts things on a list, the watchlist or the favorites, each at most once: several of them to the same
/// place can be one request, as long as no two name the same thing.
struct Addition: Sendable {
    let call: Call
    let holding: Holding
    let items: [NamedItem]

    /// How many things one request carries, as in the batches that scripts send.
    static let mostItems = Batches.size

    /// Nil for every other write, and where it is not certain that the request names each thing once.
    init?(_ call: Call) {
        guard let change = Holding.change(by: call), change.direction == .put, !change.items.isEmpty,
            Self.names(call.document)
        else { return nil }
        switch change.holding {
        case .watchlist, .favorites, .list: break
        case .ratings, .collection, .hidden: return nil
        }
        (self.call, holding, items) = (call, change.holding, change.items)
        guard Self.areDistinct(items), items.count <= Self.mostItems else { return nil }
    }

    /// Whether this and others can be one request. With things of several kinds it would put them there in another order.
    func joins(_ others: [Addition]) -> Bool {
        guard others.allSatisfy({ $0.call.target == call.target && $0.call.endpoint == call.endpoint }) else {
            return false
        }
        let all = others.flatMap(\.items) + items
        guard others.isEmpty || all.allSatisfy({ $0.kind == all[0].kind }) else { return false }
        return all.count <= Self.mostItems && Self.areDistinct(all)
    }

    /// One request for all, in their order; nil where they cannot be one.
    static func together(_ additions: [Addition]) -> Call? {
        guard let first = additions.first, first.joins(Array(additions.dropFirst())) else { return nil }
        var arrays: [String: [JSONValue]] = [:]
        for (name, value) in additions.flatMap({ $0.call.document.object ?? [:] }) {
            arrays[name, default: []] += value.array ?? []
        }
        return first.call.sending(JSONValue.object(arrays.mapValues { .array($0) }).encoded)
    }

    /// Whether a body has arrays of things and nothing else.
    private static func names(_ body: JSONValue) -> Bool {
        let plurals = Set(ItemKind.allCases.map(\.plural))
        return (body.object ?? [:]).allSatisfy { plurals.contains($0.key) && $0.value.array != nil }
    }

    /// Whether it is certain that no thing is named twice: each is named by Trakt's own number, and by nothing else.
    private static func areDistinct(_ items: [NamedItem]) -> Bool {
        var seen: Set<[String]> = []
        return items.allSatisfy { item in
            guard item.kind != .person, let number = item.plainNumber else { return false }
            return seen.insert([item.kind.rawValue, number]).inserted
        }
    }
}

extension NamedItem {
    /// The number that is all it is named by.
    fileprivate var plainNumber: String? {
        guard show == nil, names.title == nil, names.year == nil, names.ids.count == 1, let id = names.ids["trakt"],
            let number = Int64(id), number > 0, String(number) == id
        else { return nil }
        return id
    }
}

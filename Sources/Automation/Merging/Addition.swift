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

    /// Whether this and others can be one request.
    func joins(_ others: [Addition]) -> Bool {
        guard others.allSatisfy({ $0.call.target == call.target && $0.call.endpoint == call.endpoint }) else {
            return false
        }
        let all = others.flatMap(\.items) + items
        return all.count <= Self.mostItems && Self.areDistinct(all)
    }

    /// One request for all, in their order.
    static func together(_ additions: [Addition]) -> Call? {
        guard let first = additions.first else { return nil }
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

    /// Whether it is certain that no thing is named twice: each has Trakt's own number, or is a part of a show that has.
    private static func areDistinct(_ items: [NamedItem]) -> Bool {
        var seen: Set<NamedItem> = []
        for item in items {
            guard (item.show ?? item.names).ids["trakt"] != nil else { return false }
            guard seen.insert(item.bare).inserted else { return false }
        }
        // An episode by its own number and one by its place in a show could be the same.
        for kind in [ItemKind.season, .episode] {
            let ways = Set(items.filter { $0.kind == kind }.map { $0.show == nil })
            if ways.count > 1 { return false }
        }
        return true
    }
}

extension NamedItem {
    /// The thing alone, by Trakt's number.
    fileprivate var bare: NamedItem {
        var item = self
        item.names = Names(ids: names.ids.filter { $0.key == "trakt" })
        item.show = show.map { Names(ids: $0.ids.filter { $0.key == "trakt" }) }
        item.fields = [:]
        return item
    }
}

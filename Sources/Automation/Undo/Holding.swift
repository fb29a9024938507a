internal import Trakt

/// A part of an account that things are put on and taken off, each at most once.
enum Holding: Sendable, Hashable {
    case watchlist, favorites, ratings, collection
    /// A personal list, by the path of its calls: `/users/me/lists/55`.
    case list(String)
    case hidden(section: String)

    /// What a call does to a holding.
    struct Change: Sendable, Hashable {
        enum Direction: Sendable, Hashable { case put, taken }

        let holding: Holding
        let direction: Direction
        let items: [NamedItem]
    }

    /// What a writing call puts on a holding or takes off one; nil for every other call.
    static func change(by call: Call) -> Change? {
        let parts = call.path.split(separator: "/").map(String.init)
        let section = call.pathValue("section") ?? ""
        func change(_ holding: Holding, _ direction: Change.Direction) -> Change {
            Change(holding: holding, direction: direction, items: NamedItem.all(in: call.document))
        }
        switch call.endpoint.id {
        case "sync.watchlist.add": return change(.watchlist, .put)
        case "sync.watchlist.remove": return change(.watchlist, .taken)
        case "sync.favorites.add": return change(.favorites, .put)
        case "sync.favorites.remove": return change(.favorites, .taken)
        case "sync.ratings.add": return change(.ratings, .put)
        case "sync.ratings.remove": return change(.ratings, .taken)
        case "sync.collection.add": return change(.collection, .put)
        case "sync.collection.remove": return change(.collection, .taken)
        case "lists.items.add": return change(.list(ofListCall: parts), .put)
        case "lists.items.remove": return change(.list(ofListCall: parts), .taken)
        case "users.hidden.add": return change(.hidden(section: section), .put)
        case "users.hidden.remove": return change(.hidden(section: section), .taken)
        case "recommendations.hide_movie", "recommendations.hide_show":
            guard let name = call.pathValue("id") else { return nil }
            let names = NamedItem.Names(ids: [Int64(name) == nil ? "slug" : "trakt": name])
            let kind: ItemKind = call.endpoint.id == "recommendations.hide_movie" ? .movie : .show
            return Change(
                holding: .hidden(section: "recommendations"), direction: .put,
                items: [NamedItem(kind: kind, names: names)])
        default: return nil
        }
    }

    /// The list whose path a call's path begins with.
    static func list(ofListCall parts: [String]) -> Holding {
        .list("/" + parts.prefix(4).joined(separator: "/"))
    }

    /// Whether shows and seasons stand for their episodes here.
    var expands: Bool { self == .collection }

    // MARK: Calls

    /// How a holding is read, filled and emptied.
    private struct Endpoints {
        let read: Endpoint
        let put: Endpoint
        let take: Endpoint
        let path: String
    }

    private var endpoints: Endpoints {
        switch self {
        case .watchlist:
            let group = Catalogue.syncWatchlist
            return Endpoints(read: group.get, put: group.add, take: group.remove, path: "/sync/watchlist")
        case .favorites:
            let group = Catalogue.syncFavorites
            return Endpoints(read: group.get, put: group.add, take: group.remove, path: "/sync/favorites")
        case .ratings:
            let group = Catalogue.syncRatings
            return Endpoints(read: group.get, put: group.add, take: group.remove, path: "/sync/ratings")
        case .collection:
            let group = Catalogue.syncCollection
            return Endpoints(read: group.get, put: group.add, take: group.remove, path: "/sync/collection")
        case .list(let path):
            let group = Catalogue.lists
            return Endpoints(
                read: Catalogue.userLists.items, put: group.addItems, take: group.removeItems, path: path + "/items")
        case .hidden(let section):
            let group = Catalogue.users
            return Endpoints(
                read: group.hidden, put: group.hide, take: group.unhide, path: "/users/hidden/" + section)
        }
    }

    /// The readings that together answer every entry of these kinds, each narrowed to one kind where that is enough.
    func readings(of kinds: Set<ItemKind>) -> [Call] {
        guard self != .collection else {
            let types = (kinds.contains(.movie) ? ["movies"] : []) + (kinds == [.movie] ? [] : ["episodes"])
            return types.map { reading("/\($0)?extended=metadata") }
        }
        guard kinds.count == 1, let kind = kinds.first else { return [reading("")] }
        switch self {
        case .hidden: return [reading("?type=\(kind.rawValue)")]
        case .list: return [reading("/\(kind.rawValue)")]
        default: return [reading("/\(kind.plural)")]
        }
    }

    private func reading(_ narrowing: String) -> Call {
        Call(endpoint: endpoints.read, target: endpoints.path + narrowing, body: nil)
    }

    /// The calls that put things on it.
    func putting(_ items: [ItemKind: [JSONValue]]) -> [Call] {
        calls(endpoints.put, endpoints.path, items)
    }

    /// The calls that put things on it in this order; nil where that takes many more than to put them there.
    func putting(inOrder items: [(kind: ItemKind, item: JSONValue)]) -> [Call]? {
        let bodies = Batches.bodies(inOrder: items)
        guard bodies.count <= items.count / Batches.size + 1 + Batches.mostMore else { return nil }
        return bodies.map { Call(endpoint: endpoints.put, target: endpoints.path, body: $0.encoded) }
    }

    /// The calls that take things off it.
    func taking(_ items: [ItemKind: [JSONValue]]) -> [Call] {
        calls(endpoints.take, endpoints.path + "/remove", items)
    }

    private func calls(_ endpoint: Endpoint, _ target: String, _ items: [ItemKind: [JSONValue]]) -> [Call] {
        Batches.bodies(items).map { Call(endpoint: endpoint, target: target, body: $0.encoded) }
    }

    /// What a person calls it.
    var title: String {
        switch self {
        case .watchlist: "watchlist"
        case .favorites: "favorites"
        case .ratings: "ratings"
        case .collection: "collection"
        case .list(let path): "list \(path.split(separator: "/").last.map(String.init) ?? path)"
        case .hidden(let section): "hidden from \(section)"
        }
    }
}

/// Things of several kinds, cut into requests.
enum Batches {
    /// How many things one request carries.
    static let size = 200

    /// How many requests more than necessary may be sent for the sake of an order.
    static let mostMore = 10

    static func bodies(_ items: [ItemKind: [JSONValue]]) -> [JSONValue] {
        let flat = ItemKind.allCases.flatMap { kind in (items[kind] ?? []).map { (kind: kind, item: $0) } }
        return stride(from: 0, to: flat.count, by: size).map { start in
            let batch = flat[start..<min(start + size, flat.count)]
            return .object(Dictionary(grouping: batch) { $0.kind.plural }.mapValues { .array($0.map(\.item)) })
        }
    }

    /// Bodies that one after the other name things in this order. One request has an array for each kind, so that nothing
    /// tells the order of two kinds in it.
    static func bodies(inOrder items: [(kind: ItemKind, item: JSONValue)]) -> [JSONValue] {
        var batches: [(kind: ItemKind, items: [JSONValue])] = []
        for (kind, item) in items {
            if let last = batches.last, last.kind == kind, last.items.count < size {
                batches[batches.count - 1].items.append(item)
            } else {
                batches.append((kind, [item]))
            }
        }
        return batches.map { [$0.kind.plural: .array($0.items)] }
    }
}

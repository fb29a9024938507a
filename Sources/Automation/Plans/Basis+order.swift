internal import Journal
internal import Trakt

/// The order in which things stand. It is most often of no account, and may differ by the hour, such as by popularity;
/// but a plan that puts things into an order was made for the one they had.
extension Basis {
    /// The basis of these changes: the order counts where they change it.
    func keepingOrder(for changes: ChangeList) -> Basis {
        let ordered = changes.changes.filter(\.ranks).reduce(into: Set<String>()) { names, change in
            names.formUnion(Self.reads(orderedBy: change.request.endpoint))
        }
        return Basis(
            readings.map { reading in
                var reading = reading
                let isByRank = ["rank", nil].contains(reading.call.pathValue("sort_by"))
                if !isByRank || !ordered.contains(reading.call.endpoint.id) { reading.order = nil }
                return reading
            })
    }

    /// The endpoints whose answers show an order that a write changes.
    private static func reads(orderedBy endpoint: String) -> Set<String> {
        switch endpoint {
        case "sync.watchlist.reorder", "sync.watchlist.update_item": ["sync.watchlist.get", "users.watchlist.get"]
        case "sync.favorites.reorder", "sync.favorites.update_item": ["sync.favorites.get", "users.favorites.get"]
        case "lists.items.reorder", "lists.items.reorder_short", "lists.items.update":
            ["users.lists.items", "lists.items.get"]
        case "lists.reorder": ["users.lists.all"]
        default: []
        }
    }
}

extension Change {
    /// Whether it gives things their ranks.
    fileprivate var ranks: Bool {
        request.body.flatMap { try? JSONValue(parsing: $0) }?["rank"].map { !$0.isNull } ?? false
    }
}

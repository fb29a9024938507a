internal import Trakt

/// How what a user wrote or arranged is read, for the calls that change it.
enum OwnReading {
    /// The object that a call changes or deletes.
    static func object(_ own: Inverse.Own, _ call: Call) -> Call {
        object(own, at: call.path)
    }

    static func object(_ own: Inverse.Own, at path: String) -> Call {
        switch own {
        case .list: Call(endpoint: Catalogue.userLists.get, target: path, body: nil)
        case .smartList: Call(endpoint: Catalogue.smartLists.get, target: path, body: nil)
        case .note: Call(endpoint: Catalogue.notes.get, target: path, body: nil)
        case .comment: Call(endpoint: Catalogue.comments.get, target: path, body: nil)
        case .settings:
            Call(endpoint: Catalogue.users.settings, target: "/users/settings?extended=browsing", body: nil)
        case .entry: Call(endpoint: Catalogue.userLists.items, target: path, body: nil)
        }
    }

    /// The entries among which the one is that a call changes.
    static func entries(of call: Call) -> Call {
        let parts = call.path.split(separator: "/").map(String.init)
        let endpoint =
            switch parts.dropFirst().first {
            case "watchlist": Catalogue.syncWatchlist.get
            case "favorites": Catalogue.syncFavorites.get
            default: Catalogue.userLists.items
            }
        return Call(endpoint: endpoint, target: "/" + parts.dropLast().joined(separator: "/"), body: nil)
    }

    /// The number at the end of a call's path.
    static func number(of call: Call) -> Int64? { call.path.split(separator: "/").last.flatMap { Int64($0) } }

    /// Everything on a list, by its rank: a list is shown in an order of its own.
    static func items(ofList path: String) -> Call {
        Call(endpoint: Catalogue.userLists.items, target: path + "/items/all/rank/asc", body: nil)
    }

    /// What a note is on.
    static func subject(ofNote call: Call) -> Call {
        Call(endpoint: Catalogue.notes.item, target: call.path + "/item", body: nil)
    }

    /// What a call brings into another order.
    static func order(of call: Call) -> Call {
        let parts = call.path.split(separator: "/").map(String.init)
        let place = "/" + parts.dropLast().joined(separator: "/")
        switch call.endpoint {
        case Catalogue.syncWatchlist.reorder:
            return Call(endpoint: Catalogue.syncWatchlist.get, target: place + "/all/rank/asc", body: nil)
        case Catalogue.syncFavorites.reorder:
            return Call(endpoint: Catalogue.syncFavorites.get, target: place + "/all/rank/asc", body: nil)
        case Catalogue.lists.reorder: return Call(endpoint: Catalogue.userLists.all, target: place, body: nil)
        default:
            let items = place.hasSuffix("/items") ? place : place + "/items"
            return Call(endpoint: Catalogue.userLists.items, target: items + "/all/rank/asc", body: nil)
        }
    }

    /// The ids by which things are brought into order: those of entries, or those of lists.
    static func ids(inOrder items: [JSONValue]) -> [Int64] {
        items.compactMap { $0["id"]?.integer ?? $0["ids"]?["trakt"]?.integer }
    }

    /// An object without what is about others, or only for looking at.
    static func trimmed(_ object: JSONValue) -> JSONValue {
        guard var members = object.object else { return object }
        // The user's own settings are an object with a user in it; elsewhere that is who made something.
        let dropped =
            members["account"] == nil
            ? ["user", "images", "likes", "comment_count", "share_link", "user_stats", "replies"]
            : ["account", "connections", "sharing_text", "limits", "permissions"]
        for name in dropped { members[name] = nil }
        return .object(members)
    }
}

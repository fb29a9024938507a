internal import Foundation
internal import Trakt

/// What a reading endpoint shows of the parts that a plan follows. A further endpoint is one line in the tables.
enum ShownPart: Sendable {
    /// The entries of a shelf.
    case shelf(ShelfID)
    case plays
    case lists
    case list(JSONValue)
    case text(JSONValue)
    /// A list that the plan has deleted.
    case nothing
    /// Surfaces that the plan changes and that this read shows in a form it does not follow.
    case unseen(Set<Surface>)
}

extension ShownPart {
    /// The shelf, or the history, that an endpoint of the account's own reads.
    static func part(of call: Call) -> ShownPart? {
        if call.extendedLevels.contains("min") { return nil }
        switch call.endpoint.id {
        case "sync.watchlist.get", "users.watchlist.get": return .shelf(.watchlist)
        case "sync.favorites.get", "users.favorites.get": return .shelf(.favorites)
        case "sync.ratings.get", "users.ratings": return .shelf(.ratings)
        case "sync.collection.get", "users.collection":
            return call.pathValue("type") == "shows" ? nil : .shelf(.collection)
        case "users.hidden.get": return .shelf(.hidden(section: call.pathValue("section") ?? ""))
        case "sync.history.get", "users.history": return .plays
        default: return nil
        }
    }

    /// The surfaces whose changes a read would show, had there been one that it is about.
    static func followedSurfaces(of call: Call) -> Set<Surface> {
        switch call.endpoint.id {
        case "users.lists.all", "users.lists.get", "users.lists.items", "lists.get", "lists.items.get": [.lists]
        case "notes.get": [.notes]
        case "comments.get": [.comments]
        default: part(of: call) == nil ? [] : [.history, .collection]
        }
    }

    /// The surfaces that an endpoint shows something of, the longest beginning of its name first.
    static func surfaces(of endpoint: Endpoint) -> Set<Surface> {
        derived.filter { endpoint.id.hasPrefix($0.prefix) }.max { $0.prefix.count < $1.prefix.count }?.surfaces ?? []
    }

    private static let derived: [(prefix: String, surfaces: Set<Surface>)] = [
        ("sync.last_activities", Set(Surface.allCases).subtracting([.reports, .refreshes])),
        ("sync.watched", [.history, .watching]), ("users.watched", [.history, .watching]),
        ("sync.history", [.watching]), ("users.history", [.watching]),
        ("sync.collection", [.collection]), ("users.collection", [.collection]),
        ("sync.progress", [.history, .progress, .hidden, .watching]),
        ("shows.progress", [.history, .progress, .collection, .watching]),
        ("users.up_next", [.history, .progress, .hidden, .watching]),
        ("sync.playback", [.playback, .watching]), ("users.watching", [.watching]),
        ("calendars.", [.watchlist, .history, .collection, .hidden]),
        ("recommendations.", [.hidden, .history, .ratings, .collection, .watchlist]),
        ("users.stats", [.history, .ratings, .collection]), ("users.settings", [.settings]),
        ("users.lists", [.lists]), ("lists.", [.lists, .likes]), ("users.likes", [.likes]),
        ("users.notes", [.notes]), ("notes.", [.notes]), ("users.comments", [.comments]), ("comments.", [.comments]),
        ("users.reactions", [.likes]), ("users.smart_lists", [.smartLists]),
        ("smart_lists.", [.smartLists, .watchlist, .collection]), ("users.saved_filters", [.savedFilters]),
        ("users.followers", [.follows]), ("users.following", [.follows]), ("users.friends", [.follows]),
        ("users.requests", [.follows]), ("users.blocked", [.blocked]), ("users.syncs", [.connections]),
        ("users.plex", [.connections]), ("younify.", [.connections]), ("search.recent", [.searches]),
    ]
}

extension PlannedAccount {
    /// What a read shows of what the plan has changed; nil when it shows nothing of it.
    func shownPart(of call: Call) async throws -> ShownPart? {
        if ["notes.get", "comments.get"].contains(call.endpoint.id), let id = call.pathValue("id").flatMap(Int64.init) {
            if deletedTexts.contains(id) { return .nothing }
            if let text = texts[id] { return .text(text) }
        }
        if let part = try await listPart(of: call) { return part }
        guard try await isOwn(call) else { return nil }
        switch ShownPart.part(of: call) {
        case .shelf(let id)? where shelves[id]?.wasChanged == true: return .shelf(id)
        case .plays? where plays.isTouched: return .plays
        default: break
        }
        let unseen = ShownPart.surfaces(of: call.endpoint).intersection(changed)
            .subtracting(ShownPart.followedSurfaces(of: call))
        return unseen.isEmpty ? nil : .unseen(unseen)
    }

    /// What a read of lists shows.
    private func listPart(of call: Call) async throws -> ShownPart? {
        let isGlobal = call.endpoint.id.hasPrefix("lists.")
        let name = isGlobal ? call.pathValue("id") : call.pathValue("list_id")
        switch call.endpoint.id {
        case "users.lists.all":
            guard lists.wasChanged, try await isOwn(call) else { return nil }
            return .lists
        case "users.lists.get", "users.lists.items", "lists.get", "lists.items.get":
            guard let name else { return nil }
            if !isGlobal, let user = call.pathValue("id"), try await !isOwn(user: user) {
                let path = "/users/\(PercentEncoding.encode(user))/lists/\(PercentEncoding.encode(name))"
                return shelves[.list(path: path)]?.wasChanged == true && call.endpoint.id == "users.lists.items"
                    ? .shelf(.list(path: path)) : nil
            }
            if lists.isDeleted(name) || (PlannedIDs.isOne(name) && lists.find(name) == nil) { return .nothing }
            guard let list = lists.find(name), let id = PlannedLists.id(list) else { return nil }
            let shelf = ShelfID.list(path: PlannedLists.path(id))
            if call.endpoint.id.contains("items") {
                return PlannedIDs.isOne(id) || shelves[shelf]?.wasChanged == true ? .shelf(shelf) : nil
            }
            return lists.wasChanged ? .list(list) : nil
        default: return nil
        }
    }
}

internal import Automation

/// A part of an account as a set: `trakt.watchlist`, or what `trakt.list { … }` gives.
enum AccountSet: String, Hashable, CaseIterable {
    case watchlist, collection, favorites, ratings, history, list, hidden

    /// What its changes change.
    var surface: Surface {
        switch self {
        case .watchlist: .watchlist
        case .collection: .collection
        case .favorites: .favorites
        case .ratings: .ratings
        case .history: .history
        case .list: .lists
        case .hidden: .hidden
        }
    }

    /// Whether it is called to name one of several.
    var isNamed: Bool { self == .list || self == .hidden }

    var methods: [String] {
        let common = ["items", "contains", "add", "add_if_room", "remove"]
        return self == .history ? common + ["since"] : common + ["set"]
    }

    static let changing: Set<String> = ["add", "add_if_room", "remove", "set"]
}

internal import LuaSyntax
internal import Wording

/// The names that the table of a call may have where it is none of the catalogue's. A test compares those of sets with what
/// a script sees.
struct OptionNames {
    /// What is called, for the message.
    let owner: String
    /// Which of the call's values the table is.
    let place: Int
    let names: [String]

    /// Nil for a call without such a table.
    init?(of callee: Thing) {
        switch callee {
        case .setMethod(let set, let method) where AccountSet.changing.contains(method) || method == "contains":
            let isAdding = method != "remove" && method != "contains"
            self.init("trakt.\(set.rawValue):\(method)", 1, ["type"] + (isAdding ? set.fields : []))
        case .opener(.list):
            self.init("trakt.list", 0, ["description", "ids", "make", "name", "privacy", "user"])
        case .addition("airings"): self.init("trakt.airings", 1, ["ahead", "anew", "back", "calendar"])
        case .function("notify"): self.init("notify", 1, ["link", "priority", "title", "to"])
        case .function("http.get"): self.init("http.get", 1, ["headers"])
        case .function("http.post"): self.init("http.post", 1, ["body", "headers", "json"])
        default: return nil
        }
    }

    private init(_ owner: String, _ place: Int, _ names: [String]) {
        (self.owner, self.place, self.names) = (owner, place, names)
    }
}

extension AccountSet {
    /// What may go with every item that is added.
    fileprivate var fields: [String] {
        switch self {
        case .watchlist, .favorites, .list: ["notes"]
        case .ratings: ["rating", "rated_at"]
        case .history: ["watched_at"]
        case .hidden: ["hidden_at"]
        case .collection:
            ["collected_at", "media_type", "resolution", "hdr", "audio", "audio_channels", "3d"]
        }
    }
}

extension Inspector {
    mutating func checkOptions(of call: CallSite) {
        guard let known = OptionNames(of: call.callee), call.arguments.count > known.place,
            case .table(let fields) = call.arguments[known.place].bare.kind
        else { return }
        for key in fields.compactMap(\.literalKey) where !known.names.contains(key.text) {
            add(
                .unknownParameter, key.range, "\(known.owner) does not take '\(key.text)'",
                meant: Spelling.nearest(to: key.text, among: known.names), in: call.surroundings)
        }
    }
}

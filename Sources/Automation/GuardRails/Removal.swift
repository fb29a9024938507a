internal import Journal
internal import Trakt

/// What a call would remove.
struct Removal: Sendable {
    var place: Place
    /// What tells the things apart.
    var things: Set<String>
    /// Things that nobody could read, and that count all the same.
    var unnamed = 0
    /// The part of the call whose plays have to be read before they can be counted.
    var uncounted: Call?
    /// The place goes with all that is there.
    var isEverything = false
    /// What tells how much is there.
    var readings: [Call] = []

    /// Nil for a call that removes nothing, or one thing that is named by its id.
    init?(_ call: Call, _ before: Before?) {
        let captured = before?.entries ?? []
        switch Inverse(of: call.endpoint) {
        case .holding:
            guard let change = Holding.change(by: call), change.direction == .taken else { return nil }
            place = Place(change.holding)
            things = Set(captured.map(\.key))
            unnamed = before?.isComplete == false ? max(0, change.items.count - things.count) : 0
            readings = change.holding.readings(of: [])
        case .removedPlays:
            place = Place(key: "history", title: "history")
            things = Self.plays(in: call.document)
            uncounted = Self.several(in: call)
            readings = [Call(endpoint: Catalogue.syncHistory.history, target: "/sync/history", body: nil)]
        case .deleted(.list):
            let list = before?.object
            place = Place(list: call.path, id: list?["ids"]?["trakt"]?.integer, name: list?["name"]?.string)
            things = Set(captured.map(\.key))
            unnamed = max(0, (list?["item_count"]?.integer.map { Int(min(max($0, 0), 1 << 32)) } ?? 0) - things.count)
            isEverything = true
        default: return nil
        }
    }

    /// Plays that are named by their ids, and movies and episodes, which count once, however often they were watched.
    private static func plays(in body: JSONValue) -> Set<String> {
        let ids = (body["ids"]?.array ?? []).compactMap(\.integer).map(play)
        let single = NamedItem.all(in: .object((body.object ?? [:]).filter { !several.contains($0.key) }))
        return Set(ids + single.map(\.key))
    }

    /// What tells a play apart.
    static func play(_ id: Int64) -> String { "play \(id)" }

    private static let several: Set<String> = ["shows", "seasons"]

    /// The shows and seasons of a call, whatever of them it names: how many plays they have, nobody knows beforehand.
    private static func several(in call: Call) -> Call? {
        let members = (call.document.object ?? [:]).filter {
            several.contains($0.key) && $0.value.array?.isEmpty == false
        }
        return members.isEmpty ? nil : call.sending(JSONValue.object(members).encoded)
    }
}

extension NamedItem {
    /// What tells a movie or an episode from all others of the same request.
    fileprivate var key: String {
        for scheme in Names.schemes {
            if let id = names.ids[scheme] { return "\(kind.rawValue):\(scheme):\(id)" }
        }
        return "\(kind.rawValue):title:\(names.title ?? "") (\(names.year ?? 0))"
    }
}

/// Where things are removed from: a list, the ratings and so on.
struct Place: Sendable {
    /// What tells it from others. A list has several names in paths, and one number.
    var key: String
    let title: String
    /// A list's path with a name in it that is not its number.
    private(set) var path: String?

    init(key: String, title: String) {
        self.key = key
        self.title = title
    }

    init(_ holding: Holding) {
        if case .list(let path) = holding {
            self.init(list: path, id: nil, name: nil)
        } else {
            self.init(key: holding.title, title: holding.title)
        }
    }

    init(list path: String, id: Int64?, name: String?) {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        title = "list " + (name ?? last)
        key = Self.key(ofList: id.map { String($0) } ?? last)
        self.path = id == nil && Int64(last) == nil ? path : nil
    }

    static func key(ofList id: String) -> String { "list \(id)" }
}

/// How much is gone from a place.
struct Gone: Sendable {
    private var things: Set<String> = []
    private var unnamed = 0

    var count: Int { things.count + unnamed }

    func adding(_ removal: Removal) -> Gone {
        var gone = self
        gone.things.formUnion(removal.things)
        // Nobody can tell whether these are the ones of an earlier call.
        gone.unnamed += removal.unnamed
        return gone
    }
}

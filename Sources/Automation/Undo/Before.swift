internal import Trakt

/// How things were before a write, as far as undoing it needs that: the `before` of an effect.
struct Before: Sendable, Hashable {
    /// The things the write names that were there: entries of a holding, plays, the items of a list.
    var entries: [AccountEntry] = []
    /// Whether these are all.
    var isComplete = true
    /// The object that the write changes or deletes.
    var object: JSONValue?
    /// What the object is about, where it does not say so itself.
    var subject: JSONValue?
    /// The ids of what the write brings into another order, in the former one.
    var order: [Int64] = []
    /// What stood on the watchlist of what the write adds to the history, which Trakt takes off by itself.
    var watchlist: [AccountEntry]?

    init() {}

    init(entries: [AccountEntry], isComplete: Bool = true) {
        self.entries = entries
        self.isComplete = isComplete
    }

    /// Nil for what is no such document.
    init?(_ bytes: [UInt8]?) {
        guard let bytes, let document = try? JSONValue(parsing: bytes) else { return nil }
        // What takes plays away by their things notes itself which plays these are.
        let known = Self.entries(document["entries"]) ?? []
        let ids = Set(known.map { $0["id"] })
        entries = known + (Self.entries(document["plays"]) ?? []).filter { !ids.contains($0["id"]) }
        isComplete = document["complete"]?.boolean ?? true
        object = document["object"]
        subject = document["subject"]
        order = document["order"]?.array?.compactMap(\.integer) ?? []
        watchlist = Self.entries(document["watchlist"])
    }

    var document: JSONValue {
        var members: [String: JSONValue] = ["complete": .boolean(isComplete)]
        if !entries.isEmpty { members["entries"] = .array(entries.map(\.document)) }
        members["object"] = object
        members["subject"] = subject
        if !order.isEmpty { members["order"] = .array(order.map { .integer($0) }) }
        members["watchlist"] = watchlist.map { .array($0.map(\.document)) }
        return .object(members)
    }

    private static func entries(_ value: JSONValue?) -> [AccountEntry]? {
        value?.array?.compactMap { AccountEntry($0) }
    }
}

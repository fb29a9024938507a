import TraktSandbox

extension Picture {
    /// The hidden sections that scripts use, and what they hide there.
    static let hiddenSections = ["dropped", "calendar"]

    /// The moments that scripts give lie before this one; later ones are times of runs.
    private static let lastGiven = "2026-02-01"

    /// Looks at everything that scripts change.
    init(_ reader: AccountReader) throws {
        self.init()
        for play in try reader.all("/users/me/history") {
            guard let title = Title(play) else { continue }
            let action = play["action"]?.string ?? ""
            let minute = play["watched_at"]?.string ?? "never"
            count(
                action == "watch"
                    ? .plays(title, at: minute >= Self.lastGiven ? "run" : minute) : .playsBy(action, title))
        }
        for set in ["watchlist", "favorites"] {
            for item in try reader.all("/sync/\(set)") { add(item, to: set) }
        }
        for item in try reader.all("/sync/collection/movies") { add(item, to: "collection") }
        for section in Self.hiddenSections {
            for item in try reader.all("/users/hidden/\(section)") { add(item, to: "hidden \(section)") }
        }
        for item in try reader.all("/sync/ratings") {
            if let title = Title(item) { self[.rating(title)] = item["rating"]?.int }
        }
        for list in try reader.all("/users/me/lists") {
            guard let name = list["name"]?.string, let id = list["ids"]?["trakt"]?.int else { continue }
            count(.lists(name))
            for item in try reader.all("/users/me/lists/\(id)/items") { add(item, to: "list \(name)") }
        }
        for entry in try reader.all("/users/me/notes") {
            if let text = entry["note"]?["notes"]?.string { count(.texts("note", text)) }
        }
        for entry in try reader.all("/users/me/comments") {
            if let text = entry["comment"]?["comment"]?.string { count(.texts("comment", text)) }
        }
    }

    private mutating func count(_ cell: Cell) { self[cell, default: 0] += 1 }

    private mutating func add(_ item: JSONValue, to set: String) {
        if let title = Title(item) { self[.member(set, title)] = 1 }
    }
}

extension Title {
    /// The title that an entry of a list or a history is about.
    fileprivate init?(_ entry: JSONValue) {
        for kind in [Kind.movie, .episode, .show] {
            guard let id = entry[kind.rawValue]?["ids"]?["trakt"]?.int else { continue }
            self.init(kind: kind, id: id)
            return
        }
        return nil
    }
}

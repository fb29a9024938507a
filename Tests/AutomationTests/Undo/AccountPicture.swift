import TestSupport
import Trakt

/// What a user sees of an account, thing by thing: `watchlist/movie:trakt:507` is its notes.
struct AccountPicture: Equatable {
    /// Without what nobody can bring back: when something was put on a list, in which place, and under which id.
    var things: [String: String] = [:]
    /// With all that.
    var exact: [String: String] = [:]

    init(of stage: ScriptStage) async throws {
        for name in ["watchlist", "favorites"] { try await add(stage, name, "/sync/\(name)") }
        try await add(stage, "ratings", "/sync/ratings")
        for type in ["movies", "episodes"] {
            try await add(stage, "collection", "/sync/collection/\(type)?extended=metadata")
        }
        for section in ["calendar", "progress_watched", "recommendations", "dropped", "comments"] {
            try await add(stage, "hidden \(section)", "/users/hidden/\(section)")
        }
        try await addPlays(stage)
        try await addLists(stage)
        for note in try await Self.all(stage, "/users/me/notes/all") {
            put(
                "note", note["note"]?["notes"]?.string ?? "", note["note"] ?? .null,
                dropping: ["id", "created_at", "updated_at"])
        }
        let settings = try await stage.answer("/users/settings?extended=browsing")
        things["settings"] = (settings["user"] ?? .null).encodedText
    }

    private mutating func add(_ stage: ScriptStage, _ place: String, _ path: String) async throws {
        for entry in try await Self.all(stage, path) {
            put(place, Self.name(entry), entry, dropping: ["id", "rank", "listed_at", "updated_at"])
        }
    }

    private mutating func addPlays(_ stage: ScriptStage) async throws {
        var counts: [String: Int] = [:]
        for play in try await Self.all(stage, "/sync/history") {
            counts["history/\(Self.name(play)) \(play["watched_at"]?.string ?? "undated")", default: 0] += 1
        }
        for (key, count) in counts {
            things[key] = String(count)
            exact[key] = String(count)
        }
    }

    private mutating func addLists(_ stage: ScriptStage) async throws {
        for list in try await Self.all(stage, "/users/me/lists") {
            let name = list["name"]?.string ?? ""
            put(
                "list", name, list,
                dropping: [
                    "ids", "updated_at", "created_at", "item_count", "share_link", "likes", "comment_count", "user",
                ])
            try await add(stage, "list \(name)", "/users/me/lists/\(list["ids"]?["trakt"]?.integer ?? 0)/items")
        }
    }

    private mutating func put(_ place: String, _ name: String, _ entry: JSONValue, dropping names: Set<String>) {
        // A place on a list changes with every other thing on it.
        exact["\(place)/\(name)"] = JSONValue.object((entry.object ?? [:]).filter { $0.key != "rank" }).encodedText
        // An empty text and none are the same to whoever reads it.
        let told = (entry.object ?? [:]).filter { !names.contains($0.key) && !$0.value.isNull && $0.value != "" }
        things["\(place)/\(name)"] = JSONValue.object(told).encodedText
    }

    private static func name(_ entry: JSONValue) -> String {
        let type = entry["type"]?.string ?? "thing"
        let ids = entry[type]?["ids"]
        return "\(type):\(ids?["trakt"]?.encodedText ?? ids?["slug"]?.string ?? "")"
    }

    private static func all(_ stage: ScriptStage, _ path: String) async throws -> [JSONValue] {
        var items: [JSONValue] = []
        for page in 1... {
            let part =
                try await stage.answer(path + (path.contains("?") ? "&" : "?") + "page=\(page)&limit=250").array ?? []
            items += part
            if part.count < 250 { break }
        }
        return items
    }

    /// The names of what is different in another picture.
    func differences(from other: AccountPicture) -> [String] { Array(changes(from: other).keys).sorted() }

    /// What is different, as it is in the other picture and in this one.
    func changes(from other: AccountPicture) -> [String: [String?]] {
        var changes: [String: [String?]] = [:]
        for name in Set(things.keys).union(other.things.keys) where things[name] != other.things[name] {
            changes[name] = [other.things[name], things[name]]
        }
        return changes
    }
}

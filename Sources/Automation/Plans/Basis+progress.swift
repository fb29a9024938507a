internal import Trakt

/// How far the user is in shows: what the user did, among what airs by itself.
extension Basis {
    /// Whether an endpoint answers progress, of one show or of many.
    static func isProgress(of endpoint: String) -> Bool {
        isProgressList(endpoint) || ["shows.progress.watched", "shows.progress.collection"].contains(endpoint)
    }

    /// Whether an endpoint answers the progress of many shows.
    static func isProgressList(_ endpoint: String) -> Bool {
        endpoint.hasPrefix("sync.progress.") || endpoint == "users.up_next"
    }

    /// The entries of such an answer.
    static func progress(_ document: JSONValue, _ call: Call, _ titles: Titles) -> [(key: String, entry: Entry)] {
        if isProgressList(call.endpoint.id) {
            return (document.array ?? []).compactMap { entry in
                guard let show = Thing(.show, object: entry["show"]) else { return nil }
                return (show.key, Entry(title: title(of: show, titles), value: own(entry["progress"]).encodedText))
            }
        }
        guard document.object != nil else { return [] }
        let name = call.pathValue("id") ?? ""
        let show = titles.find(.show, named: name) ?? Thing(.show, name)
        return [("progress", Entry(title: title(of: show, titles), value: own(document).encodedText))]
    }

    private static func title(of show: Thing, _ titles: Titles) -> String { "progress in \(titles.label(show))" }

    /// Neither how much has aired nor what comes next.
    private static func own(_ progress: JSONValue?) -> JSONValue {
        let names = ["completed", "last_watched_at", "last_collected_at", "reset_at"]
        var own = (progress?.object ?? [:]).filter { names.contains($0.key) }
        let seasons = progress?["seasons"]?.array ?? []
        own["episodes"] = .array(seasons.flatMap(done))
        own["hidden_seasons"] = .array((progress?["hidden_seasons"]?.array ?? []).compactMap { $0["number"] })
        return .object(own)
    }

    /// The episodes of a season that the user has seen, or collected.
    private static func done(_ season: JSONValue) -> [JSONValue] {
        let episodes = season["episodes"]?.array ?? []
        return episodes.filter { $0["completed"] == true }.map { $0.setting("season", season["number"] ?? .null) }
    }
}

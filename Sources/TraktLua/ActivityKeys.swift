package import Trakt

/// The keys of `GET /sync/last_activities` that a rule can run on and ask for, as `group.key`, and their values.
///
/// Source: Trakt's documentation of that endpoint, and its introduction on what moves which key.
package enum ActivityKeys {
    package static let all: [String] =
        keys("movies", "watched collected rated watchlisted favorited commented paused hidden")
        + keys("episodes", "watched collected rated watchlisted commented paused")
        + keys("shows", "rated watchlisted favorited commented hidden dropped")
        + keys("seasons", "rated watchlisted commented hidden")
        + keys("comments", "liked reacted blocked")
        + keys("lists", "liked reacted updated commented")
        + keys("watchlist", "updated") + keys("favorites", "updated") + keys("collaborations", "updated")
        + keys("account", "settings followed following pending requested")
        + keys("saved_filters", "updated") + keys("notes", "updated")

    private static func keys(_ group: String, _ words: String) -> [String] {
        words.split(separator: " ").map { "\(group).\($0)_at" }
    }

    /// The values of an answer, by key; empty for what never happened.
    package static func values(in answer: JSONValue) -> [String: String] {
        var values: [String: String] = [:]
        for key in all {
            let parts = key.split(separator: ".").map(String.init)
            values[key] = answer[parts[0]]?[parts[1]]?.string ?? ""
        }
        return values
    }
}

/// A title that somebody opened from the hits of a search.
struct RecentSearch: Sendable, Hashable, Codable {
    var query: String
    var ref: MediaRef
}

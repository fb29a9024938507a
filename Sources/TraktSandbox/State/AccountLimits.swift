/// How much an account may hold; the numbers differ for paying members.
package struct AccountLimits: Sendable, Hashable, Codable {
    package var lists: Int
    package var listItems: Int
    /// Over all personal lists together.
    package var allListItems: Int
    package var watchlistItems: Int
    package var favorites: Int
    package var collection: Int
    package var history: Int
    package var ratings: Int
    package var notes: Int
    package var recentSearches: Int

    /// What a free account may hold in 2026.
    package static let free = AccountLimits(
        lists: 5, listItems: 250, allListItems: 1000, watchlistItems: 250, favorites: 100, collection: 1000,
        history: 100_000, ratings: 10_000, notes: 100, recentSearches: 5)

    /// What a paying member may hold in 2026.
    package static let vip = AccountLimits(
        lists: 100, listItems: 5000, allListItems: 100_000, watchlistItems: 5000, favorites: 100,
        collection: 100_000, history: 100_000, ratings: 20_000, notes: 2000, recentSearches: 5)

    package init(
        lists: Int, listItems: Int, allListItems: Int, watchlistItems: Int, favorites: Int, collection: Int,
        history: Int, ratings: Int, notes: Int, recentSearches: Int
    ) {
        self.lists = lists
        self.listItems = listItems
        self.allListItems = allListItems
        self.watchlistItems = watchlistItems
        self.favorites = favorites
        self.collection = collection
        self.history = history
        self.ratings = ratings
        self.notes = notes
        self.recentSearches = recentSearches
    }

    /// As many as personal lists, for free and for paying members.
    package var smartLists: Int { lists }

    /// The `limits` of `GET /users/settings`.
    var json: JSONValue {
        [
            "list": ["count": .int(lists), "item_count": .int(listItems)],
            "watchlist": ["item_count": .int(watchlistItems)],
            "favorites": ["item_count": .int(favorites)],
            "search": ["recent_count": .int(recentSearches)],
            "collection": ["item_count": .int(collection)],
            "notes": ["item_count": .int(notes)],
        ]
    }
}

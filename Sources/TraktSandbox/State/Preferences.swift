/// What a user chose in the settings of the website: who they say they are, and how they browse.
struct Preferences: Sendable, Codable, StartsEmpty {
    var country = "us"
    /// Sources of `watchnow=favorites`, like `us-netflix`.
    var favoriteSources = ["us-netflix"]
    var onlyFavoriteSources = false
    var favoriteGenres: [String] = []
    var dislikedGenres: [String] = []
    var watchOnlyOnce = false
    var spoilers: [String: String] = ["episodes": "show", "shows": "show", "movies": "show"]
    var birthday: String?
    /// How often the user sent a picture of their own; 0 for the placeholder.
    var avatarVersion = 0
    /// The title whose picture stands above the profile.
    var cover: MediaRef?

    var avatarAddress: String {
        avatarVersion == 0
            ? "https://walter-r2.trakt.tv/placeholders/medium/avatar.png"
            : "https://media.trakt.tv/images/users/avatars/sandbox-\(avatarVersion).jpg.webp"
    }

    /// The `browsing` of `GET /users/settings`.
    var json: JSONValue {
        func sorting(_ sort: String, _ how: String) -> JSONValue { ["sort": .string(sort), "sort_how": .string(how)] }
        return [
            "watch_popup_action": "watch_now", "hide_watching_now": false, "list_popup_action": nil,
            "week_start_day": nil, "watch_after_rating": nil, "watch_only_once": .bool(watchOnlyOnce),
            "other_site_ratings": true, "release_date_ignore_runtime": false, "display_early_ratings": false,
            "hide_episode_type_tags": false, "hide_unsaved_filters_prompt": false,
            "spoilers": spoilers.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) }.json,
            "calendar": [
                "period": "week", "start_day": nil, "layout": nil, "image_type": nil, "hide_specials": false,
                "autoscroll": true,
            ],
            "progress": ["on_deck": sorting("activity", "desc"), "watched": sorting("activity", "desc")],
            "watchnow": [
                "country": .string(country), "favorites": .strings(favoriteSources),
                "only_favorites": .bool(onlyFavoriteSources),
            ],
            "dark_knight": "auto", "app_theme": nil,
            "genres": ["favorites": .strings(favoriteGenres), "disliked": .strings(dislikedGenres)],
            "comments": ["blocked_uids": []],
            "recommendations": ["ignore_collected": true, "ignore_watchlisted": false],
            "rewatching": ["adjust_percentage": false],
        ]
    }

    /// Takes the `browsing` of `PUT /users/settings`; what it leaves out stays.
    mutating func merge(_ browsing: JSONValue) {
        func strings(_ value: JSONValue?) -> [String]? { value?.array?.compactMap(\.string) }
        let watchnow = browsing["watchnow"]
        country = watchnow?["country"]?.string ?? country
        favoriteSources = strings(watchnow?["favorites"]) ?? favoriteSources
        onlyFavoriteSources = watchnow?["only_favorites"]?.bool ?? onlyFavoriteSources
        favoriteGenres = strings(browsing["genres"]?["favorites"]) ?? favoriteGenres
        dislikedGenres = strings(browsing["genres"]?["disliked"]) ?? dislikedGenres
        watchOnlyOnce = browsing["watch_only_once"]?.bool ?? watchOnlyOnce
        for member in browsing["spoilers"]?.object?.members ?? [] {
            if let value = member.value.string { spoilers[member.key] = value }
        }
    }
}

extension Filter {
    /// Every filter Trakt documents.
    ///
    /// Bounds of `tmdb_votes` and `metascores`, and everything of the rating sites that came in 2026, follow their
    /// neighbours where the documentation is silent.
    public static let all: [Filter] = common + ratings + byType + media + byUser

    private static let common: [Filter] = [
        Filter("query", [.common], .text, "words in titles and descriptions"),
        Filter("years", [.common], .years, "year of release"),
        Filter("genres", [.common], .slugs, "genre slugs, such as action"),
        Filter("subgenres", [.common], .slugs, "subgenre slugs"),
        Filter("languages", [.common], .codes, "original language, such as en"),
        Filter("countries", [.common], .codes, "country of origin, such as us"),
        Filter("runtimes", [.common], .range(0...1_000, decimals: false), "running time in minutes"),
        Filter("studios", [.common], .slugs, "studio slugs; replaced by studio_ids"),
        Filter("studio_ids", [.common], .numbers, "Trakt ids of studios"),
    ]

    private static let ratings: [Filter] = [
        Filter("ratings", [.ratings], .range(0...100, decimals: false), "rating on Trakt in percent"),
        Filter("votes", [.ratings], .range(0...100_000, decimals: false), "votes on Trakt"),
        Filter("tmdb_ratings", [.ratings], .range(0...10, decimals: true), "rating on TMDB"),
        Filter("tmdb_votes", [.ratings], .range(0...100_000, decimals: false), "votes on TMDB"),
        Filter("imdb_ratings", [.ratings], .range(0...10, decimals: true), "rating on IMDb"),
        Filter("imdb_votes", [.ratings], .range(0...3_000_000, decimals: false), "votes on IMDb"),
        Filter("rt_meters", [.ratings], .range(0...100, decimals: true), "Tomatometer; movies only"),
        Filter("rt_user_meters", [.ratings], .range(0...100, decimals: true), "Rotten Tomatoes audience; movies only"),
        Filter("metascores", [.ratings], .range(0...100, decimals: true), "Metacritic score; movies only"),
    ]

    private static let byType: [Filter] = [
        Filter("certifications", [.movie, .show, .episode], .slugs, "US certification, such as pg-13 or tv-pg"),
        Filter("networks", [.show], .names, "network names; replaced by network_ids"),
        Filter("network_ids", [.show, .episode], .numbers, "Trakt ids of networks"),
        Filter("status", [.show], .words(statuses, excludes: false), "where a show is in its life"),
        Filter(
            "episode_types", [.episode], .words(episodeTypes, excludes: true), "kind of episode",
            source: .contract2026),
    ]

    private static let media: [Filter] = [
        Filter(
            "watchnow", [.watchnow],
            .words(watchnow, excludes: false),
            "where it can be watched now", source: .contract2026),
        Filter("genres_operator", [.watchnow], .oneOf(["and", "or"]), "all or any of genres", source: .contract2026),
        Filter("keywords", [.watchnow], .slugs, "keyword slugs", source: .contract2026),
        Filter(
            "keywords_operator", [.watchnow], .oneOf(["and", "or"]), "all or any of keywords", source: .contract2026),
        Filter(
            "statuses", [.watchnow], .words(statuses, excludes: false), "where a show is in its life",
            source: .contract2026),
        Filter(
            "letterboxd_ratings", [.watchnow], .range(0...10, decimals: true), "rating on Letterboxd",
            source: .contract2026),
        Filter(
            "mal_ratings", [.watchnow], .range(0...10, decimals: true), "rating on MyAnimeList", source: .contract2026),
    ]

    private static let byUser: [Filter] = [
        Filter("ignore_watched", [.ignore], .boolean, "without what the user watched", source: .contract2026),
        Filter(
            "ignore_collected", [.ignore], .boolean, "without what the user collected; the hot feeds only",
            source: .contract2026),
        Filter("ignore_watchlisted", [.ignore], .boolean, "without the user's watchlist", source: .contract2026),
        Filter(
            "hide", [.hide],
            .words(
                [
                    "watched", "watchlist", "watching", "unreleased", "ended", "airing", "no_release_date", "released",
                ], excludes: false),
            "without what is in one of these states", source: .contract2026),
    ]

    static let watchnow = [
        "favorites", "any", "any_all", "free", "free_all", "subscriptions", "subscriptions_all",
    ]

    static let statuses = [
        "returning series", "continuing", "in production", "planned", "upcoming", "pilot", "canceled", "ended",
    ]

    private static let episodeTypes = [
        "standard", "series_premiere", "season_premiere", "mid_season_finale", "mid_season_premiere", "season_finale",
        "series_finale",
    ]
}

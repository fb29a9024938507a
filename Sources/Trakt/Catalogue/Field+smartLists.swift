/// What a smart list asks for.
extension Field {
    /// What it can draw from.
    static let smartListSources = [
        "trending", "popular", "anticipated", "recommendations", "discover", "watchlist", "library",
    ]

    /// What it has beside its name, source and kind of media.
    static let smartListSettings: [Field] = [
        .optional("filters", .object(smartListFilters), "what it keeps and leaves out"),
        .optional("privacy", .oneOf(["public", "private", "friends"]), "who may see it"),
    ]

    private static let smartListFilters: [Field] = chosen + operators + spans + ignored

    private static let chosen: [Field] = [
        .optional("genres", .texts, "genre slugs"),
        .optional("subgenres", .texts, "subgenre slugs"),
        .optional("certifications", .texts, "certifications, such as pg-13"),
        .optional("languages", .texts, "two-letter codes of languages"),
        .optional("countries", .texts, "two-letter codes of countries"),
        .optional("statuses", .words(Filter.statuses), "where a show is in its life"),
        .optional("networks", .texts, "network names"),
        .optional("keywords", .texts, "keyword slugs"),
        .optional("watchnow", .words(Filter.watchnow), "where it can be watched now"),
    ]

    private static let operators: [Field] = [
        .optional("genres_operator", .oneOf(["and", "or"]), "all or any of genres; any at first"),
        .optional("keywords_operator", .oneOf(["and", "or"]), "all or any of keywords; any at first"),
    ]

    private static let spans: [Field] = [
        .optional("years", .span(1000...9999), "years of release"),
        .optional("ratings", .span(0...100), "rating on Trakt in percent"),
        .optional("runtimes", .span(0...1_000), "running time in minutes"),
        .optional("imdb_ratings", .span(0...10), "rating on IMDb"),
        .optional("rt_meters", .span(0...100), "Tomatometer"),
        .optional("rt_user_meters", .span(0...100), "Rotten Tomatoes audience"),
        .optional("letterboxd_ratings", .span(0...10), "rating on Letterboxd"),
        .optional("mal_ratings", .span(0...10), "rating on MyAnimeList"),
    ]

    private static let ignored: [Field] = [
        .optional("ignore_watched", .boolean, "without what the user watched"),
        .optional("ignore_watchlisted", .boolean, "without the user's watchlist"),
        .optional("ignore_watching", .boolean, "without what the user is in the middle of"),
        .optional("ignore_unreleased", .boolean, "without what is not out yet"),
        .optional("ignore_released", .boolean, "without what is out"),
        .optional("ignore_ended", .boolean, "without shows that ended"),
        .optional("ignore_airing", .boolean, "without shows that still air"),
        .optional("ignore_no_release_date", .boolean, "without what has no date of release"),
    ]
}

/// Finding things by words and by ids.
public struct Search: EndpointGroup {
    /// `GET /search/{type}`: pagination, filters.
    public let text: Endpoint = Endpoint(
        "search.text", .get, "/search/{type}",
        "Finds movies, shows, episodes, people and lists by words.",
        parameters: [
            .required("type", .list(["movie", "show", "episode", "person", "list", "media"]), "what to look for")
        ],
        query: [
            .required("query", .text, "the words to look for"),
            .optional(
                "fields",
                .list([
                    "title", "original_title", "show_title", "tagline", "overview", "people", "translations", "aliases",
                    "name", "biography", "description",
                ]), "where to look"),
        ],
        paging: .required,
        extended: ["full", "images"],
        filters: [.common, .ratings, .movie, .show],
        answer: .array("[{type, score, movie | show | episode+show | person | list}]"),
        notes: "Escape + - && || ! ( ) { } [ ] ^ \" ~ * ? : / in the query with a backslash.",
        example: .of(named: ["type": "movie", "query": "wizard", "years": "1930-1940"])
    )

    /// `GET /search/{id_type}/{id}`: pagination.
    public let id: Endpoint = Endpoint(
        "search.id", .get, "/search/{id_type}/{id}",
        "Finds things by an id of Trakt, IMDb, TMDB or TVDB.",
        parameters: [
            .required("id_type", .oneOf(["trakt", "imdb", "tmdb", "tvdb"]), "whose id it is"),
            .required("id", .text, "the id, of the kind id_type names"),
        ],
        query: [.optional("type", .list(["movie", "show", "episode", "person", "list"]), "only things of this type")],
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{type, score (null), movie | show | episode+show | person | list}]"),
        notes: "score is null. Several things may share an id.",
        example: .of("imdb", "tt0032138")
    )

    /// `GET /search/{type}/exact`: pagination, since 2026.
    public let exact: Endpoint = Endpoint(
        "search.exact", .get, "/search/{type}/exact",
        "Finds titles that are exactly the words given.",
        parameters: [.required("type", .list(["movie", "show"]), "what to look for")],
        query: [.required("query", .text, "the words to look for")],
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{score, type, movie | show | episode | person | list}]"),
        notes: "At most three hits.",
        source: .contract2026,
        example: .of("movie", named: ["query": "The Wizard of Oz"])
    )

    /// `GET /search/recent_by_id/global/{type}`: pagination, since 2026.
    public let trending: Endpoint = Endpoint(
        "search.trending", .get, "/search/recent_by_id/global/{type}",
        "What people have searched for lately.",
        parameters: [.optional("type", .list(["movies", "shows", "people"]), "what people looked for")],
        query: [.optional("query", .text, "the words to look for")],
        paging: .required,
        extended: ["full", "images"],
        answer: .array("[{id, count, type, movie | show | person}]"),
        notes: "Movies and shows for certain; people perhaps.",
        source: .contract2026,
        example: .of("movies")
    )

    /// `POST /search/recent`: OAuth required, since 2026.
    public let addRecent: Endpoint = Endpoint(
        "search.recent.add", .post(.sets), "/search/recent",
        "Tells Trakt that a search led to something.",
        authorization: .required,
        body: [
            .required("query", .text(longest: nil), "what was searched for"),
            .required("id", .integer(1...Int64.max), "the Trakt id of what was opened"),
            .required("type", .oneOf(["movies", "shows", "people", "lists"]), "what was opened"),
        ],
        success: [201],
        answer: .nothing,
        notes: "Feeds the global trends of searches, not a history of the user.",
        source: .contract2026,
        example: .of(named: ["query": "wizard", "id": 507, "type": "movies"])
    )

    /// `POST /search/recent/remove`: OAuth required, since 2026.
    public let removeRecent: Endpoint = Endpoint(
        "search.recent.remove", .post(.sets), "/search/recent/remove",
        "Takes a remembered search back.",
        authorization: .required,
        body: [
            .required("query", .text(longest: nil), "what was searched for"),
            .required("id", .integer(1...Int64.max), "the Trakt id of what was opened"),
            .required("type", .oneOf(["movies", "shows", "people", "lists"]), "what was opened"),
        ],
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of(named: ["query": "wizard", "id": 507, "type": "movies"])
    )

    init() {}
}

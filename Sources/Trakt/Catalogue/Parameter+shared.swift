extension Parameter {
    static let movie: Parameter = .required("id", .id(.movie), "the movie")
    static let show: Parameter = .required("id", .id(.show), "the show")
    static let season: Parameter = .required("season", .id(.season), "the season's number")
    static let episode: Parameter = .required("episode", .id(.episode), "the episode's number")
    static let user: Parameter = .required("id", .id(.user), "the user")
    static let list: Parameter = .required("list_id", .id(.list), "the list")
    static let publicList: Parameter = .required("id", .id(.publicList), "the list")
    static let listItem: Parameter = .required(
        "list_item_id", .id(.entry), "the item's id on the list, which is not the Trakt id")

    static let person: Parameter = .required("id", .id(.person), "the person")
    static let comment: Parameter = .required("id", .id(.comment), "the comment")
    static let note: Parameter = .required("id", .id(.note), "the note")
    static let mediaID: Parameter = .required("id", .id(.media), "its Trakt id")
    static let smartList: Parameter = .required("list_id", .text, "the list's slug")
    static let request: Parameter = .required("id", .id(.entry), "the request")
    static let sync: Parameter = .required("id", .id(.entry), "the sync")
    static let service: Parameter = .required("service_id", .text, "the service's id")

    static let startDate: Parameter = .optional("start_date", .date, default: "today", "the first day")
    static let days: Parameter = .optional("days", .integer(1...33), default: "7", "how many days")
    static let group: Parameter = .optional(
        "group", .oneOf(["day"]), "\"day\" joins the episodes of a show that air on one day", source: .contract2026)
    static let year: Parameter = .required("year", .integer(1900...9999), "the year")
    static let month: Parameter = .required("month", .integer(1...12), "the month")
    static let movieOrShow: Parameter = .optional("type", .oneOf(["movie", "show"]), "only things of this type")
    static let watchWindow: Parameter = .optional(
        "watch_window", .integer(1...Int64.max), "days of history to look at")
    static let upToHundred: Parameter = .optional("limit", .integer(1...100), "how many to answer, 100 at most")
    static let updatedSince: Parameter = .optional(
        "start_date", .hour, default: "today", "changes since this hour, at most 30 days back")

    static let period: Parameter = .optional(
        "period", .oneOf(["daily", "weekly", "monthly", "all"]), default: "weekly", "the time that counts")
    static let chartPeriod: Parameter = .optional(
        "period", .oneOf(["daily", "weekly", "monthly"]), default: "weekly", "the time that counts")
    static let country: Parameter = .optional("country", .code(or: []), "only this country")
    static let requiredCountry: Parameter = .required("country", .code(or: []), "the country")
    static let language: Parameter = .optional("language", .code(or: []), "only this language")
    static let rating: Parameter = .optional("rating", .integers(1...10), "only these ratings")

    static let sortBy: Parameter = .optional("sort_by", .oneOf(listOrders), "what the order goes by")
    static let sortHow: Parameter = .optional("sort_how", .oneOf(["asc", "desc"]), "the direction of the order")
    static let listSort: Parameter = .optional(
        "sort", .oneOf(["popular", "likes", "comments", "items", "added", "updated"]), default: "popular",
        "the order of the lists")

    static let commentType: Parameter = .optional(
        "comment_type", .oneOf(["all", "reviews", "shouts"]), default: "all", "long ones, short ones or both")
    static let commentedType: Parameter = .optional(
        "type", .oneOf(["all", "movies", "shows", "seasons", "episodes", "lists"]), default: "all",
        "only comments on these")
    static let reactions = ["like", "dislike", "love", "laugh", "shocked", "bravo", "spoiler"]

    static func commentSort(_ orders: [String]) -> Parameter {
        .optional("sort", .oneOf(orders), default: "newest", "the order of the comments")
    }

    static func listType(_ types: [String]) -> Parameter {
        .optional("type", .oneOf(types), default: "personal", "which lists")
    }

    /// What lists can be sorted by. Ratings and votes of other sites work for VIPs only; for others Trakt sorts by
    /// rank.
    static let listOrders = [
        "rank", "added", "title", "released", "runtime", "popularity", "random", "percentage", "imdb_rating",
        "tmdb_rating", "rt_tomatometer", "rt_audience", "metascore", "votes", "imdb_votes", "tmdb_votes", "my_rating",
        "watched", "collected",
    ]
}

extension Endpoint {
    /// How a list is sorted: by its own setting, and as asked for. Without the latter no sort was applied.
    static let sortHeaders = ["X-Sort-By", "X-Sort-How", "X-List-ID", "X-Applied-Sort-By", "X-Applied-Sort-How"]
    /// The same for a watchlist and favorites that may be somebody else's; they have no list id.
    static let userSortHeaders = ["X-Sort-By", "X-Sort-How", "X-Applied-Sort-By", "X-Applied-Sort-How"]

    /// The first and last day of a calendar, as HTTP dates.
    static let calendarHeaders = ["X-Start-Date", "X-End-Date"]

    /// Reading of somebody who shows things to friends only.
    static let privateUser = [401: "the user is private and no friend"]
}

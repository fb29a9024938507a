internal import LineEditing
internal import Trakt

/// What stands behind the colon of values whose methods no table shows.
enum Methods {
    static let ofEndpoints: [Completions.Candidate] = [
        .init("all", note: "every item of every page"), .init("each", note: "a loop over every item of every page"),
    ]

    static let fieldsOfEndpoints: [Completions.Candidate] = [
        .init("id", note: "its name"), .init("method", note: "GET, POST, PUT or DELETE"),
        .init("path", note: "its address"), .init("summary", note: "what it does"),
    ]

    static let ofSets: [Completions.Candidate] = [
        .init("add", note: "puts things in"), .init("add_if_room", note: "puts things in, as far as there is room"),
        .init("contains", note: "whether a thing is in it"), .init("items", note: "everything that is in it"),
        .init("remove", note: "takes things out"), .init("set", note: "makes these things all that is in it"),
    ]

    private static let ofHistory: [Completions.Candidate] =
        ofSets.filter { $0.text != "set" } + [
            .init("since", note: "the plays since a time")
        ]

    private static let ofBoth: [Completions.Candidate] = [
        .init("date", note: "its date"), .init("days_until", note: "days to another date"),
        .init("format", note: "text by a pattern such as \"%Y-%m-%d\""),
        .init("minus", note: "earlier by { days = 1 }"),
        .init("minus_days", note: "earlier by days"), .init("minus_weeks", note: "earlier by weeks"),
        .init("plus", note: "later by { days = 1 }"), .init("plus_days", note: "later by days"),
        .init("plus_weeks", note: "later by weeks"), .init("weekday", note: "1 for Monday to 7 for Sunday"),
    ]

    static let ofDates: [Completions.Candidate] = [.init("at", note: "an instant of that date")] + ofBoth

    static let ofInstants: [Completions.Candidate] =
        ofBoth
        + ["hours", "minutes", "seconds"].flatMap { unit -> [Completions.Candidate] in
            [.init("minus_\(unit)", note: "earlier by \(unit)"), .init("plus_\(unit)", note: "later by \(unit)")]
        }

    /// What `trakt` has beside the catalogue's names.
    static let additions: [Completions.Candidate] = [
        .init("activities", note: "what has changed since the last time"),
        .init("airings", note: "what airs in the days around now"), .init("collection", note: "set"),
        .init("favorites", note: "set"), .init("followed", note: "function: every show that is followed"),
        .init("hidden", note: "function: what is hidden in a section, as a set"),
        .init("history", note: "set"), .init("image", note: "a picture's address"),
        .init("links", note: "where else a thing is"), .init("list", note: "function: one of a user's lists, as a set"),
        .init("ratings", note: "set"), .init("up_next", note: "the next episode of each show"),
        .init("url", note: "a thing's address"), .init("watchlist", note: "set"),
        .init("zone", note: "the account's time zone"),
    ]

    /// The methods of a set at the root of `trakt`; nil where the name is none.
    static func ofSet(named name: String) -> [Completions.Candidate]? {
        switch name {
        case "history": ofHistory
        case "collection", "favorites", "ratings", "watchlist": ofSets
        default: nil
        }
    }
}

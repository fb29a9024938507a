/// The order in which the items of a list are read.
struct ListOrder: Sendable, Hashable {
    /// The values of `sort_by`.
    static let values = [
        "rank", "added", "title", "released", "runtime", "popularity", "random", "percentage", "imdb_rating",
        "tmdb_rating", "rt_tomatometer", "rt_audience", "metascore", "votes", "imdb_votes", "tmdb_votes", "my_rating",
        "watched", "collected",
    ]

    /// For others than VIP members these fall back to rank, without an error.
    static let vipOnly: Set<String> = [
        "imdb_rating", "tmdb_rating", "rt_tomatometer", "rt_audience", "metascore", "votes", "imdb_votes", "tmdb_votes",
    ]

    var by: String
    var descending: Bool

    /// The order that is applied when `by` and `how` are asked for.
    init(by: String, how: String?, vip: Bool) {
        let known = Self.values.contains(by) && (vip || !Self.vipOnly.contains(by))
        self.by = known ? by : "rank"
        descending = how == "desc"
    }

    var how: String { descending ? "desc" : "asc" }

    static func checked(by value: String) throws(Refusal) -> String {
        guard values.contains(value) else { throw .unprocessable("sort_by", "is not included in the list") }
        return value
    }

    static func checked(how value: String) throws(Refusal) -> String {
        guard value == "asc" || value == "desc" else {
            throw .unprocessable("sort_how", "is not included in the list")
        }
        return value
    }

    /// The items with their ranks, in this order.
    func sorted(
        _ items: [MediaList.Item], library: Library, account: Account
    ) -> [(rank: Int, item: MediaList.Item)] {
        let ranked = items.enumerated().map { (rank: $0.offset + 1, item: $0.element) }
        if by == "rank" { return descending ? ranked.reversed() : ranked }
        let keyed = ranked.map { (key: key(of: $0.item, library, account), entry: $0) }
        return keyed.sorted { left, right in
            if left.key == right.key { return left.entry.rank < right.entry.rank }
            return descending ? right.key < left.key : left.key < right.key
        }.map(\.entry)
    }

    private enum Key: Comparable {
        case number(Double)
        case text(String)
    }

    private func key(of item: MediaList.Item, _ library: Library, _ account: Account) -> Key {
        let title = SortableTitle(item.ref, in: library)
        switch by {
        case "added": return .number(Double(item.listedAt.milliseconds))
        case "title": return .text(title.title)
        case "released": return .text(title.released)
        case "runtime": return .number(Double(title.runtime))
        case "popularity", "votes": return .number(Double(title.votes))
        case "percentage": return .number(title.rating)
        case "random":
            // A fixed shuffle per item: the order differs from the others but pages stay consistent.
            return .number(Double((item.id &* 2_654_435_761) % 1_000_003))
        case "my_rating": return .number(Double(account.ratings[item.ref]?.value ?? 0))
        case "watched":
            return .number(Double(lastWatched(item.ref, account)?.milliseconds ?? 0))
        case "collected": return .number(Double(account.collection[item.ref]?.collectedAt.milliseconds ?? 0))
        default: return .number(title.number(by))
        }
    }

    private func lastWatched(_ ref: MediaRef, _ account: Account) -> Timestamp? {
        account.plays.lazy.filter { $0.ref == ref }.compactMap(\.watchedAt).max()
    }
}

/// What an item is sorted by; a season or episode takes what it lacks from its show.
private struct SortableTitle {
    var title = ""
    var released = ""
    var runtime = 0
    var votes = 0
    var rating = 0.0
    private var numbers: [String: Double] = [:]

    init(_ ref: MediaRef, in library: Library) {
        if ref.kind == .movie, let movie = library.movie(ref.id) {
            let facts = movie.facts
            title = facts.title
            released = movie.released ?? ""
            runtime = facts.runtime ?? 0
            votes = facts.votes
            rating = facts.rating
            numbers = [
                "imdb_rating": facts.imdbRating ?? 0, "tmdb_rating": facts.tmdbRating ?? 0,
                "rt_tomatometer": facts.rtMeter ?? 0, "rt_audience": facts.rtUserMeter ?? 0,
                "metascore": facts.metascore ?? 0, "imdb_votes": Double(facts.imdbVotes ?? 0),
                "tmdb_votes": Double(facts.tmdbVotes ?? 0),
            ]
        } else if let show = library.showID(of: ref).flatMap(library.show) {
            title = show.facts.title
            released = show.firstAired?.description ?? ""
            runtime = show.facts.runtime ?? 0
            votes = show.facts.votes
            rating = show.facts.rating
            numbers = [
                "imdb_rating": show.facts.imdbRating ?? 0, "tmdb_rating": show.facts.tmdbRating ?? 0,
                "imdb_votes": Double(show.facts.imdbVotes ?? 0), "tmdb_votes": Double(show.facts.tmdbVotes ?? 0),
            ]
            if ref.kind == .episode { released = library.episode(ref.id)?.episode.firstAired?.description ?? "" }
        } else if let person = library.person(ref.id) {
            title = person.name
        }
    }

    func number(_ key: String) -> Double { numbers[key] ?? 0 }
}

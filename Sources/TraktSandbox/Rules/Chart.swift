/// A movie or show with the numbers charts are made of.
struct ChartTitle: Sendable {
    enum Subject: Sendable {
        case movie(Movie)
        case show(Show)
    }

    var subject: Subject
    var votes: Int
    var watchers: Int
    var releasedAt: Timestamp?
    var isOut: Bool
    /// Whether a subscription or a free service has it.
    var isStreaming: Bool

    init(_ movie: Movie, at now: Timestamp) {
        subject = .movie(movie)
        votes = movie.facts.votes
        watchers = movie.facts.watchers ?? 0
        releasedAt = movie.released.flatMap { Timestamp($0) }
        isOut = (movie.released ?? "9") <= now.dayString
        isStreaming = movie.watchNowSources(at: now).contains { [.free, .subscription].contains($0.offer) }
    }

    init(_ show: Show, at now: Timestamp) {
        subject = .show(show)
        votes = show.facts.votes
        watchers = show.facts.watchers ?? 0
        releasedAt = show.firstAired
        isOut = show.firstAired.map { $0 <= now } ?? false
        isStreaming = show.watchNowSources(at: now).contains { [.free, .subscription].contains($0.offer) }
    }

    /// `movie` or `show`.
    var key: String { ref.kind.rawValue }

    var ref: MediaRef {
        switch subject {
        case .movie(let movie): movie.ref
        case .show(let show): show.ref
        }
    }

    func json(_ view: MediaView) -> JSONValue {
        switch subject {
        case .movie(let movie): view.movie(movie)
        case .show(let show): view.show(show)
        }
    }

    /// All titles of the library that a filter lets through.
    static func all(_ media: SmartList.Media, in state: SandboxState, matching filter: MediaFilter) -> [ChartTitle] {
        let movies = media == .shows ? [] : state.library.movies.filter(filter.matches)
        let shows = media == .movies ? [] : state.library.shows.filter(filter.matches)
        return movies.map { ChartTitle($0, at: state.now) } + shows.map { ChartTitle($0, at: state.now) }
    }
}

/// One chart: who is on it, in which order, with which numbers.
enum Chart: String, Sendable, CaseIterable {
    case trending, popular, anticipated, favorited, played, watched, collected, hot, streaming
    case popularNext = "popular/next"

    private var hasPeriod: Bool { [.favorited, .played, .watched, .collected, .streaming].contains(self) }

    var path: String { hasPeriod ? "\(rawValue)/{period?}" : rawValue }

    func answer(_ titles: [ChartTitle], _ call: Call, _ state: SandboxState) -> Answer {
        let view = state.view(call.extended)
        let share = Self.share(of: call.parameters["period"] ?? "weekly")
        let chosen = ordered(titles)
        let ranked = chosen.enumerated().map { (rank: $0.offset + 1, title: $0.element) }
        let answer = Paging(call.query).answer(ranked) { json($0.title, rank: $0.rank, share: share, view) }
        guard self == .trending else { return answer }
        return answer.with("X-Trending-User-Count", String(chosen.reduce(0) { $0 + $1.watchers }))
    }

    /// The titles on this chart, first ones first.
    func ordered(_ titles: [ChartTitle]) -> [ChartTitle] {
        titles.filter(isOnChart).sorted { left, right in
            let (one, other) = (weight(left), weight(right))
            return one == other ? left.ref.id < right.ref.id : one > other
        }
    }

    private func isOnChart(_ title: ChartTitle) -> Bool {
        switch self {
        case .trending: title.watchers > 0
        case .anticipated: !title.isOut
        case .popular, .popularNext, .hot: true
        case .favorited, .played, .watched, .collected: title.isOut
        case .streaming: title.isStreaming
        }
    }

    private func weight(_ title: ChartTitle) -> Int {
        switch self {
        case .trending, .hot, .streaming: title.watchers
        default: title.votes
        }
    }

    /// The part of all plays that falls into a period; an unknown one counts as weekly.
    private static func share(of period: String) -> Int {
        switch period {
        case "daily": 365
        case "monthly": 12
        case "all": 1
        default: 52
        }
    }

    private func json(_ title: ChartTitle, rank: Int, share: Int, _ view: MediaView) -> JSONValue {
        let votes = title.votes / share
        let item = title.json(view)
        switch self {
        case .popular: return item
        case .popularNext:
            return [
                "rank": .int(rank), "plays": .int(title.votes * 20), "watchers": .int(title.votes * 12),
                title.key: item,
            ]
        case .trending: return ["watchers": .int(title.watchers), title.key: item]
        case .anticipated, .hot: return ["list_count": .int(title.votes + title.watchers), title.key: item]
        case .favorited: return ["user_count": .int(votes / 20), title.key: item]
        case .streaming: return ["rank": .int(rank), "delta": 0, title.key: item]
        case .played, .watched, .collected:
            var json: JSONValue = [
                "watcher_count": .int(votes * 12), "play_count": .int(votes * 20), "collected_count": .int(votes * 9),
            ]
            if title.key == "show" { json["collector_count"] = .int(votes * 3) }
            json[title.key] = item
            return json
        }
    }
}

extension SandboxState {
    /// The filters of a call, as the user who sends it means them.
    func filter(_ call: Call) -> MediaFilter {
        MediaFilter(call.query, account: call.user.map { accounts[$0] }, now: now)
    }

    /// Of the filters of a call only those that look at services and at what the user did: what stored items take.
    func stateFilter(_ call: Call) -> MediaFilter {
        let query = call.query.filter { name, _ in
            name == "watchnow" || name == "hide" || StateFilter.prefixes.contains(where: name.hasPrefix)
        }
        return MediaFilter(query, account: call.user.map { accounts[$0] }, now: now)
    }
}

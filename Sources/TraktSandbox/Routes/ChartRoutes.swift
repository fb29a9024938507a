/// Trending, popular, most watched and the other charts of movies and shows, and what was updated.
enum ChartRoutes {
    static let movies: [Route] =
        charts("movies", movieTitles)
        + updates("movies") { state, view in
            state.library.movies.map { ($0.updatedAt, $0.id, "movie", view.movie($0)) }
        }

    static let shows: [Route] =
        charts("shows", showTitles)
        + updates("shows") { state, view in
            state.library.shows.map { ($0.updatedAt, $0.id, "show", view.show($0)) }
        }

    /// Movies and shows together, since 2026.
    static let media: [Route] = charts("media") { call, state in movieTitles(call, state) + showTitles(call, state) }

    private static func charts(
        _ group: String, _ titles: @escaping @Sendable (Call, SandboxState) -> [ChartTitle]
    ) -> [Route] {
        Chart.allCases.filter { group != "media" || $0 != .hot }.map { chart in
            .get("/\(group)/\(chart.path)", .optional) { call, state in chart.answer(titles(call, state), call) }
        }
    }

    @Sendable private static func movieTitles(_ call: Call, _ state: SandboxState) -> [ChartTitle] {
        let view = state.view(call.extended)
        let filter = MediaFilter(call.query)
        return state.library.movies.filter(filter.matches).map { movie in
            ChartTitle(
                key: "movie", json: view.movie(movie), votes: movie.facts.votes, watchers: movie.facts.watchers ?? 0,
                isOut: (movie.released ?? "9") <= state.now.dayString, position: movie.id)
        }
    }

    @Sendable private static func showTitles(_ call: Call, _ state: SandboxState) -> [ChartTitle] {
        let view = state.view(call.extended)
        let filter = MediaFilter(call.query)
        return state.library.shows.filter(filter.matches).map { show in
            ChartTitle(
                key: "show", json: view.show(show), votes: show.facts.votes, watchers: show.facts.watchers ?? 0,
                isOut: show.firstAired.map { $0 <= state.now } ?? false, position: show.id)
        }
    }

    typealias Update = (updatedAt: Timestamp, id: Int, key: String, json: JSONValue)

    /// `/updates/{start_date?}` and the same with ids only: at most thirty days back, by whole hours.
    static func updates(
        _ group: String, _ all: @escaping @Sendable (SandboxState, MediaView) -> [Update]
    ) -> [Route] {
        @Sendable func recent(_ call: Call, _ state: SandboxState) throws -> (start: Timestamp, updates: [Update]) {
            let wanted = call.parameters["start_date"].flatMap { Timestamp($0) }
            if call.parameters["start_date"] != nil, wanted == nil { throw Refusal(400, "start_date is not a date") }
            let oldest = state.now.adding(days: -30)
            let start = max(wanted ?? state.now.startOfDay, oldest).flooredToHour
            let updates = all(state, state.view(call.extended)).filter { $0.updatedAt >= start }
                .sorted { $0.updatedAt < $1.updatedAt }
            return (start, updates)
        }
        return [
            .get("/\(group)/updates/id/{start_date?}") { call, state in
                let (start, updates) = try recent(call, state)
                return Paging(call.query, default: 10, cap: 100).answer(updates) { .int($0.id) }
                    .with("X-Start-Date", start.httpDate)
            },
            .get("/\(group)/updates/{start_date?}") { call, state in
                let (start, updates) = try recent(call, state)
                return Paging(call.query, default: 10, cap: 100).answer(updates) { update in
                    ["updated_at": .date(update.updatedAt), update.key: update.json]
                }.with("X-Start-Date", start.httpDate)
            },
        ]
    }
}

/// A title with the numbers charts are made of.
struct ChartTitle: Sendable {
    var key: String
    var json: JSONValue
    var votes: Int
    var watchers: Int
    var isOut: Bool
    /// Any number that stays the same.
    var position: Int
}

/// One chart: who is on it, in which order, with which numbers.
enum Chart: String, Sendable, CaseIterable {
    case trending, popular, anticipated, favorited, played, watched, collected, hot, streaming

    private var hasPeriod: Bool { [.favorited, .played, .watched, .collected, .streaming].contains(self) }

    var path: String { hasPeriod ? "\(rawValue)/{period?}" : rawValue }

    func answer(_ titles: [ChartTitle], _ call: Call) -> Answer {
        let share = Self.share(of: call.parameters["period"] ?? "weekly")
        let chosen = titles.filter(isOnChart).sorted { left, right in
            let (one, other) = (weight(left), weight(right))
            return one == other ? left.position < right.position : one > other
        }
        let ranked = chosen.enumerated().map { (rank: $0.offset + 1, title: $0.element) }
        let answer = Paging(call.query).answer(ranked) { json($0.title, rank: $0.rank, share: share) }
        guard self == .trending else { return answer }
        return answer.with("X-Trending-User-Count", String(chosen.reduce(0) { $0 + $1.watchers }))
    }

    private func isOnChart(_ title: ChartTitle) -> Bool {
        switch self {
        case .trending: title.watchers > 0
        case .anticipated: !title.isOut
        case .popular, .hot: true
        case .favorited, .played, .watched, .collected, .streaming: title.isOut
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

    private func json(_ title: ChartTitle, rank: Int, share: Int) -> JSONValue {
        let votes = title.votes / share
        switch self {
        case .popular: return title.json
        case .trending: return ["watchers": .int(title.watchers), title.key: title.json]
        case .anticipated, .hot: return ["list_count": .int(title.votes + title.watchers), title.key: title.json]
        case .favorited: return ["user_count": .int(votes / 20), title.key: title.json]
        case .streaming: return ["rank": .int(rank), "delta": 0, title.key: title.json]
        case .played, .watched, .collected:
            var json: JSONValue = [
                "watcher_count": .int(votes * 12), "play_count": .int(votes * 20), "collected_count": .int(votes * 9),
            ]
            if title.key == "show" { json["collector_count"] = .int(votes * 3) }
            json[title.key] = title.json
            return json
        }
    }
}

/// Trending, popular, most watched and the other charts of movies and shows, and what was updated.
enum ChartRoutes {
    static let movies: [Route] =
        charts("movies", .movies)
        + updates("movies") { state, view in
            state.library.movies.map { ($0.updatedAt, $0.id, "movie", view.movie($0)) }
        }

    static let shows: [Route] =
        charts("shows", .shows)
        + updates("shows") { state, view in
            state.library.shows.map { ($0.updatedAt, $0.id, "show", view.show($0)) }
        }

    /// Movies and shows together, since 2026.
    static let media: [Route] = charts("media", .media)

    private static func charts(_ group: String, _ media: SmartList.Media) -> [Route] {
        // The hot feed of both kinds together is a calendar.
        Chart.allCases.filter { media != .media || $0 != .hot }.map { chart in
            .get("/\(group)/\(chart.path)", .optional) { call, state in
                let filter = state.filter(call)
                let window = ReleaseWindow(call.query)
                let titles = ChartTitle.all(media, in: state, matching: filter).filter { title in
                    chart != .hot || window.contains(title)
                }
                return chart.answer(titles, call, state)
            }
        }
            + ["recommendations", "recommendations/smart"].map { path in
                .get("/\(group)/\(path)", .required) { call, state in
                    try SmartRecommendations(state: state, call: call, user: call.requireUser()).answer(media)
                }
            }
    }

    typealias Update = (updatedAt: Timestamp, id: Int, key: String, json: JSONValue)

    /// `/updates/{start_date?}` and the same with ids only.
    static func updates(
        _ group: String, _ all: @escaping @Sendable (SandboxState, MediaView) -> [Update]
    ) -> [Route] {
        [
            .get("/\(group)/updates/id/{start_date?}") { call, state in
                try UpdatesAnswer(call, state, default: 10).ids(all(state, state.view(call.extended)))
            },
            .get("/\(group)/updates/{start_date?}") { call, state in
                try UpdatesAnswer(call, state, default: 10).entries(all(state, state.view(call.extended)))
            },
        ]
    }
}

/// What changed since a moment at most thirty days ago, by whole hours. Without one: since the day began.
struct UpdatesAnswer {
    private let start: Timestamp
    private let paging: Paging

    init(_ call: Call, _ state: SandboxState, default limit: Int) throws(Refusal) {
        let wanted = call.parameters["start_date"].flatMap { Timestamp($0) }
        if call.parameters["start_date"] != nil, wanted == nil { throw Refusal(400, "start_date is not a date") }
        start = max(wanted ?? state.now.startOfDay, state.now.adding(days: -30)).flooredToHour
        paging = Paging(call.query, default: limit, cap: 100)
    }

    func ids(_ all: [ChartRoutes.Update]) -> Answer {
        paging.answer(recent(all)) { .int($0.id) }.with("X-Start-Date", start.httpDate)
    }

    func entries(_ all: [ChartRoutes.Update]) -> Answer {
        paging.answer(recent(all)) { update in
            ["updated_at": .date(update.updatedAt), update.key: update.json]
        }.with("X-Start-Date", start.httpDate)
    }

    private func recent(_ all: [ChartRoutes.Update]) -> [ChartRoutes.Update] {
        all.filter { $0.updatedAt >= start }.sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    }
}

/// The days of `start_date` and `end_date` within which a hot title comes out; either may be missing.
struct ReleaseWindow: Sendable {
    private let start: Timestamp?
    private let end: Timestamp?

    init(_ query: [String: String]) {
        start = query["start_date"].flatMap { Timestamp($0) }?.startOfDay
        end = query["end_date"].flatMap { Timestamp($0) }?.startOfDay.adding(days: 1)
    }

    func contains(_ title: ChartTitle) -> Bool {
        guard start != nil || end != nil else { return true }
        guard let moment = title.releasedAt else { return false }
        return (start.map { $0 <= moment } ?? true) && (end.map { moment < $0 } ?? true)
    }
}

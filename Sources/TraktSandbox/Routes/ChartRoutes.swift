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

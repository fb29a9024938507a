/// `/calendars`: what airs and is released, of what the user follows or of everything.
enum CalendarRoutes {
    static let routes: [Route] =
        scope("my", .required) + scope("all", .ignored) + merged + [
            hot("hot", .media), hot("hot/premieres", .premieres), hot("hot/finales", .finales), hot("hot/new", .new),
        ]

    private static let paths: [(path: String, kind: CalendarQuery.Kind)] = [
        ("shows", .shows), ("shows/new", .new), ("shows/premieres", .premieres), ("shows/finales", .finales),
        ("movies", .movies), ("streaming", .streaming), ("dvd", .dvd), ("media", .media),
    ]

    private static func scope(_ scope: String, _ token: Route.Token) -> [Route] {
        paths.map { path, kind in
            .get("/calendars/\(scope)/\(path)/{start_date?}/{days?}", token) { call, state in
                try answer(kind, call, state, account: scope == "my" ? state.accounts[call.requireUser()] : nil)
            }
        }
    }

    /// Without `my` or `all`: the user's calendar with a token, everything without.
    private static let merged: [Route] = paths.filter { ![.finales, .streaming, .dvd].contains($0.kind) }
        .map { path, kind in
            .get("/calendars/\(path)/{start_date?}/{days?}", .optional) { call, state in
                try answer(
                    kind, call, state, account: call.user.map { state.accounts[$0] },
                    hasBothDates: ![.movies, .media].contains(kind))
            }
        }

    private static func hot(_ path: String, _ kind: CalendarQuery.Kind) -> Route {
        .get("/calendars/releases/\(path)/{start_date?}/{days?}", .optional) { call, state in
            try answer(kind, call, state, account: nil)
        }
    }

    private static func answer(
        _ kind: CalendarQuery.Kind, _ call: Call, _ state: SandboxState, account: Account?,
        hasBothDates: Bool = false
    ) throws(Refusal) -> Answer {
        var query = try CalendarQuery(
            kind, start: call.parameters["start_date"], days: call.parameters["days"],
            filter: state.filter(call), account: account, now: state.now)
        query.groupedByDay = call.query["group"] == "day"
        let types = call.query["type"].map { Set($0.split(separator: ",").compactMap { MediaKind(anyForm: $0) }) }
        let view = state.view(call.extended)
        let entries = query.entries(in: state.library).compactMap { entry -> JSONValue? in
            switch entry.subject {
            case .episode(let episode, let show, let type):
                guard types?.contains(.show) ?? true else { return nil }
                var json = view.episode(episode, of: show)
                if json["episode_type"] != nil || query.groupedByDay { json["episode_type"] = .string(type) }
                var item: JSONValue = ["first_aired": .date(entry.moment)]
                if hasBothDates { item["released"] = .null }
                item.merge(["episode": json, "show": view.show(show)])
                return item
            case .movie(let movie, let day):
                guard types?.contains(.movie) ?? true else { return nil }
                return ["released": .string(day), "movie": view.movie(movie)]
            }
        }
        return Answer.ok(.array(entries))
            .with("X-Start-Date", query.start.httpDate)
            .with("X-End-Date", query.end.adding(days: -1).httpDate)
    }
}

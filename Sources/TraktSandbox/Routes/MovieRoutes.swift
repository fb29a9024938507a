/// `/movies`: charts and one movie.
enum MovieRoutes {
    static let routes: [Route] =
        ChartRoutes.movies + TitleRoutes.common("/movies/{id}", resolve) + TitleRoutes.whole("/movies/{id}", resolve)
        + [
            .get("/movies/boxoffice") { call, state in
                let view = state.view(call.extended)
                let earning = state.library.movies.filter { ($0.facts.boxOffice ?? 0) > 0 }
                    .sorted { ($0.facts.boxOffice ?? 0) > ($1.facts.boxOffice ?? 0) }.prefix(10)
                return .ok(
                    .array(earning.map { ["revenue": .int($0.facts.boxOffice ?? 0), "movie": view.movie($0)] }))
            },
            .get("/movies/{id}") { call, state in
                .ok(state.view(call.extended).movie(try call.movie(in: state)))
            },
            .get("/movies/{id}/releases/{country?}") { call, state in
                .ok(releases(of: try call.movie(in: state), in: call.parameters["country"]))
            },
        ]

    private static let resolve: TitleRoutes.Resolver = { call, state in try call.title(.movie, in: state) }

    private static func releases(of movie: Movie, in country: String?) -> JSONValue {
        let own = movie.facts.country ?? "us"
        guard country == nil || country == own || country == "us" else { return [] }
        let dates: [(type: String, day: String?)] = [
            ("theatrical", movie.released), ("digital", movie.digital), ("physical", movie.physical),
        ]
        return .array(
            dates.compactMap { type, day in
                guard let day else { return nil }
                return [
                    "country": .string(country ?? own), "certification": .optional(movie.facts.certification),
                    "release_date": .string(day), "release_type": .string(type), "note": nil,
                ]
            })
    }
}

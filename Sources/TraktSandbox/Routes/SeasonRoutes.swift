/// `/shows/{id}/seasons`: seasons and their episodes.
enum SeasonRoutes {
    private static let seasonPath = "/shows/{id}/seasons/{season}"
    private static let episodePath = "/shows/{id}/seasons/{season}/episodes/{episode}"

    static let routes: [Route] =
        TitleRoutes.common(seasonPath) { call, state in try call.title(.season, in: state) }
        + TitleRoutes.common(episodePath) { call, state in try call.title(.episode, in: state) } + [
            .get("/shows/{id}/seasons") { call, state in
                let show = try call.show(in: state)
                let view = state.view(call.extended)
                return .ok(.array(show.seasons.map { view.season($0, of: show) }))
            },
            .get("\(seasonPath)/info") { call, state in
                let (show, season) = try call.season(in: state)
                return .ok(state.view(call.extended).season(season, of: show))
            },
            .get(seasonPath) { call, state in
                let (show, season) = try call.season(in: state)
                let view = state.view(call.extended)
                return .ok(
                    .array(
                        season.episodes.map { episode in
                            var json = view.episode(episode, of: show)
                            // `translations=all` or a language asks for them.
                            if let language = call.query["translations"] {
                                json["translations"] = TitleRoutes.details(call, state, episode.ref)
                                    .translations(language)
                            }
                            return json
                        }))
            },
            .get(episodePath) { call, state in
                let (show, episode) = try call.episode(in: state)
                return .ok(state.view(call.extended).episode(episode, of: show))
            },
        ]
}

/// `/shows/{id}/seasons`: seasons and their episodes.
enum SeasonRoutes {
    private static let seasonPath = "/shows/{id}/seasons/{season}"
    private static let episodePath = "/shows/{id}/seasons/{season}/episodes/{episode}"

    static let routes: [Route] =
        TitleRoutes.common(seasonPath) { call, state in try season(call, state).season.ref }
        + TitleRoutes.common(episodePath) { call, state in try episode(call, state).episode.ref } + [
            .get("/shows/{id}/seasons") { call, state in
                let show = try ShowRoutes.show(call, state)
                let view = state.view(call.extended)
                return .ok(.array(show.seasons.map { view.season($0, of: show) }))
            },
            .get("\(seasonPath)/info") { call, state in
                let (show, season) = try season(call, state)
                return .ok(state.view(call.extended).season(season, of: show))
            },
            .get(seasonPath) { call, state in
                let (show, season) = try season(call, state)
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
                let (show, episode) = try episode(call, state)
                return .ok(state.view(call.extended).episode(episode, of: show))
            },
        ]

    private static func season(
        _ call: Call, _ state: SandboxState
    ) throws(Refusal) -> (show: Show, season: Season) {
        let show = try ShowRoutes.show(call, state)
        guard let season = Int(call.parameters["season"] ?? "").flatMap(show.season) else { throw .notFound }
        return (show, season)
    }

    private static func episode(
        _ call: Call, _ state: SandboxState
    ) throws(Refusal) -> (show: Show, episode: Episode) {
        let (show, season) = try season(call, state)
        let number = Int(call.parameters["episode"] ?? "")
        guard let episode = season.episodes.first(where: { $0.number == number }) else { throw .notFound }
        return (show, episode)
    }
}

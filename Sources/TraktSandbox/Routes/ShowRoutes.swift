/// `/shows`: charts and one show.
enum ShowRoutes {
    static let routes: [Route] =
        ChartRoutes.shows + TitleRoutes.common("/shows/{id}", resolve) + TitleRoutes.whole("/shows/{id}", resolve)
        + reading

    private static let reading: [Route] = [
        .get("/shows/{id}") { call, state in
            .ok(state.view(call.extended).show(try call.show(in: state)))
        },
        .get("/shows/{id}/certifications") { call, state in
            guard let certification = try call.show(in: state).facts.certification else { return .ok([]) }
            return .ok([["certification": .string(certification), "country": "us"]])
        },
        .get("/shows/{id}/next_episode") { call, state in
            let show = try call.show(in: state)
            let coming = show.episodes.filter { ($0.firstAired ?? state.now) > state.now }
            return episode(
                coming.min { ($0.firstAired ?? state.now) < ($1.firstAired ?? state.now) }, show, call, state)
        },
        .get("/shows/{id}/last_episode") { call, state in
            let show = try call.show(in: state)
            let aired = show.aired(at: state.now, specials: true)
            return episode(aired.max { ($0.firstAired ?? state.now) < ($1.firstAired ?? state.now) }, show, call, state)
        },
    ]

    private static let resolve: TitleRoutes.Resolver = { call, state in try call.title(.show, in: state) }

    private static func episode(_ episode: Episode?, _ show: Show, _ call: Call, _ state: SandboxState) -> Answer {
        guard let episode else { return .noContent }
        return .ok(state.view(call.extended).episode(episode, of: show))
    }
}

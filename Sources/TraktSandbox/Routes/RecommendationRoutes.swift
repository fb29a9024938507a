/// `/recommendations`: popular titles the user has not watched.
enum RecommendationRoutes {
    static let routes: [Route] = [
        .get("/recommendations/movies", .required) { call, state in
            let account = state.accounts[try call.requireUser()]
            let known = known(call, account)
            let view = state.view(call.extended)
            let movies = state.library.movies.filter { !known.contains($0.ref) }
                .sorted { $0.facts.votes > $1.facts.votes }
            return Paging(call.query, default: 10, cap: 100).answer(movies, view.movie)
        },
        .get("/recommendations/shows", .required) { call, state in
            let account = state.accounts[try call.requireUser()]
            let known = known(call, account)
            let view = state.view(call.extended)
            let shows = state.library.shows.filter { !known.contains($0.ref) }
                .sorted { $0.facts.votes > $1.facts.votes }
            return Paging(call.query, default: 10, cap: 100).answer(shows, view.show)
        },
        .delete("/recommendations/movies/{id}") { call, state in try hide(.movie, call, &state) },
        .delete("/recommendations/shows/{id}") { call, state in try hide(.show, call, &state) },
    ]

    private static func known(_ call: Call, _ account: Account) -> Set<MediaRef> {
        var known = account.hiddenRefs("recommendations")
        for play in account.plays {
            known.insert(
                play.ref.kind == .movie ? play.ref : .show(EpisodeNumbering.place(ofEpisode: play.ref.id).show))
        }
        if call.flag("ignore_watchlisted") { known.formUnion(account.watchlist.items.map(\.ref)) }
        return known
    }

    private static func hide(_ kind: MediaKind, _ call: Call, _ state: inout SandboxState) throws(Refusal) -> Answer {
        let matching = Matching(library: state.library)
        guard let ref = matching.find(kind, path: call.parameters["id"] ?? "") else { throw .notFound }
        let body: JSONValue = [kind.plural: [["ids": ["trakt": .int(ref.id)]]]]
        _ = try state.hide(body, in: "recommendations", for: call.requireUser())
        return .noContent
    }
}

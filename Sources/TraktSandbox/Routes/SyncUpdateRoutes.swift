/// `/sync/updates`: which of the user's titles changed, since 2026.
enum SyncUpdateRoutes {
    static let routes: [Route] = [
        .get("/sync/updates/id/{type}/{start_date?}", .required) { call, state in
            try UpdatesAnswer(call, state, default: 100).ids(changed(call, state))
        },
        .get("/sync/updates/{type}/{start_date?}", .required) { call, state in
            try UpdatesAnswer(call, state, default: 100).entries(changed(call, state))
        },
    ]

    /// Titles the user watched, collected or put on the watchlist.
    private static func changed(_ call: Call, _ state: SandboxState) throws(Refusal) -> [ChartRoutes.Update] {
        let marks = TitleMarks(state.accounts[try call.requireUser()])
        func isKnown(_ ref: MediaRef) -> Bool {
            marks.has(.watched, ref) || marks.has(.collected, ref) || marks.has(.watchlisted, ref)
        }
        let view = state.view(call.extended)
        switch call.parameters["type"] {
        case "movies":
            return state.library.movies.filter { isKnown($0.ref) }
                .map { ($0.updatedAt, $0.id, "movie", view.movie($0)) }
        case "shows":
            return state.library.shows.filter { isKnown($0.ref) }
                .map { ($0.updatedAt, $0.id, "show", view.show($0)) }
        default: throw .notFound
        }
    }
}

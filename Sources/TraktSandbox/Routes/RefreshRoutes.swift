/// `POST .../refresh`: a paying member asks Trakt to fetch a title or person anew.
enum RefreshRoutes {
    static let routes: [Route] = [
        refresh("/movies/{id}/refresh", .movie), refresh("/shows/{id}/refresh", .show),
        refresh("/people/{id}/refresh", .person), justWatch("/movies/{id}/refresh/justwatch", .movie),
        justWatch("/shows/{id}/refresh/justwatch", .show),
    ]

    /// How long a refresh waits in the queue. Trakt does not say; the sandbox takes ten minutes.
    private static let minutesInQueue = 10

    private static func refresh(_ path: String, _ kind: MediaKind) -> Route {
        .post(path) { call, state in
            let ref = try subject(call, kind, state)
            if let queuedAt = state.refreshes[ref], state.now < queuedAt.adding(minutes: minutesInQueue) {
                throw Refusal(409, "a refresh is queued already")
            }
            state.refreshes[ref] = state.now
            return Answer(201)
        }
    }

    private static func justWatch(_ path: String, _ kind: MediaKind) -> Route {
        .post(path) { call, state in
            _ = try subject(call, kind, state)
            return Answer(201)
        }
    }

    private static func subject(_ call: Call, _ kind: MediaKind, _ state: SandboxState) throws(Refusal) -> MediaRef {
        guard state.accounts[try call.requireUser()].profile.isVIP else { throw .vipOnly }
        guard let ref = Matching(library: state.library).find(kind, path: call.parameters["id"] ?? "") else {
            throw .notFound
        }
        return ref
    }
}

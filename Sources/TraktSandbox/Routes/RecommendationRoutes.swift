/// `/recommendations` and `/social_recommendations`: titles for a user, and what their friends like.
enum RecommendationRoutes {
    static let routes: [Route] = [
        .get("/recommendations/movies", .required) { call, state in try personal(.movies, call, state) },
        .get("/recommendations/shows", .required) { call, state in try personal(.shows, call, state) },
        .get("/social_recommendations/movies", .required) { call, state in try social(.movie, call, state) },
        .get("/social_recommendations/shows", .required) { call, state in try social(.show, call, state) },
        .delete("/recommendations/movies/{id}") { call, state in try hide(.movie, call, &state) },
        .delete("/recommendations/shows/{id}") { call, state in try hide(.show, call, &state) },
    ]

    /// Each title tells who of those the user follows has it among the favorites.
    private static func personal(
        _ media: SmartList.Media, _ call: Call, _ state: SandboxState
    ) throws(Refusal) -> Answer {
        let user = try call.requireUser()
        let view = state.view(call.extended)
        let titles = SmartRecommendations.candidates(media, state, call, user)
        return Paging(call.query, default: 10, cap: 100).answer(titles) { title in
            var json = title.json(view)
            json["favorited_by"] = .array(
                favorites(of: state.followed(by: user), title.ref, state).map { owner, item in
                    [
                        "user": state.json(user: owner, extended: [], reader: user),
                        "notes": .optional(item.notes),
                    ]
                })
            return json
        }
    }

    /// What those whom the user follows like, the favorites of most of them first; at most `limit` titles.
    private static func social(_ kind: MediaKind, _ call: Call, _ state: SandboxState) throws(Refusal) -> Answer {
        let user = try call.requireUser()
        let filter = state.filter(call)
        let view = state.view(call.extended)
        let media: SmartList.Media = kind == .movie ? .movies : .shows
        let counted = ChartTitle.all(media, in: state, matching: filter).map { title in
            (title: title, fans: favorites(of: state.followed(by: user), title.ref, state).count)
        }.filter { $0.fans > 0 }
        let limit = Paging(call.query, default: 10, cap: 100).limit
        let best = counted.sorted { ($1.fans, $1.title.votes) < ($0.fans, $0.title.votes) }.prefix(limit)
        return .ok(.array(best.map { $0.title.json(view) }))
    }

    private static func favorites(
        of users: [Int], _ ref: MediaRef, _ state: SandboxState
    ) -> [(owner: Int, item: MediaList.Item)] {
        users.compactMap { owner in
            state.accounts[owner].favorites.items.first { $0.ref == ref }.map { (owner, $0) }
        }
    }

    private static func hide(_ kind: MediaKind, _ call: Call, _ state: inout SandboxState) throws(Refusal) -> Answer {
        let matching = Matching(library: state.library)
        guard let ref = matching.find(kind, path: call.parameters["id"] ?? "") else { throw .notFound }
        let body: JSONValue = [kind.plural: [["ids": ["trakt": .int(ref.id)]]]]
        _ = try state.hide(body, in: "recommendations", for: call.requireUser())
        return .noContent
    }
}

extension SandboxState {
    /// The accounts a user follows.
    func followed(by user: Int) -> [Int] {
        accounts[user].following.keys.sorted().compactMap(accountIndex)
    }
}

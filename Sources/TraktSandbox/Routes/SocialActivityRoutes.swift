/// `/users/{id}/{type}/activities`: what friends, followers or followed people watch.
enum SocialActivityRoutes {
    static let routes: [Route] = [
        .get("/users/{id}/{type}/activities", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let people = try people(call, state, of: owner)
            let filter = state.filter(call)
            let plays = people.flatMap { index in
                state.accounts[index].plays.filter { fits($0.ref, filter, state) }.map { (user: index, play: $0) }
            }.sorted { ($0.play.watchedAt ?? $0.play.addedAt) > ($1.play.watchedAt ?? $1.play.addedAt) }
            let view = state.view(call.extended)
            return Paging(call.query).answer(plays) { user, play in
                var json: JSONValue = [
                    "id": .int(play.id), "activity_at": .date(play.watchedAt ?? play.addedAt),
                    "action": .string(play.action),
                    "user": state.json(user: user, extended: call.extended, reader: call.user),
                    "user_rating": .optional(state.accounts[user].ratings[play.ref]?.value),
                    "type": .string(play.ref.kind.rawValue),
                ]
                json.merge(view.members(of: play.ref))
                return json
            }
        }
    ]

    /// The people of the path whose plays the caller may see.
    private static func people(_ call: Call, _ state: SandboxState, of owner: Int) throws(Refusal) -> [Int] {
        let slug = state.accounts[owner].profile.slug
        func follows(_ index: Int) -> Bool { state.accounts[index].following[slug] != nil }
        func isFollowed(_ index: Int) -> Bool {
            state.accounts[owner].following[state.accounts[index].profile.slug] != nil
        }
        let type = call.parameters["type"] ?? ""
        guard ["friends", "followers", "following"].contains(type) else {
            throw Refusal(404, "\(type) have no activities")
        }
        return state.accounts.indices.filter { index in
            index != owner && state.mayRead(user: index, reader: call.user)
                && (type == "following" || follows(index)) && (type == "followers" || isFollowed(index))
        }
    }

    private static func fits(_ ref: MediaRef, _ filter: MediaFilter, _ state: SandboxState) -> Bool {
        if ref.kind == .movie { return state.library.movie(ref.id).map(filter.matches) ?? false }
        return state.library.showID(of: ref).flatMap(state.library.show).map(filter.matches) ?? false
    }
}

/// Who follows whom, what a user likes, and the parts of a profile that are empty here.
enum SocialRoutes {
    static let routes: [Route] = following + likes + empty

    private static let following: [Route] = [
        .post("/users/{id}/follow") { call, state in
            let (user, other) = (try call.requireUser(), try state.owner(call))
            let slug = state.accounts[other].profile.slug
            guard user != other, state.accounts[user].following[slug] == nil else {
                throw Refusal(409, "already followed")
            }
            state.accounts[user].following[slug] = state.now
            state.accounts[user].activities.touch(.following, at: state.now)
            return .created([
                "approved_at": .date(state.now), "user": state.json(user: other, extended: [], reader: user),
            ])
        },
        .delete("/users/{id}/follow") { call, state in
            let (user, other) = (try call.requireUser(), try state.owner(call))
            guard state.accounts[user].following.removeValue(forKey: state.accounts[other].profile.slug) != nil else {
                throw Refusal.notFound
            }
            state.accounts[user].activities.touch(.following, at: state.now)
            return .noContent
        },
        .get("/users/{id}/followers", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let slug = state.accounts[owner].profile.slug
            return people(call, state, "followed_at") { index in state.accounts[index].following[slug] }
        },
        .get("/users/{id}/following", .optional) { call, state in
            let owner = try state.readableOwner(call)
            return people(call, state, "followed_at") { index in
                state.accounts[owner].following[state.accounts[index].profile.slug]
            }
        },
        .get("/users/{id}/friends", .optional) { call, state in
            let owner = try state.readableOwner(call)
            return people(call, state, "friends_at") { index in
                guard state.areFriends(owner, index) else { return nil }
                return state.accounts[owner].following[state.accounts[index].profile.slug]
            }
        },
    ]

    private static func people(
        _ call: Call, _ state: SandboxState, _ key: String, _ since: (Int) -> Timestamp?
    ) -> Answer {
        .ok(
            .array(
                state.accounts.indices.compactMap { index in
                    guard let moment = since(index) else { return nil }
                    return [
                        key: .date(moment),
                        "user": state.json(user: index, extended: call.extended, reader: call.user),
                    ]
                }))
    }

    private static let likes: [Route] = [
        .get("/users/{id}/likes/{type?}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let wantsLists = call.parameters["type"] != "comments"
            let liked = wantsLists ? state.accounts[owner].likes.sorted { $0.value > $1.value } : []
            return Paging(call.query).answer(liked) { id, moment in
                var json: JSONValue = ["liked_at": .date(moment), "type": "list"]
                if let place = state.list(id: id) {
                    json["list"] = state.json(
                        list: state.accounts[place.account].lists[place.list], of: place.account)
                }
                return json
            }
        }
    ]

    /// Comments, notes, requests and saved filters: the sandbox keeps none.
    private static let empty: [Route] =
        [
            "/users/{id}/comments/{comment_type?}/{type?}", "/users/{id}/notes/{type?}",
            "/users/{id}/watchlist/comments/{sort?}", "/users/{id}/favorites/comments/{sort?}",
        ].map { pattern in
            .get(pattern, .optional) { call, state in
                _ = try state.readableOwner(call)
                return Paging(call.query, default: 10).answer([JSONValue]()) { $0 }
            }
        } + [
            .get("/users/requests/following", .required) { _, _ in .ok([]) },
            .get("/users/requests", .required) { _, _ in .ok([]) },
            .post("/users/requests/{id}") { _, _ in throw Refusal.notFound },
            .delete("/users/requests/{id}") { _, _ in throw Refusal.notFound },
            .get("/users/saved_filters/{section?}", .required) { call, _ in
                Paging(call.query).answer([JSONValue]()) { $0 }
            },
        ]
}

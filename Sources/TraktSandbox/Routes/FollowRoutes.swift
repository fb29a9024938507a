/// Who follows whom, who asks to, and who is blocked.
enum FollowRoutes {
    static let routes: [Route] = changing + people + requests + blocking

    private static let changing: [Route] = [
        .post("/users/{id}/follow") { call, state in
            let (user, other) = (try call.requireUser(), try state.owner(call))
            let approvedAt = try state.follow(other, by: user)
            return .created([
                "approved_at": .optional(approvedAt), "user": state.json(user: other, extended: [], reader: user),
            ])
        },
        .delete("/users/{id}/follow") { call, state in
            try state.unfollow(state.owner(call), by: call.requireUser())
            return .noContent
        },
    ]

    private static let people: [Route] = [
        .get("/users/{id}/followers", .optional) { call, state in
            let slug = state.accounts[try state.readableOwner(call)].profile.slug
            return list(call, state, "followed_at") { index in state.accounts[index].following[slug] }
        },
        .get("/users/{id}/following", .optional) { call, state in
            let owner = try state.readableOwner(call)
            return list(call, state, "followed_at") { index in
                state.accounts[owner].following[state.accounts[index].profile.slug]
            }
        },
        .get("/users/{id}/friends", .optional) { call, state in
            let owner = try state.readableOwner(call)
            return list(call, state, "friends_at") { index in
                // Friends since the second of them followed.
                guard let one = state.accounts[owner].following[state.accounts[index].profile.slug],
                    let other = state.accounts[index].following[state.accounts[owner].profile.slug]
                else { return nil }
                return max(one, other)
            }
        },
    ]

    /// Everybody with a moment, latest first; in pages when the call asks for them, else at once.
    private static func list(
        _ call: Call, _ state: SandboxState, _ key: String, _ since: (Int) -> Timestamp?
    ) -> Answer {
        let people = state.accounts.indices.compactMap { index in since(index).map { (index, $0) } }
            .sorted { $0.1 > $1.1 }
        func json(_ index: Int, _ moment: Timestamp) -> JSONValue {
            [key: .date(moment), "user": state.json(user: index, extended: call.extended, reader: call.user)]
        }
        guard call.query["page"] != nil || call.query["limit"] != nil else { return .ok(.array(people.map(json))) }
        return Paging(call.query).answer(people, json)
    }

    private static let requests: [Route] = [
        .get("/users/requests", .required) { call, state in
            .ok(
                .array(
                    state.requests(to: try call.requireUser()).map { from, request in
                        json(request, with: from, call, state)
                    }))
        },
        .get("/users/requests/following", .required) { call, state in
            let requests = state.accounts[try call.requireUser()].social.requests
            return .ok(
                .array(
                    requests.sorted { $0.requestedAt > $1.requestedAt }.compactMap { request in
                        state.accountIndex(request.to).map { json(request, with: $0, call, state) }
                    }))
        },
        .post("/users/requests/{id}") { call, state in
            let user = try call.requireUser()
            let follower = try state.answerRequest(call.number("id"), approve: true, by: user)
            return .ok([
                "followed_at": .date(state.now), "user": state.json(user: follower, extended: [], reader: user),
            ])
        },
        .delete("/users/requests/{id}") { call, state in
            _ = try state.answerRequest(call.number("id"), approve: false, by: call.requireUser())
            return .noContent
        },
    ]

    private static func json(
        _ request: FollowRequest, with other: Int, _ call: Call, _ state: SandboxState
    ) -> JSONValue {
        [
            "id": .int(request.id), "requested_at": .date(request.requestedAt),
            "user": state.json(user: other, extended: call.extended, reader: call.user),
        ]
    }

    private static let blocking: [Route] = [
        .get("/users/blocked", .required) { call, state in
            let user = try call.requireUser()
            let hidden = state.accounts[user].hidden.filter { $0.section == "comments" }
            return .ok(
                .array(
                    hidden.sorted { $0.hiddenAt > $1.hiddenAt }.compactMap { item in
                        guard case .user(let slug) = item.subject, let index = state.accountIndex(slug) else {
                            return nil
                        }
                        return [
                            "blocked_at": .date(item.hiddenAt),
                            "user": state.json(user: index, extended: call.extended, reader: user),
                        ]
                    }))
        },
        .post("/users/{id}/block") { call, state in
            try state.block(state.owner(call), by: call.requireUser())
            return Answer(201)
        },
        .delete("/users/{id}/block") { call, state in
            try state.unblock(state.owner(call), by: call.requireUser())
            return .noContent
        },
    ]
}

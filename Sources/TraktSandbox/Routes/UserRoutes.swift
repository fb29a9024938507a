/// `/users/{id}`: profiles and what other people let one see.
enum UserRoutes {
    static let routes: [Route] = hidden + profile

    private static let hidden: [Route] = [
        .get("/users/hidden/{section}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser())
                .hidden(call.parameters["section"] ?? "")
        },
        .post("/users/hidden/{section}") { call, state in
            .created(try state.hide(call.json, in: call.parameters["section"] ?? "", for: call.requireUser()))
        },
        .post("/users/hidden/{section}/remove") { call, state in
            .ok(try state.unhide(call.json, in: call.parameters["section"] ?? "", for: call.requireUser()))
        },
    ]

    private static let profile: [Route] = [
        .get("/users/{id}", .optional) { call, state in
            let owner = try state.owner(call)
            return .ok(state.json(user: owner, extended: call.extended, reader: call.user))
        },
        .get("/users/{id}/history/{type?}/{item_id?}", .optional) { call, state in
            try AccountReading(state: state, call: call, owner: state.readableOwner(call)).history()
        },
        .get("/users/{id}/ratings/{type?}/{rating?}", .optional) { call, state in
            try AccountReading(state: state, call: call, owner: state.readableOwner(call)).ratings()
        },
        .get("/users/{id}/watched/{type}", .optional) { call, state in
            try AccountReading(state: state, call: call, owner: state.readableOwner(call)).watched()
        },
        .get("/users/{id}/collection/{type}", .optional) { call, state in
            try AccountReading(state: state, call: call, owner: state.readableOwner(call)).collection()
        },
        .get("/users/{id}/watchlist/{type?}/{sort_by?}/{sort_how?}", .optional) { call, state in
            try ListItemsAnswer(state: state, call: call).answer(.watchlist(user: state.readableOwner(call)))
        },
        .get("/users/{id}/favorites/{type?}/{sort_by?}/{sort_how?}", .optional) { call, state in
            try ListItemsAnswer(state: state, call: call).answer(.favorites(user: state.readableOwner(call)))
        },
        .get("/users/{id}/stats", .optional) { call, state in
            .ok(UserStats(state: state, owner: try state.readableOwner(call)).json)
        },
    ]
}

/// The numbers of `/users/{id}/stats`.
struct UserStats {
    let state: SandboxState
    let owner: Int

    var json: JSONValue {
        let account = state.accounts[owner]
        let totals = WatchedTotals(account.plays)
        let (movies, episodes) = (plays(.movie), plays(.episode))
        let collected = Set(account.collection.keys)
        return [
            "movies": [
                "plays": .int(movies.count), "watched": .int(totals.movies.count), "minutes": .int(minutes(movies)),
                "collected": .int(collected.count { $0.kind == .movie }), "ratings": .int(ratings(.movie)),
                "comments": .int(comments(.movie)),
            ],
            "shows": [
                "watched": .int(totals.shows.count),
                "collected": .int(Set(collected.filter { $0.kind == .episode }.compactMap(state.library.showID)).count),
                "ratings": .int(ratings(.show)), "comments": .int(comments(.show)),
            ],
            "seasons": ["ratings": .int(ratings(.season)), "comments": .int(comments(.season))],
            "episodes": [
                "plays": .int(episodes.count), "watched": .int(totals.episodes.count),
                "minutes": .int(minutes(episodes)), "collected": .int(collected.count { $0.kind == .episode }),
                "ratings": .int(ratings(.episode)), "comments": .int(comments(.episode)),
            ],
            "network": [
                "friends": .int(state.accounts.indices.count { $0 != owner && state.areFriends($0, owner) }),
                "followers": .int(state.accounts.count { $0.following[account.profile.slug] != nil }),
                "following": .int(account.following.count),
            ],
            "ratings": [
                "total": .int(account.ratings.count),
                "distribution": (1...10).map { value in
                    JSONObject.Member(
                        key: String(value), value: .int(account.ratings.values.count { $0.value == value }))
                }.json,
            ],
        ]
    }

    private func plays(_ kind: MediaKind) -> [Play] { state.accounts[owner].plays.filter { $0.ref.kind == kind } }
    private func comments(_ kind: MediaKind) -> Int {
        state.accounts[owner].social.comments.count { $0.subject.kind == kind }
    }
    private func ratings(_ kind: MediaKind) -> Int { state.accounts[owner].ratings.keys.count { $0.kind == kind } }

    private func minutes(_ plays: [Play]) -> Int {
        plays.reduce(0) { sum, play in
            let runtime =
                play.ref.kind == .movie
                ? state.library.movie(play.ref.id)?.facts.runtime : state.library.episode(play.ref.id)?.episode.runtime
            return sum + (runtime ?? 0)
        }
    }
}

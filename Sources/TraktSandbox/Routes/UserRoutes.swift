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

/// `/sync`: what the user watched, collected, rated, wants and likes.
enum SyncRoutes {
    static let routes: [Route] = reading + history + watchlist + favorites + ratings + collection

    private static let reading: [Route] = [
        .get("/sync/last_activities", .required) { call, state in
            .ok(state.accounts[try call.requireUser()].activities.json)
        },
        .get("/sync/history/{type?}/{id?}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser()).history()
        },
        .get("/sync/watched/{type}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser()).watched()
        },
        .get("/sync/collection/minimal/{type}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser()).minimalCollection()
        },
        .get("/sync/collection/{type}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser()).collection()
        },
        .get("/sync/ratings/{type?}/{rating?}", .required) { call, state in
            try AccountReading(state: state, call: call, owner: call.requireUser()).ratings()
        },
        .get("/sync/watchlist/{type?}/{sort_by?}/{sort_how?}", .required) { call, state in
            try ListItemsAnswer(state: state, call: call).answer(.watchlist(user: call.requireUser()))
        },
        .get("/sync/favorites/{type?}/{sort_by?}/{sort_how?}", .required) { call, state in
            try ListItemsAnswer(state: state, call: call).answer(.favorites(user: call.requireUser()))
        },
    ]

    private static let history: [Route] = [
        .post("/sync/history") { call, state in
            .created(try state.addHistory(call.json, for: call.requireUser()))
        },
        .post("/sync/history/remove") { call, state in
            .ok(try state.removeHistory(call.json, for: call.requireUser()))
        },
    ]

    private static let watchlist = listRoutes("watchlist", name: "Watchlist") { .watchlist(user: $0) }
    private static let favorites = listRoutes("favorites", name: "Favorites") { .favorites(user: $0) }

    /// The calls that change the watchlist, and the same ones for the favorites.
    private static func listRoutes(
        _ path: String, name: String, _ target: @escaping @Sendable (Int) -> ListTarget
    ) -> [Route] {
        [
            .post("/sync/\(path)") { call, state in
                .created(try state.addItems(call.json, to: target(call.requireUser())))
            },
            .post("/sync/\(path)/remove") { call, state in
                .ok(try state.removeItems(call.json, from: target(call.requireUser())))
            },
            .post("/sync/\(path)/reorder") { call, state in
                .ok(try state.reorderItems(call.json, of: target(call.requireUser())))
            },
            .put("/sync/\(path)") { call, state in
                let user = try call.requireUser()
                try state.updateSettings(call.json, of: target(user))
                return .ok(state.json(ownList: state[target(user)], name: name, of: user, reader: user))
            },
            .put("/sync/\(path)/{list_item_id}") { call, state in
                let id = call.parameters["list_item_id"] ?? ""
                try state.updateItem(id, call.json, of: target(call.requireUser()))
                return .noContent
            },
        ]
    }

    private static let ratings: [Route] = [
        .post("/sync/ratings") { call, state in
            .created(try state.addRatings(call.json, for: call.requireUser()))
        },
        .post("/sync/ratings/remove") { call, state in
            .ok(try state.removeRatings(call.json, for: call.requireUser()))
        },
    ]

    private static let collection: [Route] = [
        .post("/sync/collection") { call, state in
            .created(try state.addCollection(call.json, for: call.requireUser()))
        },
        .post("/sync/collection/remove") { call, state in
            .ok(try state.removeCollection(call.json, for: call.requireUser()))
        },
    ]
}

/// What a user watches right now, and who watches a title.
enum WatchingRoutes {
    static let routes: [Route] = [
        .get("/users/{id}/watching", .optional) { call, state in
            guard let watching = state.accounts[try state.readableOwner(call)].watching else { return .noContent }
            var json: JSONValue = [
                "expires_at": .date(watching.expiresAt), "started_at": .date(watching.startedAt),
                "action": watching.isCheckin ? "checkin" : "scrobble", "type": .string(watching.ref.kind.rawValue),
            ]
            json.merge(state.view(call.extended).members(of: watching.ref))
            return .ok(json)
        }
    ]

    /// The watchers of the titles at a path.
    static func below(_ path: String, _ resolve: @escaping TitleRoutes.Resolver) -> [Route] {
        [
            .get("\(path)/watching") { call, state in
                let watchers = state.watchers(of: try resolve(call, state))
                return .ok(
                    .array(watchers.map { state.json(user: $0, extended: call.extended, reader: nil) }))
            }
        ]
    }
}

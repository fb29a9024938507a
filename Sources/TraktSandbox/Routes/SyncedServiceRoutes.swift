/// `/users/syncs`: what services brought into the account, and how to take it back.
enum SyncedServiceRoutes {
    static let routes: [Route] = [
        .get("/users/syncs", .required) { call, state in
            list(state.accounts[try call.requireUser()].connections.syncs, call, state)
        },
        // The same path names one sync by its number, or all of a type.
        .get("/users/syncs/{type}", .required) { call, state in
            let syncs = state.accounts[try call.requireUser()].connections.syncs
            if let kind = ServiceSync.Kind(rawValue: call.parameters["type"] ?? "") {
                return list(syncs.filter { $0.kind == kind }, call, state)
            }
            let index = try index(call.parameters["type"], in: syncs)
            return .ok(json(syncs[index], of: try call.requireUser(), state))
        },
        .get("/users/syncs/{id}/paused", .required) { call, state in try items(call, state, \.paused) },
        .get("/users/syncs/{id}/skipped", .required) { call, state in try items(call, state, \.skipped) },
        .delete("/users/syncs/{id}") { call, state in
            let user = try call.requireUser()
            let index = try index(call.parameters["id"], in: state.accounts[user].connections.syncs)
            undo(index, of: user, &state)
            return .noContent
        },
    ]

    private static func index(_ id: String?, in syncs: [ServiceSync]) throws(Refusal) -> Int {
        guard let index = syncs.firstIndex(where: { String($0.id) == id }) else { throw .notFound }
        return index
    }

    private static func list(_ syncs: [ServiceSync], _ call: Call, _ state: SandboxState) -> Answer {
        Paging(call.query).answer(syncs.sorted { $0.createdAt > $1.createdAt }) { json($0, of: call.user ?? 0, state) }
    }

    private static func json(_ sync: ServiceSync, of user: Int, _ state: SandboxState) -> JSONValue {
        let account = state.accounts[user]
        let kept = Set(account.plays.map(\.id)).intersection(sync.plays)
        return [
            "id": .int(sync.id), "created_at": .date(sync.createdAt), "kind": .string(sync.kind.rawValue),
            "source": .string(sync.source), "application": nil, "undone": .bool(sync.undoneAt != nil),
            "undone_at": .optional(sync.undoneAt),
            "items": ["history": .int(kept.count), "library": 0, "ratings": 0, "watchlist": 0],
            "paused_count": .int(sync.paused.count), "skipped_count": .int(sync.skipped.count),
        ]
    }

    /// Takes the plays it brought out of the history. A sync is undone once; again changes nothing.
    private static func undo(_ index: Int, of user: Int, _ state: inout SandboxState) {
        let sync = state.accounts[user].connections.syncs[index]
        guard sync.undoneAt == nil else { return }
        let brought = Set(sync.plays)
        let gone = state.accounts[user].plays.filter { brought.contains($0.id) }
        state.accounts[user].plays.removeAll { brought.contains($0.id) }
        for kind in Set(gone.map(\.ref.kind)) { state.accounts[user].activities.touch(.watched(kind), at: state.now) }
        state.accounts[user].connections.syncs[index].undoneAt = state.now
    }

    private static func items(
        _ call: Call, _ state: SandboxState, _ refs: (ServiceSync) -> [MediaRef]
    ) throws(Refusal) -> Answer {
        let syncs = state.accounts[try call.requireUser()].connections.syncs
        let sync = syncs[try index(call.parameters["id"], in: syncs)]
        let view = state.view(call.extended)
        return Paging(call.query).answer(refs(sync)) { ref in
            let item: JSONValue = .object(view.members(of: ref))
            return [
                "kind": "history", "type": .string(ref.kind.rawValue), "trakt_item": item,
                "service_id": .string(sync.source), "content_id": .string("\(ref.kind.rawValue)-\(ref.id)"),
                "profile_id": nil, "tmdb_id": nil, "tmdb_series_id": nil, "watched_at": .date(sync.createdAt),
                "rated_at": nil, "progress": 100, "rating_type": nil, "rating_value": nil,
            ]
        }
    }
}

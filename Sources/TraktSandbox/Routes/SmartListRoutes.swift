/// `/smart-lists` and `/users/{id}/smart-lists`: stored queries, since 2026.
enum SmartListRoutes {
    static let routes: [Route] = ofUser + global

    private static let ofUser: [Route] = [
        .get("/users/{id}/smart-lists", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let lists = state.accounts[owner].smartLists.filter { state.mayRead($0, of: owner, reader: call.user) }
            return .ok(.array(lists.map { state.json(smartList: $0, of: owner) }))
        },
        .post("/users/{id}/smart-lists") { call, state in
            let list = try state.createSmartList(call.json, user: state.ownedAccount(call))
            return .created(["ids": ["trakt": .int(list.id), "slug": .string(list.slug)]])
        },
        .get("/users/{id}/smart-lists/{list_id}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            guard let index = index(call, of: owner, state),
                state.mayRead(state.accounts[owner].smartLists[index], of: owner, reader: call.user)
            else { throw Refusal.notFound }
            return .ok(state.json(smartList: state.accounts[owner].smartLists[index], of: owner))
        },
        .put("/users/{id}/smart-lists/{list_id}") { call, state in
            let (user, index) = try owned(call, state)
            try state.updateSmartList(call.json, user: user, index: index)
            return .ok(state.json(smartList: state.accounts[user].smartLists[index], of: user))
        },
        .delete("/users/{id}/smart-lists/{list_id}") { call, state in
            let (user, index) = try owned(call, state)
            state.deleteSmartList(user: user, index: index)
            return .noContent
        },
    ]

    private static let global: [Route] = [
        .get("/smart-lists/{list_id}", .optional) { call, state in
            let (owner, list) = try readable(call, state)
            return .ok(state.json(smartList: list, of: owner))
        },
        .get("/smart-lists/{list_id}/items", .optional, items),
        // The contract's first form; type and order follow the list all the same.
        .get("/smart-lists/{list_id}/items/{type}/{sort_by}/{sort_how}", .optional, items),
    ]

    private static let items: Route.Handler = { call, state in
        let (owner, list) = try readable(call, state)
        let filter = state.filter(call)
        let found = SmartListItems(state: state, list: list, owner: owner).titles.filter { title in
            switch title.subject {
            case .movie(let movie): filter.matches(movie)
            case .show(let show): filter.matches(show)
            }
        }
        let view = state.view(call.extended)
        let ranked = found.enumerated().map { (rank: $0.offset + 1, title: $0.element) }
        return Paging(call.query).answer(ranked) { rank, title in
            ["rank": .int(rank), "type": .string(title.key), title.key: title.json(view)]
        }
    }

    /// A smart list of any user by its slug; one that the caller may not see does not exist.
    private static func readable(_ call: Call, _ state: SandboxState) throws(Refusal) -> (owner: Int, list: SmartList) {
        for owner in state.accounts.indices {
            guard let index = index(call, of: owner, state) else { continue }
            let list = state.accounts[owner].smartLists[index]
            if state.mayRead(list, of: owner, reader: call.user) { return (owner, list) }
        }
        throw .notFound
    }

    private static func owned(_ call: Call, _ state: SandboxState) throws(Refusal) -> (user: Int, index: Int) {
        let user = try state.ownedAccount(call)
        guard let index = index(call, of: user, state) else { throw .notFound }
        return (user, index)
    }

    private static func index(_ call: Call, of owner: Int, _ state: SandboxState) -> Int? {
        let text = call.parameters["list_id"] ?? ""
        return state.accounts[owner].smartLists.firstIndex { $0.slug == text || String($0.id) == text }
    }
}

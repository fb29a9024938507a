/// `/users/{id}/lists` and `/lists`: the lists people make.
enum PersonalListRoutes {
    static let routes: [Route] = own + items + global

    private static let own: [Route] = [
        .get("/users/{id}/lists", .optional) { call, state in
            let owner = try state.readableOwner(call)
            // A list with a link is open to those who have it, and is shown to nobody else.
            let lists = state.accounts[owner].lists.filter { list in
                state.mayRead(list, of: owner, reader: call.user) && (list.privacy != "link" || owner == call.user)
            }
            return Paging(call.query).answer(lists) {
                state.json(list: $0, of: owner, extended: call.extended, reader: call.user)
            }
        },
        .post("/users/{id}/lists") { call, state in
            let user = try state.ownedAccount(call)
            let list = try state.createList(call.json, user: user)
            return .created(state.json(list: list, of: user, reader: user))
        },
        .post("/users/{id}/lists/reorder") { call, state in
            .ok(try state.reorderLists(call.json, user: state.ownedAccount(call)))
        },
        .get("/users/{id}/lists/collaborations", .optional) { call, state in
            let slug = state.accounts[try state.readableOwner(call)].profile.slug
            let lists = state.accounts.enumerated().flatMap { owner, account in
                account.lists.filter { list in
                    list.collaborators.contains(slug) && state.mayRead(list, of: owner, reader: call.user)
                }.map { state.json(list: $0, of: owner, extended: call.extended, reader: call.user) }
            }
            return .ok(.array(lists))
        },
        .get("/users/{id}/lists/{list_id}", .optional) { call, state in
            let (owner, index) = try readable(call, state)
            return answer(state.accounts[owner].lists[index], of: owner, call, state)
        },
        .put("/users/{id}/lists/{list_id}") { call, state in
            let (user, index) = try owned(call, state)
            try state.updateList(call.json, user: user, index: index)
            return .ok(state.json(list: state.accounts[user].lists[index], of: user, reader: user))
        },
        .delete("/users/{id}/lists/{list_id}") { call, state in
            let (user, index) = try owned(call, state)
            state.deleteList(user: user, index: index)
            return .noContent
        },
    ]

    private static let items: [Route] = [
        .get("/users/{id}/lists/{list_id}/items/{type?}/{sort_by?}/{sort_how?}", .optional) { call, state in
            let (owner, index) = try readable(call, state)
            let id = state.accounts[owner].lists[index].id
            return try ListItemsAnswer(state: state, call: call)
                .answer(.personal(user: owner, index: index), listID: id)
        },
        .post("/users/{id}/lists/{list_id}/items") { call, state in
            let (user, index) = try editable(call, &state)
            return .created(try state.addItems(call.json, to: .personal(user: user, index: index)))
        },
        .post("/users/{id}/lists/{list_id}/items/remove") { call, state in
            let (user, index) = try editable(call, &state)
            return .ok(try state.removeItems(call.json, from: .personal(user: user, index: index)))
        },
        .post("/users/{id}/lists/{list_id}/items/reorder", reorder),
        .post("/users/{id}/lists/{list_id}/reorder", reorder),
        .put("/users/{id}/lists/{list_id}/items/{list_item_id}") { call, state in
            let (user, index) = try owned(call, state)
            guard state.accounts[user].profile.isVIP else { throw Refusal.vipOnly }
            let id = call.parameters["list_item_id"] ?? ""
            try state.updateItem(id, call.json, of: .personal(user: user, index: index))
            return .noContent
        },
        .get("/users/{id}/lists/{list_id}/likes", .optional) { call, state in
            let (owner, index) = try readable(call, state)
            return likes(call, state, state.accounts[owner].lists[index])
        },
        .post("/users/{id}/lists/{list_id}/like") { call, state in
            let (owner, index) = try readable(call, state)
            return try like(call, &state, owner, index, true)
        },
        .delete("/users/{id}/lists/{list_id}/like") { call, state in
            let (owner, index) = try readable(call, state)
            return try like(call, &state, owner, index, false)
        },
        .get("/users/{id}/lists/{list_id}/comments/{sort?}", .optional) { call, state in
            let (owner, index) = try readable(call, state)
            return try comments(call, state, state.accounts[owner].lists[index])
        },
    ]

    private static let global: [Route] = [
        .get("/lists/trending/{type?}") { call, state in
            ranked(call, state) { $0.contents.updatedAt > $1.contents.updatedAt }
        },
        .get("/lists/popular/{type?}") { call, state in ranked(call, state) { $0.likedBy.count > $1.likedBy.count } },
        .get("/lists/{id}", .optional) { call, state in
            let (owner, index) = try anyPublic(call, state)
            return answer(state.accounts[owner].lists[index], of: owner, call, state)
        },
        .get("/lists/{id}/items/{type?}/{sort_by?}/{sort_how?}", .optional) { call, state in
            let (owner, index) = try anyPublic(call, state)
            let id = state.accounts[owner].lists[index].id
            return try ListItemsAnswer(state: state, call: call)
                .answer(.personal(user: owner, index: index), listID: id)
        },
        .get("/lists/{id}/likes") { call, state in
            let (owner, index) = try anyPublic(call, state)
            return likes(call, state, state.accounts[owner].lists[index])
        },
        .post("/lists/{id}/like") { call, state in
            let (owner, index) = try anyPublic(call, state)
            return try like(call, &state, owner, index, true)
        },
        .delete("/lists/{id}/like") { call, state in
            let (owner, index) = try anyPublic(call, state)
            return try like(call, &state, owner, index, false)
        },
        .get("/lists/{id}/comments/{sort?}", .optional) { call, state in
            let (owner, index) = try anyPublic(call, state)
            return try comments(call, state, state.accounts[owner].lists[index])
        },
    ]

    private static let reorder: Route.Handler = { call, state in
        let (user, index) = try editable(call, &state)
        return .ok(try state.reorderItems(call.json, of: .personal(user: user, index: index)))
    }

    /// The list of the path, when the caller may see it: another user's private list does not exist for others.
    static func readable(_ call: Call, _ state: SandboxState) throws(Refusal) -> (owner: Int, index: Int) {
        let owner = try state.owner(call)
        guard let index = state.accounts[owner].listIndex(call.parameters["list_id"] ?? ""),
            state.mayRead(state.accounts[owner].lists[index], of: owner, reader: call.user)
        else {
            // A private user tells nobody which lists there are.
            _ = try state.readableOwner(call)
            throw Refusal.notFound
        }
        return (owner, index)
    }

    private static func owned(_ call: Call, _ state: SandboxState) throws(Refusal) -> (user: Int, index: Int) {
        let user = try state.ownedAccount(call)
        guard let index = state.accounts[user].listIndex(call.parameters["list_id"] ?? "") else {
            throw Refusal.notFound
        }
        return (user, index)
    }

    /// One's own list, or another user's on which one works together: that moves a key of one's activities.
    private static func editable(
        _ call: Call, _ state: inout SandboxState
    ) throws(Refusal) -> (user: Int, index: Int) {
        let user = try call.requireUser()
        let owner = try state.owner(call)
        guard owner != user else { return try owned(call, state) }
        guard let index = state.accounts[owner].listIndex(call.parameters["list_id"] ?? ""),
            state.accounts[owner].lists[index].collaborators.contains(state.accounts[user].profile.slug)
        else { throw Refusal(401, "this belongs to another user") }
        state.accounts[user].activities.touch(.collaborationsUpdated, at: state.now)
        return (owner, index)
    }

    /// One list, with its number and its own order in the headers.
    private static func answer(_ list: PersonalList, of owner: Int, _ call: Call, _ state: SandboxState) -> Answer {
        Answer.ok(state.json(list: list, of: owner, extended: call.extended, reader: call.user))
            .with("X-List-ID", String(list.id))
            .with("X-Sort-By", list.contents.sortBy).with("X-Sort-How", list.contents.sortHow)
            .with("X-Applied-Sort-By", list.contents.sortBy).with("X-Applied-Sort-How", list.contents.sortHow)
    }

    /// `/lists/{id}` takes the number only, and knows public lists only.
    static func anyPublic(_ call: Call, _ state: SandboxState) throws(Refusal) -> (owner: Int, index: Int) {
        guard let place = Int(call.parameters["id"] ?? "").flatMap({ state.list(id: $0) }),
            state.isPublic(state.accounts[place.account].lists[place.list], of: place.account, reader: call.user)
        else { throw Refusal.notFound }
        return (place.account, place.list)
    }

    private static func likes(_ call: Call, _ state: SandboxState, _ list: PersonalList) -> Answer {
        Paging(call.query).answer(list.likedBy.sorted { $0.value > $1.value }) { slug, moment in
            let user = state.accountIndex(slug).map { state.json(user: $0, extended: [], reader: nil) }
            return ["liked_at": .date(moment), "user": user ?? .null]
        }.with("X-List-ID", String(list.id))
    }

    private static func comments(
        _ call: Call, _ state: SandboxState, _ list: PersonalList
    ) throws(Refusal) -> Answer {
        try CommentsAnswer(state: state, call: call).about(MediaRef(kind: .list, id: list.id))
            .with("X-List-ID", String(list.id))
    }

    private static func like(
        _ call: Call, _ state: inout SandboxState, _ owner: Int, _ index: Int, _ likes: Bool
    ) throws(Refusal) -> Answer {
        let id = state.accounts[owner].lists[index].id
        state.like(list: id, of: owner, index, by: try call.requireUser(), likes)
        return .noContent
    }

    private static func ranked(
        _ call: Call, _ state: SandboxState, _ before: (PersonalList, PersonalList) -> Bool
    ) -> Answer {
        let wanted = call.parameters["type"]
        let lists = state.accounts.enumerated().flatMap { owner, account in
            account.lists.filter { list in
                state.isPublic(list, of: owner, reader: call.user)
                    && (wanted == nil || wanted == (list.isOfficial ? "official" : "personal"))
            }.map { (owner: owner, list: $0) }
        }.sorted { before($0.list, $1.list) }
        return Paging(call.query).answer(lists) { owner, list in
            [
                "like_count": .int(list.likedBy.count),
                "comment_count": .int(state.commentCount(of: MediaRef(kind: .list, id: list.id))),
                "list": state.json(list: list, of: owner, extended: call.extended, reader: call.user),
            ]
        }
    }
}

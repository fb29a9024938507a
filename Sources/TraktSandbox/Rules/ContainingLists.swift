/// The lists that a title or person is on, for everybody to see.
struct ContainingLists: Sendable {
    private let ref: MediaRef
    private let type: String
    private let sort: String
    private let paging: Paging
    private let reader: Int?
    private let extended: Extended

    private struct Found {
        var owner: Int
        var json: JSONValue
        var likes: Int
        var items: Int
        var addedAt: Timestamp
        var updatedAt: Timestamp
    }

    init(_ call: Call, of ref: MediaRef) {
        self.ref = ref
        type = call.parameters["type"] ?? "personal"
        sort = call.parameters["sort"] ?? "popular"
        paging = Paging(call.query)
        reader = call.user
        extended = call.extended
    }

    static func count(of ref: MediaRef, in state: SandboxState) -> Int {
        state.accounts.enumerated().reduce(0) { count, entry in
            count
                + entry.element.lists.count { list in
                    state.isPublic(list, of: entry.offset, reader: nil) && list.contents.contains(ref)
                }
        }
    }

    func answer(in state: SandboxState) -> Answer {
        paging.answer(sorted(found(in: state))) { $0.json }
    }

    /// The caller's own lists with the item, each with the number of them (`/listed`).
    func ownAnswer(in state: SandboxState, of user: Int) -> Answer {
        let lists = state.accounts[user].lists.filter { $0.contents.contains(ref) }
        return paging.answer(lists) { list in
            var json = state.json(list: list, of: user, extended: extended, reader: user)
            json["total_count"] = .int(lists.count)
            return json
        }
    }

    /// Which names of the own lists of all users the references disagree about: all of them are understood.
    private func found(in state: SandboxState) -> [Found] {
        state.accounts.enumerated().flatMap { owner, account -> [Found] in
            switch type {
            case "watchlist", "watchlists": return own(account.watchlist, "Watchlist", owner, state)
            case "favorites", "recommendations": return own(account.favorites, "Favorites", owner, state)
            case "official": return lists(of: account, owner, state) { $0.isOfficial }
            case "personal": return lists(of: account, owner, state) { !$0.isOfficial }
            default:
                return lists(of: account, owner, state) { _ in true }
                    + own(account.watchlist, "Watchlist", owner, state)
                    + own(account.favorites, "Favorites", owner, state)
            }
        }
    }

    private func lists(
        of account: Account, _ owner: Int, _ state: SandboxState, _ isWanted: (PersonalList) -> Bool
    ) -> [Found] {
        account.lists.compactMap { list in
            guard state.isPublic(list, of: owner, reader: reader), isWanted(list),
                let item = list.contents.items.first(where: { $0.ref == ref })
            else { return nil }
            return Found(
                owner: owner, json: state.json(list: list, of: owner, extended: extended, reader: reader),
                likes: list.likedBy.count, items: list.contents.items.count, addedAt: item.listedAt,
                updatedAt: list.contents.updatedAt)
        }
    }

    private func own(_ list: MediaList, _ name: String, _ owner: Int, _ state: SandboxState) -> [Found] {
        guard state.mayRead(user: owner, reader: reader), let item = list.items.first(where: { $0.ref == ref }) else {
            return []
        }
        return [
            Found(
                owner: owner, json: state.json(ownList: list, name: name, of: owner, reader: reader), likes: 0,
                items: list.items.count, addedAt: item.listedAt, updatedAt: list.updatedAt)
        ]
    }

    private func sorted(_ found: [Found]) -> [Found] {
        switch sort {
        case "items": found.sorted { $0.items > $1.items }
        case "added": found.sorted { $0.addedAt > $1.addedAt }
        case "updated": found.sorted { $0.updatedAt > $1.updatedAt }
        default: found.sorted { $0.likes > $1.likes }
        }
    }
}

extension MediaList {
    func contains(_ ref: MediaRef) -> Bool { items.contains { $0.ref == ref } }
}

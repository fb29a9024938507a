/// Which of a user's lists a call means.
enum ListTarget: Sendable {
    case watchlist(user: Int)
    case favorites(user: Int)
    case personal(user: Int, index: Int)

    /// The kinds of items the list takes, in the order of the answers.
    var kinds: [MediaKind] {
        switch self {
        case .watchlist: [.movie, .show, .season, .episode]
        case .favorites: [.movie, .show]
        case .personal: [.movie, .show, .season, .episode, .person]
        }
    }

    var user: Int {
        switch self {
        case .watchlist(let user), .favorites(let user), .personal(let user, _): user
        }
    }
}

/// How items get onto watchlist, favorites and personal lists, and off them.
extension SandboxState {
    subscript(list: ListTarget) -> MediaList {
        get {
            switch list {
            case .watchlist(let user): accounts[user].watchlist
            case .favorites(let user): accounts[user].favorites
            case .personal(let user, let index): accounts[user].lists[index].contents
            }
        }
        set {
            switch list {
            case .watchlist(let user): accounts[user].watchlist = newValue
            case .favorites(let user): accounts[user].favorites = newValue
            case .personal(let user, let index): accounts[user].lists[index].contents = newValue
            }
        }
    }

    /// Adds the items of a body; what is there already counts under `existing` and stays as it is.
    ///
    /// When the batch would cross a limit, nothing of it is stored: whether Trakt stores a part is not confirmed.
    mutating func addItems(_ body: JSONValue, to target: ListTarget) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: target.kinds, meaning: .item, state: self)
        var added = KindCounts()
        var existing = KindCounts()
        var list = self[target]
        var known = Set(list.items.map(\.ref))
        for item in sync.targets {
            guard known.insert(item.ref).inserted else {
                existing[item.ref.kind] += 1
                continue
            }
            let notes = try notes(of: item.extras, for: target)
            list.items.append(MediaList.Item(id: newID(), ref: item.ref, listedAt: now, notes: notes))
            added[item.ref.kind] += 1
        }
        if added.total > 0 {
            try checkLimits(of: target, adding: added.total)
            list.updatedAt = now
            self[target] = list
            touch(target, kinds: target.kinds.filter { added[$0] > 0 })
        }
        return [
            "added": added.json(target.kinds), "existing": existing.json(target.kinds),
            "not_found": sync.notFoundJSON(target.kinds), "list": summary(of: target),
        ]
    }

    mutating func removeItems(_ body: JSONValue, from target: ListTarget) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: target.kinds, meaning: .item, state: self)
        let wanted = Set(sync.targets.map(\.ref))
        var deleted = KindCounts()
        for item in self[target].items where wanted.contains(item.ref) { deleted[item.ref.kind] += 1 }
        if deleted.total > 0 {
            self[target].items.removeAll { wanted.contains($0.ref) }
            self[target].updatedAt = now
            touch(target, kinds: target.kinds.filter { deleted[$0] > 0 })
        }
        return [
            "deleted": deleted.json(target.kinds), "not_found": sync.notFoundJSON(target.kinds),
            "list": summary(of: target),
        ]
    }

    mutating func reorderItems(_ body: JSONValue, of target: ListTarget) throws(Refusal) -> JSONValue {
        let ids = try Self.rank(in: body)
        let result = self[target].reorder(ids, at: now)
        touch(target, kinds: [])
        return [
            "updated": .int(result.updated), "skipped_ids": .array(result.skipped.map(JSONValue.int)),
            "list": summary(of: target),
        ]
    }

    /// Changes the notes of one item, or its place, which moves those behind it; 404 for an unknown one.
    mutating func updateItem(_ id: String, _ body: JSONValue, of target: ListTarget) throws(Refusal) {
        guard let index = self[target].items.firstIndex(where: { String($0.id) == id }) else { throw .notFound }
        var list = self[target]
        if body["notes"] != nil { list.items[index].notes = try notes(of: body, for: target) }
        if let sent = body["rank"], sent != .null {
            guard let rank = sent.int, rank > 0 else {
                throw .unprocessable("rank", "must be a whole number from 1 on")
            }
            let item = list.items.remove(at: index)
            list.items.insert(item, at: min(rank - 1, list.items.count))
        }
        list.updatedAt = now
        self[target] = list
        touch(target, kinds: [])
    }

    /// Changes description and default order.
    mutating func updateSettings(_ body: JSONValue, of target: ListTarget) throws(Refusal) {
        if let description = body.text("description") { self[target].description = description }
        if let sortBy = body["sort_by"]?.string { self[target].sortBy = try ListOrder.checked(by: sortBy) }
        if let sortHow = body["sort_how"]?.string { self[target].sortHow = try ListOrder.checked(how: sortHow) }
        self[target].updatedAt = now
        touch(target, kinds: [])
    }

    static func rank(in body: JSONValue) throws(Refusal) -> [Int] {
        guard let rank = body["rank"]?.array else { throw .unprocessable("rank", "must be an array of ids") }
        return rank.compactMap(\.int)
    }

    /// Notes on watchlist and list items are for VIP members; on favorites everybody may have them.
    private func notes(of extras: JSONValue, for target: ListTarget) throws(Refusal) -> String? {
        guard let notes = try extras.notes() else { return nil }
        if case .favorites = target {} else if !accounts[target.user].profile.isVIP { throw .vipOnly }
        return notes
    }

    private func checkLimits(of target: ListTarget, adding count: Int) throws(Refusal) {
        let account = accounts[target.user]
        let limits = limits(of: target.user)
        let size = self[target].items.count + count
        switch target {
        case .watchlist:
            guard size <= limits.watchlistItems else {
                throw .limitReached(limits.watchlistItems, vip: account.profile.isVIP)
            }
        case .favorites:
            guard size <= limits.favorites else { throw .limitReached(limits.favorites, vip: account.profile.isVIP) }
        case .personal:
            let all = account.lists.reduce(0) { $0 + $1.contents.items.count } + count
            guard size <= limits.listItems else {
                throw .limitReached(limits.listItems, vip: account.profile.isVIP)
            }
            guard all <= limits.allListItems else {
                throw .limitReached(limits.allListItems, vip: account.profile.isVIP)
            }
        }
    }

    private mutating func touch(_ target: ListTarget, kinds: [MediaKind]) {
        switch target {
        case .watchlist(let user):
            for kind in kinds { accounts[user].activities.touch(.watchlisted(kind), at: now) }
            accounts[user].activities.touch(.watchlistUpdated, at: now)
        case .favorites(let user):
            for kind in kinds { accounts[user].activities.touch(.favorited(kind), at: now) }
            accounts[user].activities.touch(.favoritesUpdated, at: now)
        case .personal(let user, _):
            accounts[user].activities.touch(.listsUpdated, at: now)
        }
    }

    private func summary(of target: ListTarget) -> JSONValue {
        ["updated_at": .date(self[target].updatedAt), "item_count": .int(self[target].items.count)]
    }
}

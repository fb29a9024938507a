/// How personal lists are made, changed and seen.
extension SandboxState {
    private static let privacies = ["private", "link", "friends", "public"]

    mutating func createList(_ body: JSONValue, user: Int) throws(Refusal) -> PersonalList {
        guard let name = body["name"]?.string, !name.isEmpty else { throw .unprocessable("name", "can't be blank") }
        let limits = limits(of: user)
        guard accounts[user].lists.count < limits.lists else {
            throw .limitReached(limits.lists, vip: accounts[user].profile.isVIP)
        }
        var list = PersonalList(
            id: newID(), slug: freeSlug(for: name, user: user), name: Emoji.stored(name), privacy: "private",
            contents: MediaList(createdAt: now))
        try Self.apply(body, to: &list)
        accounts[user].lists.append(list)
        accounts[user].activities.touch(.listsUpdated, at: now)
        return list
    }

    /// Changes name, texts and order. A new name makes a new slug; the old one keeps working.
    mutating func updateList(_ body: JSONValue, user: Int, index: Int) throws(Refusal) {
        var list = accounts[user].lists[index]
        if let name = body["name"]?.string, Emoji.stored(name) != list.name {
            guard !name.isEmpty else { throw .unprocessable("name", "can't be blank") }
            let slug = freeSlug(for: name, user: user, list: list.id)
            list.formerSlugs = (list.formerSlugs + [list.slug]).filter { $0 != slug }
            list.slug = slug
            list.name = Emoji.stored(name)
        }
        try Self.apply(body, to: &list)
        list.contents.updatedAt = now
        accounts[user].lists[index] = list
        accounts[user].activities.touch(.listsUpdated, at: now)
    }

    private static func apply(_ body: JSONValue, to list: inout PersonalList) throws(Refusal) {
        if let privacy = body["privacy"]?.string {
            guard privacies.contains(privacy) else { throw .unprocessable("privacy", "is not included in the list") }
            list.privacy = privacy
        }
        if let description = body.text("description") { list.contents.description = description }
        if let flag = body["display_numbers"]?.bool { list.displayNumbers = flag }
        if let flag = body["allow_comments"]?.bool { list.allowComments = flag }
        if let by = body["sort_by"]?.string { list.contents.sortBy = try ListOrder.checked(by: by) }
        if let how = body["sort_how"]?.string { list.contents.sortHow = try ListOrder.checked(how: how) }
    }

    mutating func deleteList(user: Int, index: Int) {
        let id = accounts[user].lists.remove(at: index).id
        for account in accounts.indices { accounts[account].likes[id] = nil }
        removeComments { $0.subject == MediaRef(kind: .list, id: id) }
        accounts[user].activities.touch(.listsUpdated, at: now)
    }

    mutating func reorderLists(_ body: JSONValue, user: Int) throws(Refusal) -> JSONValue {
        let ids = try Self.rank(in: body)
        let (order, skipped) = MediaList.reordered(accounts[user].lists.map(\.id), first: ids)
        accounts[user].lists = order.compactMap { id in accounts[user].lists.first { $0.id == id } }
        accounts[user].activities.touch(.listsUpdated, at: now)
        return [
            "updated": .int(ids.count - skipped.count), "skipped_ids": .array(skipped.map(JSONValue.int)),
        ]
    }

    mutating func like(list id: Int, of owner: Int, _ index: Int, by user: Int, _ likes: Bool) {
        accounts[owner].lists[index].likedBy[accounts[user].profile.slug] = likes ? now : nil
        accounts[user].likes[id] = likes ? now : nil
        accounts[user].activities.touch(.listsLiked, at: now)
    }

    /// Whether a reader who has its address may see a list of an owner: who works on it may, whatever else is closed.
    /// Friends follow each other.
    func mayRead(_ list: PersonalList, of owner: Int, reader: Int?) -> Bool {
        if let reader, reader == owner || list.collaborators.contains(accounts[reader].profile.slug) { return true }
        guard mayRead(user: owner, reader: reader) else { return false }
        switch list.privacy {
        case "public", "link": return true
        case "friends": return reader.map { areFriends($0, owner) } ?? false
        default: return false
        }
    }

    /// Whether a list is shown to a reader who looks at the lists of everybody. Those of a private user are not.
    func isPublic(_ list: PersonalList, of owner: Int, reader: Int?) -> Bool {
        list.privacy == "public" && mayRead(list, of: owner, reader: reader)
    }

    func areFriends(_ one: Int, _ other: Int) -> Bool {
        accounts[one].following[accounts[other].profile.slug] != nil
            && accounts[other].following[accounts[one].profile.slug] != nil
    }

    /// The slug of a list's name. The slugs that the list has, or had, are its own.
    private func freeSlug(for name: String, user: Int, list: Int? = nil) -> String {
        let others = accounts[user].lists.filter { $0.id != list }
        return Slug.free(for: name, among: Set(others.flatMap { [$0.slug] + $0.formerSlugs }))
    }
}

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
            id: newID(), slug: freeSlug(for: name, user: user), name: name, privacy: "private",
            contents: MediaList(createdAt: now))
        try Self.apply(body, to: &list)
        accounts[user].lists.append(list)
        accounts[user].activities.touch(.listsUpdated, at: now)
        return list
    }

    /// Changes name, texts and order. A new name makes a new slug; the old one keeps working.
    mutating func updateList(_ body: JSONValue, user: Int, index: Int) throws(Refusal) {
        var list = accounts[user].lists[index]
        if let name = body["name"]?.string, name != list.name {
            guard !name.isEmpty else { throw .unprocessable("name", "can't be blank") }
            list.formerSlugs.append(list.slug)
            list.slug = freeSlug(for: name, user: user)
            list.name = name
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
        if let description = body["description"]?.string { list.contents.description = description }
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

    /// Whether a reader may see a list of an owner. Friends follow each other.
    func mayRead(_ list: PersonalList, of owner: Int, reader: Int?) -> Bool {
        if reader == owner { return true }
        switch list.privacy {
        case "public", "link": return true
        case "friends": return reader.map { areFriends($0, owner) } ?? false
        default: return false
        }
    }

    func areFriends(_ one: Int, _ other: Int) -> Bool {
        accounts[one].following[accounts[other].profile.slug] != nil
            && accounts[other].following[accounts[one].profile.slug] != nil
    }

    private func freeSlug(for name: String, user: Int) -> String {
        let base = Slug.make(name)
        let taken = Set(accounts[user].lists.flatMap { [$0.slug] + $0.formerSlugs })
        if !taken.contains(base) { return base }
        var number = 1
        while taken.contains("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }
}

/// Names as they stand in addresses.
enum Slug {
    static func make(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) || !$0.isASCII }
        return words.isEmpty ? "list" : words.joined(separator: "-")
    }
}

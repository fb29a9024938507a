/// How smart lists are made and changed.
extension SandboxState {
    mutating func createSmartList(_ body: JSONValue, user: Int) throws(Refusal) -> SmartList {
        let limit = limits(of: user).smartLists
        guard accounts[user].smartLists.count < limit else {
            throw .limitReached(limit, vip: accounts[user].profile.isVIP)
        }
        for name in ["name", "source", "media_type"] where body[name]?.string?.isEmpty ?? true {
            throw .unprocessable(name, "can't be blank")
        }
        let name = body["name"]?.string ?? ""
        let taken = Set(accounts.flatMap(\.smartLists).map(\.slug))
        var list = SmartList(
            id: newID(), slug: Slug.free(for: name, among: taken), name: Emoji.stored(name), source: .discover,
            media: .media,
            privacy: .public, filters: SmartListFilters(), createdAt: now, updatedAt: now)
        try Self.apply(body, to: &list)
        accounts[user].smartLists.append(list)
        accounts[user].activities.touch(.listsUpdated, at: now)
        return list
    }

    /// Changes what a body names. The address stays when the name changes.
    mutating func updateSmartList(_ body: JSONValue, user: Int, index: Int) throws(Refusal) {
        var list = accounts[user].smartLists[index]
        if let name = body["name"]?.string {
            guard !name.isEmpty else { throw .unprocessable("name", "can't be blank") }
            list.name = Emoji.stored(name)
        }
        try Self.apply(body, to: &list)
        list.updatedAt = now
        accounts[user].smartLists[index] = list
        accounts[user].activities.touch(.listsUpdated, at: now)
    }

    mutating func deleteSmartList(user: Int, index: Int) {
        accounts[user].smartLists.remove(at: index)
        accounts[user].activities.touch(.listsUpdated, at: now)
    }

    private static func apply(_ body: JSONValue, to list: inout SmartList) throws(Refusal) {
        list.source = try choice(body, "source") ?? list.source
        list.media = try choice(body, "media_type") ?? list.media
        list.privacy = try choice(body, "privacy") ?? list.privacy
        if let filters = body["filters"], filters != .null { list.filters = try SmartListFilters(filters) }
    }

    private static func choice<Choice: RawRepresentable<String>>(
        _ body: JSONValue, _ name: String
    ) throws(Refusal) -> Choice? {
        guard let text = body[name]?.string else { return nil }
        guard let choice = Choice(rawValue: text) else { throw .unprocessable(name, "is not included in the list") }
        return choice
    }

    /// Whether a reader may see a smart list. Friends follow each other.
    func mayRead(_ list: SmartList, of owner: Int, reader: Int?) -> Bool {
        if reader == owner { return true }
        guard mayRead(user: owner, reader: reader) else { return false }
        switch list.privacy {
        case .public: return true
        case .friends: return reader.map { areFriends($0, owner) } ?? false
        case .private: return false
        }
    }

    func json(smartList list: SmartList, of owner: Int) -> JSONValue {
        let posters = posters(of: SmartListItems(state: self, list: list, owner: owner).titles.map(\.ref))
        return [
            "name": .text(list.name), "privacy": .string(list.privacy.rawValue),
            "created_at": .date(list.createdAt), "updated_at": .date(list.updatedAt),
            "ids": ["trakt": .int(list.id), "slug": .string(list.slug)], "images": ["posters": .strings(posters)],
            "source": .string(list.source.rawValue), "media_type": .string(list.media.rawValue),
            "filters": list.filters.json,
        ]
    }
}

extension SmartListFilters {
    /// Reads the `filters` of a body; names the API does not know are passed over.
    init(_ json: JSONValue) throws(Refusal) {
        guard json.object != nil else { throw .unprocessable("filters", "is not an object") }
        for name in Self.listNames {
            guard let value = json[name], value != .null else { continue }
            guard let texts = value.array?.compactMap(\.string) else { throw .unprocessable(name, "is not an array") }
            lists[name] = texts
        }
        for name in Self.rangeNames {
            guard let value = json[name], value != .null else { continue }
            guard let numbers = value.array?.compactMap(\.double), numbers.count <= 2 else {
                throw .unprocessable(name, "is not an array of two numbers")
            }
            ranges[name] = numbers
        }
        for name in Self.flagNames { flags[name] = json[name]?.bool }
        for name in Self.operatorNames {
            guard let text = json[name]?.string else { continue }
            guard text == "and" || text == "or" else { throw .unprocessable(name, "is not included in the list") }
            operators[name] = text
        }
    }

    /// As they were sent, in the order of the documentation.
    var json: JSONValue {
        var members: [JSONObject.Member] = []
        for name in Self.listNames {
            if let texts = lists[name] { members.append(.init(key: name, value: .strings(texts))) }
            if let text = operators["\(name)_operator"] {
                members.append(.init(key: "\(name)_operator", value: .string(text)))
            }
        }
        for name in Self.rangeNames {
            guard let numbers = ranges[name] else { continue }
            members.append(.init(key: name, value: .array(numbers.map(JSONValue.number))))
        }
        for name in Self.flagNames {
            if let flag = flags[name] { members.append(.init(key: name, value: .bool(flag))) }
        }
        return members.json
    }

    /// The same filters as a query says them.
    var query: [String: String] {
        var query = lists.mapValues { $0.joined(separator: ",") }
        for (name, numbers) in ranges where !numbers.isEmpty {
            query[name] = numbers.map { Int(exactly: $0).map(String.init) ?? String($0) }.joined(separator: "-")
        }
        for (name, flag) in flags { query[name] = flag ? "true" : "false" }
        return query.merging(operators) { first, _ in first }
    }
}

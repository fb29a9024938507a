/// `/users/saved_filters`: searches that paying members keep.
enum SavedFilterRoutes {
    static let routes: [Route] = [
        .get("/users/saved_filters/{section?}", .required) { call, state in
            let user = try member(call, state)
            let section = try call.parameters["section"].map { text in
                guard let section = SavedFilter.Section(rawValue: text) else { throw Refusal.notFound }
                return section
            }
            let filters = state.accounts[user].social.savedFilters.filter { section == nil || $0.section == section }
            return Paging(call.query).answer(Array(filters.enumerated())) { index, filter in
                filter.json(rank: index + 1)
            }
        },
        Route.post("/users/saved_filters") { call, state in
            let user = try member(call, state)
            var (added, skipped): ([JSONValue], [JSONValue]) = ([], [])
            for sent in call.json.array ?? [call.json] {
                guard let filter = state.saveFilter(sent, for: user) else {
                    skipped.append(["name": sent["name"] ?? .null, "url": sent["url"] ?? .null])
                    continue
                }
                added.append(filter.json(rank: state.accounts[user].social.savedFilters.count))
            }
            return .created(["added": .array(added), "skipped": .array(skipped)])
        }.takingArrays(),
        .delete("/users/saved_filters/{id}") { call, state in
            let user = try member(call, state)
            let id = call.number("id")
            guard let index = state.accounts[user].social.savedFilters.firstIndex(where: { $0.id == id }) else {
                throw Refusal.notFound
            }
            state.accounts[user].social.savedFilters.remove(at: index)
            state.accounts[user].activities.touch(.savedFiltersUpdated, at: state.now)
            return .noContent
        },
    ]

    private static func member(_ call: Call, _ state: SandboxState) throws(Refusal) -> Int {
        let user = try call.requireUser()
        guard state.accounts[user].profile.isVIP else { throw .vipOnly }
        return user
    }
}

extension SavedFilter {
    fileprivate func json(rank: Int) -> JSONValue {
        [
            "rank": .int(rank), "id": .int(id), "section": .string(section.rawValue), "name": .string(name),
            "path": .string(path), "query": .string(query), "updated_at": .date(updatedAt),
        ]
    }
}

extension SandboxState {
    /// Keeps the address of a page with filters: `/movies/popular?years=2014`, with or without a host. One without a
    /// name, of no section or kept already gives `nil`.
    fileprivate mutating func saveFilter(_ sent: JSONValue, for user: Int) -> SavedFilter? {
        guard let name = sent["name"]?.string, !name.isEmpty, let url = sent["url"]?.string else { return nil }
        let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
        guard let address = parts.first else { return nil }
        let segments = address.split(separator: "/").map(String.init)
        let path = address.contains("://") ? Array(segments.dropFirst(2)) : segments
        guard let section = path.first.flatMap(SavedFilter.Section.init) else { return nil }
        let filter = SavedFilter(
            id: newID(), section: section, name: name, path: "/" + path.joined(separator: "/"),
            query: parts.count > 1 ? parts[1] : "", updatedAt: now)
        let isKnown = accounts[user].social.savedFilters.contains { $0.path == filter.path && $0.query == filter.query }
        guard !isKnown else { return nil }
        accounts[user].social.savedFilters.append(filter)
        accounts[user].activities.touch(.savedFiltersUpdated, at: now)
        return filter
    }
}

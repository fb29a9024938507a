/// `/search`: by text, by id, exactly, and what others search for.
enum SearchRoutes {
    static let routes: [Route] = [
        .get("/search/exact") { call, state in exact([.movie, .show], call, state) },
        .get("/search/{type}/exact") { call, state in exact(try kinds(call), call, state) },
        .get("/search/recent_by_id/global/{type?}") { call, state in
            let kinds = call.parameters["type"] == nil ? [.movie, .show, .person] : try kinds(call)
            let trends = SearchTrends(state: state, kinds: kinds, query: call.query["query"] ?? "")
            let view = state.view(call.extended)
            return Paging(call.query).answer(trends.entries) { ref, count in
                var json: JSONValue = [
                    "id": .int(ref.id), "count": .int(count), "type": .string(ref.kind.rawValue),
                ]
                json.merge(view.members(of: ref))
                return json
            }
        },
        .post("/search/recent") { call, state in
            state.searches[try recent(call, state), default: 0] += 1
            return Answer(201)
        },
        .post("/search/recent/remove") { call, state in
            let search = try recent(call, state)
            if let count = state.searches[search] { state.searches[search] = count > 1 ? count - 1 : nil }
            return .noContent
        },
        .get("/search/{id_type}/{id}") { call, state in
            guard let service = Library.Service(rawValue: call.parameters["id_type"] ?? ""), service != .slug else {
                throw Refusal.notFound
            }
            let wanted = call.query["type"].map { $0.split(separator: ",").compactMap { MediaKind(anyForm: $0) } }
            let hits = lookUp(service, wanted ?? MediaKind.allCases, call, state)
            return Paging(call.query, default: 50).answer(hits) { json($0, score: .null, call, state) }
        },
        .get("/search/{type}") { call, state in
            let query = SearchQuery(
                kinds: try kinds(call), query: call.query["query"] ?? "", fields: call.query["fields"])
            let filter = MediaFilter(call.query.filter { $0.key != "query" }, now: state.now)
            return Paging(call.query, default: 50).answer(query.hits(in: state, filter: filter, reader: call.user)) {
                hit in
                json(hit, score: .double(hit.score), call, state)
            }
        },
    ]

    /// At most three titles that are called exactly so.
    private static func exact(_ kinds: [MediaKind], _ call: Call, _ state: SandboxState) -> Answer {
        let query = SearchQuery(kinds: kinds, title: call.query["query"] ?? "")
        let hits = query.hits(in: state, filter: MediaFilter([:]), reader: call.user).filter { $0.score >= 900 }.prefix(
            3)
        return .ok(.array(hits.map { json($0, score: .double($0.score), call, state) }))
    }

    /// The search a body tells of: `{query, id, type}`.
    private static func recent(_ call: Call, _ state: SandboxState) throws(Refusal) -> RecentSearch {
        guard let query = call.json["query"]?.string else { throw .unprocessable("query", "can't be blank") }
        guard let kind = call.json["type"]?.string.flatMap({ MediaKind(anyForm: $0) }) else {
            throw .unprocessable("type", "is not included in the list")
        }
        guard let id = call.json["id"]?.int else { throw .unprocessable("id", "is not a number") }
        return RecentSearch(query: query, ref: MediaRef(kind: kind, id: id))
    }

    private static func kinds(_ call: Call) throws(Refusal) -> [MediaKind] {
        let kinds = (call.parameters["type"] ?? "").split(separator: ",").flatMap { part in
            part == "media" ? [.movie, .show] : [MediaKind(anyForm: part)].compactMap(\.self)
        }
        guard !kinds.isEmpty else { throw Refusal(404, "not a type that can be searched") }
        return kinds
    }

    /// An id may belong to several kinds of items; an unknown one gives nothing (not confirmed).
    private static func lookUp(
        _ service: Library.Service, _ kinds: [MediaKind], _ call: Call, _ state: SandboxState
    ) -> [SearchQuery.Hit] {
        let id = call.parameters["id"] ?? ""
        return kinds.compactMap { kind in
            if kind == .list, service == .trakt, let place = Int(id).flatMap({ state.list(id: $0) }) {
                let list = state.accounts[place.account].lists[place.list]
                guard state.isPublic(list, of: place.account, reader: call.user) else { return nil }
                return .init(subject: .list(owner: place.account, index: place.list), kind: .list, score: 0)
            }
            guard kind != .season, let ref = state.library.find(kind, service, id) else { return nil }
            return .init(subject: .media(ref), kind: kind, score: 0)
        }
    }

    private static func json(
        _ hit: SearchQuery.Hit, score: JSONValue, _ call: Call, _ state: SandboxState
    ) -> JSONValue {
        var json: JSONValue = ["type": .string(hit.kind.rawValue), "score": score]
        switch hit.subject {
        case .media(let ref): json.merge(state.view(call.extended).members(of: ref))
        case .list(let owner, let index):
            json["list"] = state.json(list: state.accounts[owner].lists[index], of: owner, reader: call.user)
        }
        return json
    }
}

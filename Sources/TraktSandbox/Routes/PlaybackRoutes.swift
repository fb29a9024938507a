/// `/sync/playback`: what is paused.
enum PlaybackRoutes {
    static let routes: [Route] = [
        .get("/sync/playback/{type?}", .required) { call, state in
            let account = state.accounts[try call.requireUser()]
            let kind = call.parameters["type"].flatMap { MediaKind(anyForm: $0) }
            let (start, end) = (call.moment("start_at"), call.moment("end_at"))
            let items = account.playback.filter { item in
                (kind == nil || item.ref.kind == kind) && start.map { item.pausedAt >= $0 } ?? true
                    && end.map { item.pausedAt <= $0 } ?? true
            }.sorted { $0.pausedAt > $1.pausedAt }
            let view = state.view(call.extended)
            return Paging(call.query).answer(items) { item in
                var json: JSONValue = [
                    "progress": .double(item.progress), "paused_at": .date(item.pausedAt), "id": .int(item.id),
                    "type": .string(item.ref.kind.rawValue),
                ]
                json.merge(view.members(of: item.ref))
                return json
            }
        },
        .delete("/sync/playback/{id}") { call, state in
            let user = try call.requireUser()
            let id = call.parameters["id"]
            guard let index = state.accounts[user].playback.firstIndex(where: { String($0.id) == id }) else {
                throw Refusal.notFound
            }
            let kind = state.accounts[user].playback.remove(at: index).ref.kind
            state.accounts[user].activities.touch(kind == .movie ? .moviesPaused : .episodesPaused, at: state.now)
            return .noContent
        },
    ]
}

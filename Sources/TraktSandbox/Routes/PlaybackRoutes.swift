/// `/sync/playback` and `/sync/progress`: what is paused, and how far the user is with the shows.
enum PlaybackRoutes {
    static let routes: [Route] = [
        .get("/sync/playback/{type?}", .required) { call, state in
            let account = state.accounts[try call.requireUser()]
            let kind = call.parameters["type"].flatMap { MediaKind(anyForm: $0) }
            let (start, end) = (date(call, "start_at"), date(call, "end_at"))
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
        .get("/sync/progress/up_next", .required) { call, state in
            try upNext(call, state, intent: "continue")
        },
        .get("/sync/progress/up_next_nitro", .required) { call, state in
            try upNext(call, state, intent: call.query["intent"] ?? "all")
        },
        .get("/sync/progress/watched", .required) { call, state in
            let user = try call.requireUser()
            let entries = ProgressList(state: state, user: user).entries.filter { entry in
                let completed = entry.progress.completed >= entry.progress.aired
                if call.flag("hide_completed"), completed { return false }
                if call.flag("hide_not_completed"), !completed { return false }
                return !call.flag("only_rewatching") || entry.resetAt != nil
            }
            return Paging(call.query).answer(entries) { json($0, call, state) }
        },
    ]

    private static func date(_ call: Call, _ name: String) -> Timestamp? { call.query[name].flatMap { Timestamp($0) } }

    /// The count in the headers is a constant on the live server: readers stop on a short page.
    private static func upNext(_ call: Call, _ state: SandboxState, intent: String) throws -> Answer {
        let filter = MediaFilter(call.query)
        let all = ProgressList(state: state, user: try call.requireUser()).entries
        let entries = all.filter { entry in
            guard filter.matches(entry.progress.show) else { return false }
            let completed = entry.progress.completed >= entry.progress.aired
            switch intent {
            case "completed": return completed
            case "start": return false
            default: return !completed && !entry.isDropped
            }
        }
        let paging = Paging(call.query)
        return Answer(
            200, .json(.array(paging.slice(entries).map { json($0, call, state) })),
            headers: paging.headers(itemCount: 1337))
    }

    private static func json(_ entry: ProgressList.Entry, _ call: Call, _ state: SandboxState) -> JSONValue {
        let view = state.view(call.extended)
        let progress = entry.progress
        var json: JSONValue = [
            "aired": .int(progress.aired), "completed": .int(progress.completed),
            "last_watched_at": .optional(progress.lastAt), "reset_at": .optional(entry.resetAt),
            "next_episode": progress.next.map { view.episode($0, of: progress.show) } ?? .null,
            "last_episode": progress.last.map { view.episode($0, of: progress.show) } ?? .null,
        ]
        if call.flag("include_stats") {
            let runtime = progress.show.facts.runtime ?? 0
            json["stats"] = [
                "play_count": .int(entry.plays), "minutes_watched": .int(entry.plays * runtime),
                "minutes_left": .int(max(progress.aired - progress.completed, 0) * runtime),
            ]
        }
        return ["show": view.show(progress.show), "progress": json]
    }
}

/// The progress of every show a user watched, most recent first.
struct ProgressList {
    struct Entry {
        var progress: ShowProgress
        var resetAt: Timestamp?
        var plays: Int
        var isDropped: Bool
    }

    let state: SandboxState
    let user: Int

    var entries: [Entry] {
        let account = state.accounts[user]
        let hidden = account.hiddenRefs("dropped", "progress_watched")
        return WatchedTotals.ordered(WatchedTotals(account.plays).shows).compactMap { id, count in
            guard let show = state.library.show(id) else { return nil }
            let progress = ShowProgress(
                done: account.watchedDates(ofShow: id), show: show, now: state.now,
                hiddenSeasons: account.hiddenSeasons(ofShow: id, section: "progress_watched"))
            return Entry(
                progress: progress, resetAt: account.resets[id], plays: count.plays,
                isDropped: hidden.contains(show.ref))
        }
    }
}

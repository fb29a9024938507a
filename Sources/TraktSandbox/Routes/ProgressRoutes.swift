/// `/sync/progress` and `/users/{id}/progress`: what to watch next, since 2026.
enum ProgressRoutes {
    /// Trakt answers this count of items for what is up next, whatever the real one is: clients stop on a short page.
    static let reportedCount = 1337

    static let routes: [Route] = [
        .get("/sync/progress/up_next", .required) { call, state in
            try upNext(call, state, standard: .continue, stats: call.flag("include_stats"))
        },
        .get("/sync/progress/up_next_nitro", .required) { call, state in
            try upNext(call, state, standard: .all, stats: false)
        },
        // The user in the path is not looked at.
        .get("/users/{id}/progress/up_next", .required) { call, state in
            try upNext(call, state, standard: .continue, stats: false)
        },
        .get("/sync/progress/watched", .required) { call, state in try watched(call, state) },
    ]

    private static func upNext(
        _ call: Call, _ state: SandboxState, standard: ProgressList.Intent, stats: Bool
    ) throws(Refusal) -> Answer {
        let list = ProgressList(state: state, user: try call.requireUser(), isLifetime: call.flag("lifetime_stats"))
        let intent = call.query["intent"].flatMap(ProgressList.Intent.init) ?? standard
        let filter = state.filter(call)
        let entries = list.entries(unstarted: [.all, .start].contains(intent)).filter { entry in
            entry.isMeant(by: intent) && filter.matches(entry.show)
        }
        let view = state.view(call.extended)
        let paging = Paging(call.query)
        var answer = paging.answer(order(call).sorted(entries, how: call.query["sort_how"])) {
            list.json($0, stats: stats, view)
        }
        answer.headers = paging.headers(itemCount: reportedCount)
        return answer
    }

    private static func watched(_ call: Call, _ state: SandboxState) throws(Refusal) -> Answer {
        let list = ProgressList(state: state, user: try call.requireUser(), isLifetime: call.flag("lifetime_stats"))
        let entries = list.entries(unstarted: false).filter { entry in
            if call.flag("hide_completed"), entry.isCompleted { return false }
            if call.flag("hide_not_completed"), !entry.isCompleted { return false }
            return !call.flag("only_rewatching") || entry.resetAt != nil
        }
        let view = state.view(call.extended)
        return Paging(call.query).answer(order(call).sorted(entries, how: call.query["sort_how"])) {
            list.json($0, stats: call.flag("include_stats"), view)
        }
    }

    private static func order(_ call: Call) -> ProgressOrder {
        call.query["sort_by"].flatMap(ProgressOrder.init) ?? .activity
    }
}

/// `/shows`: charts, one show, its progress.
enum ShowRoutes {
    static let routes: [Route] =
        ChartRoutes.shows + TitleRoutes.common("/shows/{id}", resolve) + TitleRoutes.whole("/shows/{id}", resolve)
        + reading + progress

    private static let reading: [Route] = [
        .get("/shows/{id}") { call, state in
            .ok(state.view(call.extended).show(try show(call, state)))
        },
        .get("/shows/{id}/certifications") { call, state in
            guard let certification = try show(call, state).facts.certification else { return .ok([]) }
            return .ok([["certification": .string(certification), "country": "us"]])
        },
        .get("/shows/{id}/next_episode") { call, state in
            let show = try show(call, state)
            let coming = show.episodes.filter { ($0.firstAired ?? state.now) > state.now }
            return episode(
                coming.min { ($0.firstAired ?? state.now) < ($1.firstAired ?? state.now) }, show, call, state)
        },
        .get("/shows/{id}/last_episode") { call, state in
            let show = try show(call, state)
            let aired = show.aired(at: state.now, specials: true)
            return episode(aired.max { ($0.firstAired ?? state.now) < ($1.firstAired ?? state.now) }, show, call, state)
        },
    ]

    private static let progress: [Route] = [
        .get("/shows/{id}/progress/watched", .required) { call, state in
            let show = try show(call, state)
            let account = state.accounts[try call.requireUser()]
            let progress = progress(
                call, state, show, account.watchedDates()[show.id] ?? [:],
                hidden: account.hiddenSeasons(ofShow: show.id, section: "progress_watched"))
            return .ok(
                progress.json(
                    lastKey: "last_watched_at", dateKey: "last_watched_at", resetAt: account.resets[show.id],
                    view: state.view(call.extended)))
        },
        .get("/shows/{id}/progress/collection", .required) { call, state in
            let show = try show(call, state)
            let account = state.accounts[try call.requireUser()]
            let progress = progress(
                call, state, show, account.collectedDates(ofShow: show.id),
                hidden: account.hiddenSeasons(ofShow: show.id, section: "progress_collected"))
            return .ok(
                progress.json(
                    lastKey: "last_collected_at", dateKey: "collected_at", resetAt: nil,
                    view: state.view(call.extended)))
        },
        Route("POST", "/shows/{id}/progress/watched/reset", .required) { call, state in
            let show = try show(call, state)
            let user = try call.requireUser()
            guard state.accounts[user].profile.isVIP else { throw Refusal.vipOnly }
            let moment = call.json["reset_at"]?.string.flatMap { Timestamp($0) } ?? state.now
            state.accounts[user].resets[show.id] = moment
            return .ok(["reset_at": .date(moment)])
        },
        .delete("/shows/{id}/progress/watched/reset") { call, state in
            let show = try show(call, state)
            let user = try call.requireUser()
            guard state.accounts[user].profile.isVIP else { throw Refusal.vipOnly }
            state.accounts[user].resets[show.id] = nil
            return .noContent
        },
    ]

    private static let resolve: TitleRoutes.Resolver = { call, state in try show(call, state).ref }

    static func show(_ call: Call, _ state: SandboxState) throws(Refusal) -> Show {
        let matching = Matching(library: state.library)
        guard let ref = matching.find(.show, path: call.parameters["id"] ?? ""), let show = state.library.show(ref.id)
        else { throw .notFound }
        return show
    }

    private static func episode(_ episode: Episode?, _ show: Show, _ call: Call, _ state: SandboxState) -> Answer {
        guard let episode else { return .noContent }
        return .ok(state.view(call.extended).episode(episode, of: show))
    }

    /// Hidden seasons count only when `hidden=true`; specials only when asked for.
    private static func progress(
        _ call: Call, _ state: SandboxState, _ show: Show, _ done: [Int: Timestamp?], hidden: Set<Int>
    ) -> ShowProgress {
        ShowProgress(
            done: done, show: show, now: state.now, specials: call.flag("specials"),
            countSpecials: call.flag("count_specials", default: true),
            hiddenSeasons: call.flag("hidden") ? [] : hidden,
            followsActivity: ["watched", "collected"].contains(call.query["last_activity"]))
    }
}

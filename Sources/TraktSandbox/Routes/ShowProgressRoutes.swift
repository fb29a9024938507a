/// `/shows/{id}/progress`: how far the user is with a show.
enum ShowProgressRoutes {
    static let routes: [Route] = [
        .get("/shows/{id}/progress/watched", .required) { call, state in
            let show = try call.show(in: state)
            let account = state.accounts[try call.requireUser()]
            // Plays from before a reset are told too: the client compares them with `reset_at`.
            let watched = account.watchedEpisodes(sinceReset: false)[show.id] ?? Account.WatchedEpisodes()
            var progress = progress(
                call, state, show, watched.dates,
                hidden: account.hiddenSeasons(ofShow: show.id, section: "progress_watched"))
            progress.counts = watched.counts
            return .ok(
                progress.json(
                    lastKey: "last_watched_at", dateKey: "last_watched_at", resetAt: account.resets[show.id],
                    view: state.view(call.extended)))
        },
        .get("/shows/{id}/progress/collection", .required) { call, state in
            let show = try call.show(in: state)
            let account = state.accounts[try call.requireUser()]
            let collected = account.collectedDates(ofShow: show.id)
            var progress = progress(
                call, state, show, collected,
                hidden: account.hiddenSeasons(ofShow: show.id, section: "progress_collected"))
            progress.counts = collected.mapValues { _ in 1 }
            return .ok(
                progress.json(
                    lastKey: "last_collected_at", dateKey: "collected_at", resetAt: nil,
                    view: state.view(call.extended)))
        },
        .post("/shows/{id}/progress/watched/reset") { call, state in
            let (show, user) = (try call.show(in: state), try member(call, state))
            let moment = try call.json.date("reset_at") ?? state.now
            state.accounts[user].resets[show.id] = moment
            state.accounts[user].activities.touch(.watched(.episode), at: state.now)
            return .ok(["reset_at": .date(moment)])
        },
        .delete("/shows/{id}/progress/watched/reset") { call, state in
            let (show, user) = (try call.show(in: state), try member(call, state))
            state.accounts[user].resets[show.id] = nil
            state.accounts[user].activities.touch(.watched(.episode), at: state.now)
            return .noContent
        },
    ]

    /// The caller, who has to be a paying member.
    private static func member(_ call: Call, _ state: SandboxState) throws(Refusal) -> Int {
        let user = try call.requireUser()
        guard state.accounts[user].profile.isVIP else { throw .vipOnly }
        return user
    }

    /// Hidden seasons count only when `hidden=true`; specials only when asked for.
    private static func progress(
        _ call: Call, _ state: SandboxState, _ show: Show, _ done: [Int: Timestamp?], hidden: Set<Int>
    ) -> ShowProgress {
        ShowProgress(
            done: done, show: show, now: state.now, specials: call.flag("specials"),
            countSpecials: call.flag("count_specials", default: true),
            hiddenSeasons: call.flag("hidden") ? [] : hidden,
            followsActivity: ["watched", "collected"].contains(call.query["last_activity"]),
            includesStats: call.flag("include_stats"))
    }
}

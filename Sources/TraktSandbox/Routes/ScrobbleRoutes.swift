/// `/scrobble` and `/checkin`: watching while it happens.
enum ScrobbleRoutes {
    static let routes: [Route] = [
        .post("/scrobble/start") { call, state in
            let (user, ref) = (try call.requireUser(), try item(call, state))
            state.accounts[user].playback.removeAll { $0.ref == ref }
            return .created(answer(id: 0, action: "start", call, state, ref))
        },
        .post("/scrobble/pause") { call, state in
            let (user, ref) = (try call.requireUser(), try item(call, state))
            let id = pause(ref, at: try progress(call), user, &state)
            return .created(answer(id: id, action: "pause", call, state, ref))
        },
        .post("/scrobble/stop") { call, state in
            let (user, ref) = (try call.requireUser(), try item(call, state))
            let progress = try progress(call)
            guard progress >= 1 else { throw Refusal.unprocessable("progress", "should be at least 1.0% to pause") }
            // The documentation says "above 80"; exactly 80 is not settled and counts as watched here.
            guard progress >= 80 else {
                let id = pause(ref, at: progress, user, &state)
                return .created(answer(id: id, action: "pause", call, state, ref))
            }
            try refuseRepeated(ref, user, state)
            state.accounts[user].playback.removeAll { $0.ref == ref }
            let id = watch(ref, action: "scrobble", user, &state)
            return .created(answer(id: id, action: "scrobble", call, state, ref))
        },
        .post("/checkin") { call, state in
            let (user, ref) = (try call.requireUser(), try item(call, state))
            try refuseRepeated(ref, user, state)
            // Trakt counts the play when the runtime is over; here it counts at once.
            let id = watch(ref, action: "checkin", user, &state)
            var json: JSONValue = ["id": .int(id), "watched_at": .date(state.now), "sharing": sharing]
            json.merge(state.view([]).members(of: ref))
            return .created(json)
        },
        .delete("/checkin") { _, _ in .noContent },
    ]

    private static let sharing: JSONValue = ["twitter": false, "mastodon": false, "tumblr": false]

    /// A movie or episode by ids, or a show with season and number or the absolute number.
    private static func item(_ call: Call, _ state: SandboxState) throws(Refusal) -> MediaRef {
        let matching = Matching(library: state.library)
        if let movie = call.json["movie"] {
            guard let ref = matching.find(.movie, movie) else { throw .notFound }
            return ref
        }
        guard let sent = call.json["episode"] else { throw .unprocessable("episode", "or movie is missing") }
        if let ref = matching.find(.episode, sent) { return ref }
        guard let show = call.json["show"].flatMap({ matching.find(.show, $0) }).flatMap({ state.library.show($0.id) })
        else { throw .notFound }
        let episode = show.episodes.first { episode in
            if let absolute = sent["number_abs"]?.int { return episode.absolute == absolute }
            return episode.season == sent["season"]?.int && episode.number == sent["number"]?.int
        }
        guard let episode else { throw .notFound }
        return episode.ref
    }

    private static func progress(_ call: Call) throws(Refusal) -> Double {
        guard let progress = call.json["progress"]?.double, (0...100).contains(progress) else {
            throw .unprocessable("progress", "must be between 0 and 100")
        }
        return progress
    }

    /// The same item within the hour is refused; the real window is not confirmed.
    private static func refuseRepeated(_ ref: MediaRef, _ user: Int, _ state: SandboxState) throws(Refusal) {
        let last = state.accounts[user].plays.filter { $0.ref == ref && $0.action != "watch" }.map(\.addedAt).max()
        guard let last, state.now < last.adding(hours: 1) else { return }
        throw Refusal(
            409, "the same item was just watched",
            body: .json(["watched_at": .date(last), "expires_at": .date(last.adding(hours: 1))]))
    }

    private static func watch(_ ref: MediaRef, action: String, _ user: Int, _ state: inout SandboxState) -> Int {
        let id = state.newPlayID()
        let play = Play(
            id: id, ref: ref, watchedAt: state.now.flooredToMinute, action: action, addedAt: state.now)
        state.add([play], for: user)
        return id
    }

    private static func pause(_ ref: MediaRef, at progress: Double, _ user: Int, _ state: inout SandboxState) -> Int {
        let id = state.newID()
        state.accounts[user].playback.removeAll { $0.ref == ref }
        state.accounts[user].playback.append(
            PausedItem(id: id, ref: ref, progress: progress, pausedAt: state.now))
        state.accounts[user].activities.touch(ref.kind == .movie ? .moviesPaused : .episodesPaused, at: state.now)
        return id
    }

    private static func answer(
        id: Int, action: String, _ call: Call, _ state: SandboxState, _ ref: MediaRef
    ) -> JSONValue {
        var json: JSONValue = [
            "id": .int(id), "action": .string(action), "progress": call.json["progress"] ?? 0, "sharing": sharing,
        ]
        json.merge(state.view([]).members(of: ref))
        return json
    }
}

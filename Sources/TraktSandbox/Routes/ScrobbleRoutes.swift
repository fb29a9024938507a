/// `/scrobble`: what a player tells while it plays.
enum ScrobbleRoutes {
    static let routes: [Route] = [
        .post("/scrobble/start") { call, state in
            let (user, ref) = (try call.requireUser(), try WatchedItem.ref(in: call, state))
            state.startScrobble(ref, at: try progress(call), by: user)
            return .created(answer(id: 0, action: "start", call, state, ref))
        },
        .post("/scrobble/pause") { call, state in
            let (user, ref) = (try call.requireUser(), try WatchedItem.ref(in: call, state))
            let id = state.pauseScrobble(ref, at: try progress(call), by: user)
            return .created(answer(id: id, action: "pause", call, state, ref))
        },
        .post("/scrobble/stop") { call, state in
            let (user, ref) = (try call.requireUser(), try WatchedItem.ref(in: call, state))
            let progress = try progress(call)
            guard progress >= 1 else { throw Refusal.unprocessable("progress", "should be at least 1.0% to pause") }
            // The documentation says "above 80"; exactly 80 is not settled and counts as watched here.
            guard progress >= 80 else {
                let id = state.pauseScrobble(ref, at: progress, by: user)
                return .created(answer(id: id, action: "pause", call, state, ref))
            }
            let id = try state.finishScrobble(ref, by: user)
            return .created(answer(id: id, action: "scrobble", call, state, ref))
        },
    ]

    private static func progress(_ call: Call) throws(Refusal) -> Double {
        guard let progress = call.json["progress"]?.double, (0...100).contains(progress) else {
            throw .unprocessable("progress", "must be between 0 and 100")
        }
        return progress
    }

    private static func answer(
        id: Int, action: String, _ call: Call, _ state: SandboxState, _ ref: MediaRef
    ) -> JSONValue {
        var json: JSONValue = [
            "id": .int(id), "action": .string(action), "progress": .number(call.json["progress"]?.double ?? 0),
            "sharing": WatchedItem.sharing(call),
        ]
        json.merge(state.view([]).members(of: ref))
        return json
    }
}

/// What the bodies of scrobbles and checkins have in common.
enum WatchedItem {
    /// A movie or episode by ids, or a show with season and number or the absolute number.
    static func ref(in call: Call, _ state: SandboxState) throws(Refusal) -> MediaRef {
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

    /// Where the item is posted: what was sent, else the user's settings, in which nothing is connected.
    static func sharing(_ call: Call) -> JSONValue {
        ["twitter", "mastodon", "tumblr"].map { network in
            JSONObject.Member(key: network, value: .bool(call.json["sharing"]?[network]?.bool ?? false))
        }.json
    }
}

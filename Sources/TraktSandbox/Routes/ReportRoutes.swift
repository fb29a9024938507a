/// `/.../report`: things the moderators should look at.
enum ReportRoutes {
    static let routes: [Route] = [
        .post("/seasons/{id}/report") { call, state in
            try report(call, &state, .media(call.item(.season, in: state)), titleReasons)
        },
        .post("/episodes/{id}/report") { call, state in
            try report(call, &state, .media(call.item(.episode, in: state)), titleReasons)
        },
        .post("/people/{id}/report") { call, state in
            try report(call, &state, .media(call.item(.person, in: state)), titleReasons.subtracting(["runtime"]))
        },
        .post("/comments/{id}/report") { call, state in
            try report(
                call, &state, .comment(call.comment(in: state).comment.id), commentReasons)
        },
        .post("/users/{id}/report") { call, state in
            let slug = state.accounts[try state.owner(call)].profile.slug
            return try report(call, &state, .user(slug), ["spam", "adult", "language", "other"])
        },
        .post("/users/{id}/lists/{list_id}/report") { call, state in
            let (owner, index) = try PersonalListRoutes.readable(call, state)
            return try report(call, &state, .list(state.accounts[owner].lists[index].id), listReasons)
        },
        .post("/lists/{id}/report") { call, state in
            let (owner, index) = try PersonalListRoutes.anyPublic(call, state)
            return try report(call, &state, .list(state.accounts[owner].lists[index].id), listReasons)
        },
    ]

    /// Reports of the titles at a path.
    static func below(_ path: String, _ resolve: @escaping TitleRoutes.Resolver) -> [Route] {
        [
            .post("\(path)/report") { call, state in
                try report(call, &state, .media(resolve(call, state)), titleReasons)
            }
        ]
    }

    private static let titleReasons: Set<String> = [
        "duplicate", "remove", "data_refresh", "metadata", "adult", "runtime", "language", "spam", "tmdb", "other",
    ]
    private static let listReasons: Set<String> = [
        "duplicate", "remove", "metadata", "adult", "language", "spam", "other",
    ]
    private static let commentReasons: Set<String> = [
        "spoilers", "language", "abusive", "spam", "bigotry", "political", "offtopic", "support", "duplicate",
        "too_short", "other",
    ]

    /// Every user may have one report of an item pending.
    private static func report(
        _ call: Call, _ state: inout SandboxState, _ subject: Report.Subject, _ reasons: Set<String>
    ) throws(Refusal) -> Answer {
        let user = try call.requireUser()
        guard let reason = call.json["reason"]?.string, reasons.contains(reason) else {
            throw Refusal(400, "the reason must be one of \(reasons.sorted().joined(separator: ", "))")
        }
        guard !state.accounts[user].social.reports.contains(where: { $0.subject == subject }) else {
            throw Refusal(409, "a report of this is pending")
        }
        state.accounts[user].social.reports.append(
            Report(
                subject: subject, reason: reason, message: call.json["message"]?.string, reportedAt: state.now))
        return Answer(201)
    }
}

/// What the user's friends did with a title, on which of the user's lists it is, and what its comments say in sum.
enum TitleSocialRoutes {
    static let routes: [Route] =
        [
            ("/movies/{id}", .movie), ("/shows/{id}", .show),
            ("/shows/{id}/seasons/{season}/episodes/{episode}", .episode),
        ].map(social)
        + [
            ("/shows/{id}", .show), ("/shows/{id}/seasons/{season}", .season),
            ("/shows/{id}/seasons/{season}/episodes/{episode}", .episode),
        ].map(listed)
        + [("/movies/{id}", .movie), ("/shows/{id}", .show)].map(sentiments)

    private static func social(_ path: String, _ kind: MediaKind) -> Route {
        .get("\(path)/social", .required) { call, state in
            let ref = try call.title(kind, in: state)
            let user = try call.requireUser()
            let entries = state.followed(by: user).compactMap { entry(of: $0, with: ref, for: user, state) }
            return Paging(call.query).answer(entries) { $0 }
        }
    }

    /// One followed user, unless they neither watched the title nor want to.
    private static func entry(of friend: Int, with ref: MediaRef, for user: Int, _ state: SandboxState) -> JSONValue? {
        let account = state.accounts[friend]
        let plays = account.plays.filter { play in
            play.ref == ref || (ref.kind == .show && state.library.showID(of: play.ref) == ref.id)
        }
        let wanted = account.watchlist.items.first { $0.ref == ref }
        guard !plays.isEmpty || wanted != nil else { return nil }
        var json: JSONValue = [
            "followed_at": .optional(state.accounts[user].following[account.profile.slug]),
            "user": state.json(user: friend, extended: [], reader: user),
        ]
        if !plays.isEmpty {
            let rating = account.ratings[ref]
            json["watched"] = [
                "plays": .int(plays.count), "minutes_watched": .int(plays.reduce(0) { $0 + state.runtime(of: $1.ref) }),
                "last_watched_at": .optional(plays.compactMap(\.watchedAt).max()),
                "last_updated_at": .optional(plays.map(\.addedAt).max()),
                "rating": rating.map { ["rating": .int($0.value), "rated_at": .date($0.ratedAt)] } ?? .null,
                "comment": comment(of: friend, on: ref, for: user, state),
            ]
        }
        if let wanted { json["watchlisted"] = ["listed_at": .date(wanted.listedAt)] }
        return json
    }

    private static func comment(of friend: Int, on ref: MediaRef, for user: Int, _ state: SandboxState) -> JSONValue {
        let written = state.visibleComments(to: user).first {
            $0.author == friend && $0.comment.subject == ref && $0.comment.parent == nil
        }
        guard let comment = written?.comment else { return .null }
        return [
            "ids": ["trakt": .int(comment.id)], "comment": .string(Emoji.shown(comment.text)),
            "spoiler": .bool(comment.isSpoiler), "review": .bool(comment.isReview),
            "created_at": .date(comment.createdAt), "updated_at": .date(comment.updatedAt),
        ]
    }

    private static func listed(_ path: String, _ kind: MediaKind) -> Route {
        .get("\(path)/listed", .required) { call, state in
            let ref = try call.title(kind, in: state)
            return ContainingLists(call, of: ref).ownAnswer(in: state, of: try call.requireUser())
        }
    }

    /// Words for what people like and dislike. The sandbox takes them from the title's genres.
    private static func sentiments(_ path: String, _ kind: MediaKind) -> Route {
        .get("\(path)/sentiments") { call, state in
            let ref = try call.title(kind, in: state)
            let genres =
                (kind == .movie ? state.library.movie(ref.id)?.facts.genres : state.library.show(ref.id)?.facts.genres)
                ?? []
            let good = genres.prefix(3).map { "A strong piece of \($0.replacing("-", with: " "))." }
            func list(_ texts: [String]) -> JSONValue {
                .array(texts.map { ["sentiment": .string($0), "comment_ids": []] })
            }
            return .ok([
                "good": list(good), "bad": list(["Some find it too long."]),
                "analyzed_at": .date(state.now.startOfDay), "comment_count": .int(state.commentCount(of: ref)),
            ])
        }
    }
}

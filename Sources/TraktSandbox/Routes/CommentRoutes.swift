/// `/comments`: what people say about titles and lists.
enum CommentRoutes {
    static let routes: [Route] = writing + reading + likes + feeds + ofUsers

    private static let writing: [Route] = [
        .post("/comments") { call, state in
            let user = try call.requireUser()
            return .created(
                state.json(Written(author: user, comment: try state.addComment(call.json, by: user)), reader: user))
        },
        .post("/comments/{id}/replies") { call, state in
            let user = try call.requireUser()
            let reply = try state.addReply(call.json, to: call.number("id"), by: user)
            return .created(state.json(Written(author: user, comment: reply), reader: user))
        },
        .put("/comments/{id}") { call, state in
            let user = try call.requireUser()
            let comment = try state.updateComment(call.number("id"), call.json, by: user)
            return .ok(state.json(Written(author: user, comment: comment), reader: user))
        },
        .delete("/comments/{id}") { call, state in
            try state.deleteComment(call.number("id"), by: call.requireUser())
            return .noContent
        },
    ]

    private static let reading: [Route] = [
        // A token is needed for none of these; who sends one does not see what blocked users wrote.
        .get("/comments/{id}", .optional) { call, state in
            let written = try call.comment(in: state)
            return Answer.ok(state.json(written, reader: call.user)).naming(written.comment.subject)
        },
        .get("/comments/{id}/item", .optional) { call, state in
            let subject = try call.comment(in: state).comment.subject
            return .ok(state.itemMembers(of: subject, call.extended, reader: call.user))
        },
        .get("/comments/{id}/replies", .optional) { call, state in
            let id = try call.comment(in: state).comment.id
            let replies = state.visibleComments(to: call.user).filter { $0.comment.parent == id }
                .sorted { $1.isNewer(than: $0) }
            return CommentsAnswer(state: state, call: call).page(replies)
        },
    ]

    private static let likes: [Route] = [
        .get("/comments/{id}/likes", .optional) { call, state in
            let likes = state.likes(of: try call.comment(in: state).comment.id)
            return Paging(call.query, default: 10).answer(likes) { account, moment in
                ["liked_at": .date(moment), "user": state.json(user: account, extended: [], reader: call.user)]
            }
        },
        .post("/comments/{id}/like") { call, state in try like(call, &state, true) },
        .delete("/comments/{id}/like") { call, state in try like(call, &state, false) },
    ]

    private static func like(_ call: Call, _ state: inout SandboxState, _ likes: Bool) throws(Refusal) -> Answer {
        let id = try call.comment(in: state).comment.id
        state.like(comment: id, by: try call.requireUser(), likes)
        return .noContent
    }

    private static let feeds: [Route] = [
        .get("/comments/trending/{comment_type?}/{type?}") { call, state in
            // What likes and replies of the last seven days add up to.
            let since = state.now.adding(days: -7)
            let scores = Dictionary(
                uniqueKeysWithValues: state.comments.map { written in
                    let id = written.comment.id
                    let likes = state.likes(of: id).count { $0.at > since }
                    return (id, likes + state.replies(to: id).count { $0.comment.createdAt > since })
                })
            return try CommentsAnswer(state: state, call: call).feed { left, right in
                let (one, other) = (scores[left.comment.id] ?? 0, scores[right.comment.id] ?? 0)
                return one == other ? left.isNewer(than: right) : one > other
            }
        },
        .get("/comments/recent/{comment_type?}/{type?}") { call, state in
            try CommentsAnswer(state: state, call: call).feed { $0.isNewer(than: $1) }
        },
        .get("/comments/updates/{comment_type?}/{type?}") { call, state in
            try CommentsAnswer(state: state, call: call).feed { left, right in
                (left.comment.updatedAt, left.comment.id) > (right.comment.updatedAt, right.comment.id)
            }
        },
    ]

    private static let ofUsers: [Route] = [
        .get("/users/{id}/comments/{comment_type?}/{type?}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            return try CommentsAnswer(state: state, call: call).feed(of: owner) { $0.isNewer(than: $1) }
        },
        // These are about the watchlist or the favorites as a whole, and nothing in the API writes such comments.
        .get("/users/{id}/watchlist/comments/{sort?}", .optional, ofOwnList),
        .get("/users/{id}/favorites/comments/{sort?}", .optional, ofOwnList),
    ]

    private static let ofOwnList: Route.Handler = { call, state in
        _ = try state.readableOwner(call)
        _ = try CommentOrder(call.parameters["sort"], for: .list)
        return CommentsAnswer(state: state, call: call).page([])
    }

    /// The comments of the titles at a path.
    static func below(_ path: String, _ resolve: @escaping TitleRoutes.Resolver) -> [Route] {
        [
            .get("\(path)/comments/{sort?}", .optional) { call, state in
                try CommentsAnswer(state: state, call: call).about(resolve(call, state))
            }
        ]
    }
}

extension Call {
    /// A path parameter that is a number.
    func number(_ name: String) -> Int? { parameters[name].flatMap { Int($0) } }

    /// The comment of the path, when its reader may see it.
    func comment(in state: SandboxState) throws(Refusal) -> Written {
        try state.visibleComment(id: number("id"), to: user)
    }
}

extension Answer {
    /// The answer with the headers that name the item of a single comment or note.
    func naming(_ item: MediaRef) -> Answer {
        with("X-Item-ID", String(item.id)).with("X-Item-Type", item.kind.rawValue)
    }
}

/// Reading many comments: those of one item, and the feeds that tell the item of each.
struct CommentsAnswer {
    let state: SandboxState
    let call: Call

    /// The comments at the top about an item, in the order of the path, in the language of the query.
    func about(_ subject: MediaRef) throws(Refusal) -> Answer {
        let order = try CommentOrder(call.parameters["sort"], for: subject.kind)
        // Everything here passes for English.
        let isWanted = call.query["language"].map { $0.isEmpty || $0 == "en" } ?? true
        let comments = state.visibleComments(to: call.user).filter { written in
            isWanted && written.comment.subject == subject && written.comment.parent == nil
        }
        return page(order.sorted(comments, in: state))
    }

    func page(_ comments: [Written]) -> Answer {
        Paging(call.query, default: 10).answer(comments) { written in
            state.json(written, extended: call.extended, reader: call.user)
        }
    }

    /// Comments of one user or of everybody, narrowed by `{comment_type}`, `{type}` and `include_replies`.
    func feed(of author: Int? = nil, _ before: (Written, Written) -> Bool) throws(Refusal) -> Answer {
        let fits = try filter()
        let comments = state.visibleComments(to: call.user).filter { written in
            (author == nil || written.author == author) && fits(written.comment)
        }
        return Paging(call.query, default: 10).answer(comments.sorted(by: before)) { written in
            var json = state.itemMembers(of: written.comment.subject, call.extended, reader: call.user)
            json["comment"] = state.json(written, extended: call.extended, reader: call.user)
            return json
        }
    }

    private func filter() throws(Refusal) -> (Comment) -> Bool {
        let isReview: Bool? =
            switch call.parameters["comment_type"] ?? "all" {
            case "all": nil
            case "reviews": true
            case "shouts": false
            case let text: throw Refusal(404, "\(text) is not a type of comment")
            }
        let type = call.parameters["type"] ?? "all"
        guard ["all", "movies", "shows", "seasons", "episodes", "lists"].contains(type) else {
            throw Refusal(404, "\(type) have no comments")
        }
        let replies = call.query["include_replies"]
        return { comment in
            (isReview == nil || comment.isReview == isReview)
                && (type == "all" || comment.subject.kind.plural == type)
                && (comment.parent == nil ? replies != "only" : replies == "true" || replies == "only")
        }
    }
}

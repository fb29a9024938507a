/// A comment and the index of the account that wrote it.
struct Written: Sendable {
    var author: Int
    var comment: Comment
}

/// How comments and replies are written, changed, deleted and liked.
extension SandboxState {
    /// Comments with replies can be deleted for two weeks.
    private static let deletableDays = 14

    var comments: [Written] {
        accounts.indices.flatMap { author in
            accounts[author].social.comments.map { Written(author: author, comment: $0) }
        }
    }

    func comment(id: Int?) throws(Refusal) -> Written {
        guard let id, let written = comments.first(where: { $0.comment.id == id }) else { throw .notFound }
        return written
    }

    func replies(to id: Int) -> [Written] { comments.filter { $0.comment.parent == id } }

    /// Writes a comment about the item of the body.
    mutating func addComment(_ body: JSONValue, by user: Int) throws(Refusal) -> Comment {
        try write(body, about: commentSubject(of: body, reader: user), parent: nil, by: user)
    }

    /// Answers a comment at the top; replies have no replies.
    mutating func addReply(_ body: JSONValue, to id: Int?, by user: Int) throws(Refusal) -> Comment {
        let parent = try visibleComment(id: id, to: user).comment
        guard parent.parent == nil else { throw Refusal(404, "replies have no replies") }
        guard takesComments(parent.subject, from: user) else { throw Self.closedToComments }
        return try write(body, about: parent.subject, parent: parent.id, by: user)
    }

    /// Changes the author's own comment. As documented, a body without `spoiler` takes the mark away.
    mutating func updateComment(_ id: Int?, _ body: JSONValue, by user: Int) throws(Refusal) -> Comment {
        let index = try ownComment(id, of: user)
        if let text = body["comment"] { accounts[user].social.comments[index].text = try Self.checkedText(text) }
        accounts[user].social.comments[index].isSpoiler = body["spoiler"]?.bool ?? false
        accounts[user].social.comments[index].updatedAt = now
        let comment = accounts[user].social.comments[index]
        accounts[user].activities.touch(.commented(comment.subject.kind), at: now)
        return comment
    }

    mutating func deleteComment(_ id: Int?, by user: Int) throws(Refusal) {
        let comment = accounts[user].social.comments[try ownComment(id, of: user)]
        let isYoung = now < comment.createdAt.adding(days: Self.deletableDays)
        guard isYoung || replies(to: comment.id).isEmpty else {
            throw Refusal(409, "a comment of two weeks that has replies stays")
        }
        removeComments { $0.id == comment.id || $0.parent == comment.id }
    }

    /// Removes comments with what others did to them: a list that is deleted takes those about it with it.
    mutating func removeComments(where isGone: (Comment) -> Bool) {
        let gone = comments.filter { isGone($0.comment) }
        let ids = Set(gone.map(\.comment.id))
        for written in gone {
            accounts[written.author].activities.touch(.commented(written.comment.subject.kind), at: now)
        }
        for account in accounts.indices {
            accounts[account].social.comments.removeAll { ids.contains($0.id) }
            accounts[account].social.reactions.removeAll { ids.contains($0.comment) }
            for id in ids { accounts[account].social.likedComments[id] = nil }
        }
    }

    /// Likes a comment or takes the like back; a second like changes nothing.
    mutating func like(comment id: Int, by user: Int, _ likes: Bool) {
        guard (accounts[user].social.likedComments[id] != nil) != likes else { return }
        accounts[user].social.likedComments[id] = likes ? now : nil
        accounts[user].activities.touch(.commentsLiked, at: now)
    }

    private func ownComment(_ id: Int?, of user: Int) throws(Refusal) -> Int {
        let written = try comment(id: id)
        guard written.author == user,
            let index = accounts[user].social.comments.firstIndex(where: { $0.id == written.comment.id })
        else { throw Refusal(401, "another user wrote this comment") }
        return index
    }

    private mutating func write(
        _ body: JSONValue, about subject: MediaRef, parent: Int?, by user: Int
    ) throws(Refusal) -> Comment {
        let text = try Self.checkedText(body["comment"])
        let comment = Comment(
            id: newID(), parent: parent, subject: subject, text: text, isSpoiler: body["spoiler"]?.bool ?? false,
            createdAt: now, updatedAt: now)
        accounts[user].social.comments.append(comment)
        accounts[user].activities.touch(.commented(subject.kind), at: now)
        return comment
    }

    private static func checkedText(_ value: JSONValue?) throws(Refusal) -> String {
        guard let text = value?.string else { throw .unprocessable("comment", "can't be blank") }
        let objections = CommentText.objections(to: text)
        guard objections.isEmpty else { throw .unprocessable("comment", objections) }
        return Emoji.stored(text)
    }

    private static let closedToComments = Refusal(404, "this list takes no comments")

    /// Whether a user may write about something: about all titles, and lists that they may see and that allow it.
    private func takesComments(_ subject: MediaRef, from user: Int) -> Bool {
        guard subject.kind == .list else { return true }
        guard let place = list(id: subject.id) else { return false }
        return mayRead(subject: subject, reader: user) && accounts[place.account].lists[place.list].allowComments
    }

    /// The title or list a body names; lists that the caller may not see or that are closed for comments are missing.
    private func commentSubject(of body: JSONValue, reader: Int) throws(Refusal) -> MediaRef {
        if let sent = body["list"] {
            guard let id = sent["ids"]?["trakt"]?.int else { throw .notFound }
            let list = MediaRef(kind: .list, id: id)
            guard takesComments(list, from: reader) else { throw Self.closedToComments }
            return list
        }
        for kind in [MediaKind.movie, .episode, .season, .show] {
            guard let sent = body[kind.rawValue] else { continue }
            guard let ref = Matching(library: library).find(kind, sent) else { throw .notFound }
            return ref
        }
        throw .unprocessable("item", "can't be blank")
    }
}

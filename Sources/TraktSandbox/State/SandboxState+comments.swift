/// Comments as Trakt writes them, and who may see them.
extension SandboxState {
    func json(_ written: Written, extended: Extended = [], reader: Int?) -> JSONValue {
        let comment = written.comment
        let stats = AuthorStats(state: self, author: written.author, subject: comment.subject)
        return [
            "id": .int(comment.id), "parent_id": .int(comment.parent ?? 0), "created_at": .date(comment.createdAt),
            "updated_at": .date(comment.updatedAt), "comment": .text(comment.text),
            "spoiler": .bool(comment.isSpoiler), "review": .bool(comment.isReview),
            "replies": .int(replies(to: comment.id).count), "likes": .int(likes(of: comment.id).count),
            "user_rating": .optional(stats.rating), "user_stats": stats.json,
            "user": json(user: written.author, extended: extended, reader: reader),
        ]
    }

    /// The item of a comment or note: its kind, and the members that name it.
    func itemMembers(of subject: MediaRef, _ extended: Extended, reader: Int?) -> JSONValue {
        var json: JSONValue = ["type": .string(subject.kind.rawValue)]
        if subject.kind == .list, let place = list(id: subject.id) {
            let list = accounts[place.account].lists[place.list]
            json["list"] = self.json(list: list, of: place.account, reader: reader)
        } else {
            json.merge(view(extended).members(of: subject))
        }
        return json
    }

    /// Who likes a comment, latest first.
    func likes(of id: Int) -> [(account: Int, at: Timestamp)] {
        accounts.indices.compactMap { index in
            accounts[index].social.likedComments[id].map { (account: index, at: $0) }
        }.sorted { $0.at > $1.at }
    }

    /// The comments a reader gets to see: none of users they blocked, none about lists that are closed to them.
    func visibleComments(to reader: Int?) -> [Written] {
        let blocked = reader.map { accounts[$0].blockedUsers } ?? []
        return comments.filter { written in
            !blocked.contains(accounts[written.author].profile.slug)
                && mayRead(subject: written.comment.subject, reader: reader)
        }
    }

    /// One of them: for a reader who may not see it, a comment does not exist.
    func visibleComment(id: Int?, to reader: Int?) throws(Refusal) -> Written {
        guard let written = visibleComments(to: reader).first(where: { $0.comment.id == id }) else { throw .notFound }
        return written
    }

    func mayRead(subject: MediaRef, reader: Int?) -> Bool {
        guard subject.kind == .list else { return true }
        guard let place = list(id: subject.id) else { return false }
        return mayRead(accounts[place.account].lists[place.list], of: place.account, reader: reader)
    }

    /// How many comments at the top the items have that have any.
    var commentCounts: [MediaRef: Int] {
        comments.reduce(into: [:]) { counts, written in
            if written.comment.parent == nil { counts[written.comment.subject, default: 0] += 1 }
        }
    }

    func commentCount(of subject: MediaRef) -> Int {
        accounts.reduce(0) { count, account in
            count + account.social.comments.count { $0.parent == nil && $0.subject == subject }
        }
    }
}

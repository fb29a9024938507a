/// `/users/{id}/likes`: the comments and lists somebody likes.
enum LikeRoutes {
    private enum Liked {
        case comment(Written)
        case list(PersonalList, owner: Int)
    }

    static let routes: [Route] = [
        .get("/users/{id}/likes/{type?}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let likes = try likes(of: owner, call, state).sorted { $0.at > $1.at }
            return Paging(call.query).answer(likes) { moment, liked in
                var json: JSONValue = ["liked_at": .date(moment)]
                switch liked {
                case .comment(let written):
                    json["type"] = "comment"
                    json.merge(members(of: written, call, state))
                case .list(let list, let owner):
                    json["type"] = "list"
                    json["list"] =
                        call.extended.contains(.min)
                        ? ["id": .int(list.id)] : state.json(list: list, of: owner, reader: call.user)
                }
                return json
            }
        }
    ]

    private static func likes(
        of owner: Int, _ call: Call, _ state: SandboxState
    ) throws(Refusal) -> [(at: Timestamp, liked: Liked)] {
        let type = call.parameters["type"] ?? "all"
        guard ["all", "comments", "lists"].contains(type) else { throw Refusal(404, "\(type) is not a type of like") }
        let account = state.accounts[owner]
        var likes: [(at: Timestamp, liked: Liked)] = []
        if type != "lists" {
            likes += state.visibleComments(to: call.user).compactMap { written in
                account.social.likedComments[written.comment.id].map { (at: $0, liked: .comment(written)) }
            }
        }
        if type != "comments" {
            likes += account.likes.compactMap { id, moment in
                guard let place = state.list(id: id) else { return nil }
                let list = state.accounts[place.account].lists[place.list]
                guard state.mayRead(list, of: place.account, reader: call.user) else { return nil }
                return (at: moment, liked: .list(list, owner: place.account))
            }
        }
        return likes
    }

    /// A liked comment: its number alone with `min`, with its item when `comments` is asked for.
    static func members(of written: Written, _ call: Call, _ state: SandboxState) -> JSONValue {
        guard !call.extended.contains(.min) else { return ["comment": ["id": .int(written.comment.id)]] }
        var json: JSONValue = ["comment": state.json(written, extended: call.extended, reader: call.user)]
        guard call.extended.contains(.comments) else { return json }
        var item = state.itemMembers(of: written.comment.subject, call.extended, reader: call.user)
        json["comment_type"] = item["type"]
        item["type"] = nil
        json.merge(item)
        return json
    }
}

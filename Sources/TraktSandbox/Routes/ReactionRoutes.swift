/// `/comments/{id}/reactions`: what people feel about a comment.
enum ReactionRoutes {
    static let routes: [Route] = [
        .get("/comments/{id}/reactions/summary", .optional) { call, state in
            let reactions = state.reactions(to: try call.comment(in: state).comment.id)
            let distribution = Reaction.Kind.allCases.map { kind in
                JSONObject.Member(key: kind.rawValue, value: .int(reactions.count { $0.reaction.kind == kind }))
            }
            return .ok([
                "reaction_count": .int(reactions.count), "user_count": .int(Set(reactions.map(\.account)).count),
                "distribution": distribution.json,
            ])
        },
        .get("/comments/{id}/reactions", .optional) { call, state in
            let reactions = state.reactions(to: try call.comment(in: state).comment.id)
            return Paging(call.query).answer(reactions) { account, reaction in
                var json = reaction.json
                json["user"] = state.json(user: account, extended: call.extended, reader: call.user)
                return json
            }
        },
        .post("/comments/{id}/reactions/{reaction_type}") { call, state in
            let user = try call.requireUser()
            let id = try call.comment(in: state).comment.id
            guard let kind = try kind(call) else { throw Refusal.notFound }
            state.react(to: id, kind, by: user)
            return Answer(201)
        },
        .delete("/comments/{id}/reactions/{reaction_type?}") { call, state in
            let user = try call.requireUser()
            let id = try call.comment(in: state).comment.id
            state.removeReactions(to: id, try kind(call), by: user)
            return .noContent
        },
        .get("/users/reactions/comments", .required) { call, state in
            let user = try call.requireUser()
            let reactions = state.accounts[user].social.reactions.compactMap { reaction in
                (try? state.visibleComment(id: reaction.comment, to: user)).map { (reaction: reaction, on: $0) }
            }.sorted { $0.reaction.reactedAt > $1.reaction.reactedAt }
            return Paging(call.query).answer(reactions) { reaction, written in
                var json = reaction.json
                json["type"] = "comment"
                json.merge(LikeRoutes.members(of: written, call, state))
                return json
            }
        },
    ]

    /// The kind the path names; `nil` when it names none.
    private static func kind(_ call: Call) throws(Refusal) -> Reaction.Kind? {
        guard let text = call.parameters["reaction_type"] else { return nil }
        guard let kind = Reaction.Kind(rawValue: text) else { throw Refusal(404, "\(text) is not a reaction") }
        return kind
    }
}

extension Reaction {
    fileprivate var json: JSONValue {
        ["reacted_at": .date(reactedAt), "reaction": ["type": .string(kind.rawValue)]]
    }
}

extension SandboxState {
    /// What everybody felt about a comment, latest first.
    func reactions(to comment: Int) -> [(account: Int, reaction: Reaction)] {
        accounts.indices.flatMap { index in
            accounts[index].social.reactions.filter { $0.comment == comment }.map { (account: index, reaction: $0) }
        }.sorted { $0.reaction.reactedAt > $1.reaction.reactedAt }
    }

    /// The same reaction again changes nothing.
    mutating func react(to comment: Int, _ kind: Reaction.Kind, by user: Int) {
        guard !accounts[user].social.reactions.contains(where: { $0.comment == comment && $0.kind == kind }) else {
            return
        }
        accounts[user].social.reactions.append(Reaction(comment: comment, kind: kind, reactedAt: now))
        accounts[user].activities.touch(.commentsReacted, at: now)
    }

    /// Takes back one kind of reaction, or all.
    mutating func removeReactions(to comment: Int, _ kind: Reaction.Kind?, by user: Int) {
        let before = accounts[user].social.reactions.count
        accounts[user].social.reactions.removeAll { $0.comment == comment && (kind == nil || $0.kind == kind) }
        guard accounts[user].social.reactions.count < before else { return }
        accounts[user].activities.touch(.commentsReacted, at: now)
    }
}

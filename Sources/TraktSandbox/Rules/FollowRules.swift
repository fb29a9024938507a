/// How users come to follow each other: at once, or after a private user agreed.
extension SandboxState {
    /// Follows a public user, or asks a private one; gives the moment of the approval, `nil` while it is pending.
    mutating func follow(_ other: Int, by user: Int) throws(Refusal) -> Timestamp? {
        let slug = accounts[other].profile.slug
        guard user != other else { throw Refusal(409, "nobody follows themselves") }
        guard accounts[user].following[slug] == nil else { throw Refusal(409, "already followed") }
        guard !accounts[user].social.requests.contains(where: { $0.to == slug }) else {
            throw Refusal(409, "the request is pending")
        }
        guard accounts[other].profile.isPrivate else {
            startFollowing(other, by: user)
            return now
        }
        accounts[user].social.requests.append(FollowRequest(id: newID(), to: slug, requestedAt: now))
        touchRequest(from: user, to: other)
        return nil
    }

    /// Ends following, or takes back a request that is pending.
    mutating func unfollow(_ other: Int, by user: Int) throws(Refusal) {
        let slug = accounts[other].profile.slug
        if let index = accounts[user].social.requests.firstIndex(where: { $0.to == slug }) {
            accounts[user].social.requests.remove(at: index)
            touchRequest(from: user, to: other)
            return
        }
        guard accounts[user].following.removeValue(forKey: slug) != nil else { throw .notFound }
        accounts[user].activities.touch(.following, at: now)
        accounts[other].activities.touch(.followed, at: now)
    }

    /// The requests that wait for a user's answer, latest first.
    func requests(to user: Int) -> [(from: Int, request: FollowRequest)] {
        let slug = accounts[user].profile.slug
        return accounts.indices.flatMap { index in
            accounts[index].social.requests.filter { $0.to == slug }.map { (from: index, request: $0) }
        }.sorted { $0.request.requestedAt > $1.request.requestedAt }
    }

    /// Answers a request; gives who had asked.
    mutating func answerRequest(_ id: Int?, approve: Bool, by user: Int) throws(Refusal) -> Int {
        guard let (from, request) = requests(to: user).first(where: { $0.request.id == id }) else { throw .notFound }
        accounts[from].social.requests.removeAll { $0.id == request.id }
        touchRequest(from: from, to: user)
        if approve { startFollowing(user, by: from) }
        return from
    }

    private mutating func startFollowing(_ other: Int, by user: Int) {
        accounts[user].following[accounts[other].profile.slug] = now
        accounts[user].activities.touch(.following, at: now)
        accounts[other].activities.touch(.followed, at: now)
    }

    /// `pending_at` is taken for the requests a user waits for, `requested_at` for those that wait for them.
    private mutating func touchRequest(from user: Int, to other: Int) {
        accounts[user].activities.touch(.pending, at: now)
        accounts[other].activities.touch(.requested, at: now)
    }

    /// Blocks a user: their comments are left out from now on.
    mutating func block(_ other: Int, by user: Int) throws(Refusal) {
        let slug = accounts[other].profile.slug
        guard user != other else { throw Refusal(409, "nobody blocks themselves") }
        guard !accounts[user].blockedUsers.contains(slug) else { throw Refusal(409, "already blocked") }
        accounts[user].hidden.append(HiddenItem(section: "comments", subject: .user(slug), hiddenAt: now))
        accounts[user].activities.touch(.commentsBlocked, at: now)
    }

    mutating func unblock(_ other: Int, by user: Int) {
        let slug = accounts[other].profile.slug
        guard accounts[user].blockedUsers.contains(slug) else { return }
        accounts[user].hidden.removeAll { $0.section == "comments" && $0.subject == .user(slug) }
        accounts[user].activities.touch(.commentsBlocked, at: now)
    }
}

extension Account {
    /// The slugs of the blocked users: who is blocked and whose comments are hidden is the same here.
    var blockedUsers: Set<String> {
        Set(
            hidden.compactMap { item in
                guard item.section == "comments", case .user(let slug) = item.subject else { return nil }
                return slug
            })
    }
}

/// How titles and users are hidden from the sections of an account.
extension SandboxState {
    /// What each section takes; `comments` takes users.
    static let hiddenSections: [String: [MediaKind]] = [
        "calendar": [.movie, .show], "progress_watched": [.show, .season], "progress_collected": [.show, .season],
        "recommendations": [.movie, .show], "comments": [], "dropped": [.show],
    ]

    /// The section that can only be read: the shows whose progress was reset.
    static let resetSection = "progress_watched_reset"

    private static let answerKinds: [MediaKind] = [.movie, .show, .season]

    mutating func hide(_ body: JSONValue, in section: String, for user: Int) throws(Refusal) -> JSONValue {
        let (refs, users, sync) = try subjects(body, section)
        var added = KindCounts()
        var addedUsers = 0
        for target in refs {
            added[target.ref.kind] += 1
            let hiddenAt = try target.extras.date("hidden_at") ?? now
            insert(HiddenItem(section: section, subject: .media(target.ref), hiddenAt: hiddenAt), for: user)
            accounts[user].activities.touch(
                section == "dropped" ? .showsDropped : .hidden(target.ref.kind), at: now)
        }
        for (slug, sent) in users.found {
            addedUsers += 1
            let hiddenAt = try sent.date("hidden_at") ?? now
            insert(HiddenItem(section: section, subject: .user(slug), hiddenAt: hiddenAt), for: user)
            accounts[user].activities.touch(.commentsBlocked, at: now)
        }
        return answer("added", added, addedUsers, sync, users.missing)
    }

    mutating func unhide(_ body: JSONValue, in section: String, for user: Int) throws(Refusal) -> JSONValue {
        let (refs, users, sync) = try subjects(body, section)
        var deleted = KindCounts()
        var deletedUsers = 0
        for target in refs where removeHidden(.media(target.ref), section, for: user) {
            deleted[target.ref.kind] += 1
            accounts[user].activities.touch(
                section == "dropped" ? .showsDropped : .hidden(target.ref.kind), at: now)
        }
        for (slug, _) in users.found where removeHidden(.user(slug), section, for: user) {
            deletedUsers += 1
            accounts[user].activities.touch(.commentsBlocked, at: now)
        }
        return answer("deleted", deleted, deletedUsers, sync, users.missing)
    }

    /// The users of a body: the slugs of those who are known, with what was sent of them, and the others.
    private typealias SentUsers = (found: [(slug: String, sent: JSONValue)], missing: [JSONValue])

    private func subjects(
        _ body: JSONValue, _ section: String
    ) throws(Refusal) -> (refs: [SyncBody.Target], users: SentUsers, sync: SyncBody) {
        guard let kinds = Self.hiddenSections[section] else { throw .notFound }
        let sync = try SyncBody(body, kinds: Self.answerKinds, taking: kinds, meaning: .item, state: self)
        var found: [(slug: String, sent: JSONValue)] = []
        var missing: [JSONValue] = []
        for item in body["users"]?.array ?? [] {
            let slug = item["ids"]?["slug"]?.string ?? item["username"]?.string
            if section == "comments", let index = slug.flatMap(accountIndex) {
                found.append((accounts[index].profile.slug, item))
            } else {
                missing.append(item)
            }
        }
        return (sync.targets, (found, missing), sync)
    }

    private mutating func insert(_ item: HiddenItem, for user: Int) {
        _ = removeHidden(item.subject, item.section, for: user)
        accounts[user].hidden.append(item)
    }

    private mutating func removeHidden(_ subject: HiddenItem.Subject, _ section: String, for user: Int) -> Bool {
        let before = accounts[user].hidden.count
        accounts[user].hidden.removeAll { $0.section == section && $0.subject == subject }
        return accounts[user].hidden.count < before
    }

    private func answer(
        _ verb: String, _ counts: KindCounts, _ users: Int, _ sync: SyncBody, _ missing: [JSONValue]
    ) -> JSONValue {
        var changed = counts.json(Self.answerKinds)
        changed["users"] = .int(users)
        var notFound = sync.notFoundJSON(Self.answerKinds)
        notFound["users"] = .array(missing)
        return [JSONObject.Member(key: verb, value: changed), .init(key: "not_found", value: notFound)].json
    }
}

extension Account {
    /// The titles hidden from a section.
    func hiddenRefs(_ sections: String...) -> Set<MediaRef> {
        Set(
            hidden.compactMap { item in
                guard sections.contains(item.section), case .media(let ref) = item.subject else { return nil }
                return ref
            })
    }
}

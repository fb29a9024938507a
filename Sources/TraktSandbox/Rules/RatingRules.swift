/// How ratings change.
extension SandboxState {
    static let mediaKinds: [MediaKind] = [.movie, .show, .season, .episode]

    /// Rates items; rating again overwrites. `added` counts both.
    mutating func addRatings(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.mediaKinds, meaning: .item, state: self)
        var added = KindCounts()
        var ratings = accounts[user].ratings
        for target in sync.targets {
            guard let value = target.extras["rating"]?.int, (1...10).contains(value) else {
                throw .unprocessable("rating", "must be a whole number from 1 to 10")
            }
            let ratedAt = try target.extras.date("rated_at") ?? now
            ratings[target.ref] = Rating(value: value, ratedAt: ratedAt)
            added[target.ref.kind] += 1
        }
        let limits = limits(of: user)
        guard ratings.count <= limits.ratings else {
            throw .limitReached(limits.ratings, vip: accounts[user].profile.isVIP)
        }
        accounts[user].ratings = ratings
        for kind in Self.mediaKinds where added[kind] > 0 { accounts[user].activities.touch(.rated(kind), at: now) }
        return ["added": added.json(Self.mediaKinds), "not_found": sync.notFoundJSON(Self.mediaKinds)]
    }

    mutating func removeRatings(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.mediaKinds, meaning: .item, state: self)
        var deleted = KindCounts()
        for target in sync.targets where accounts[user].ratings.removeValue(forKey: target.ref) != nil {
            deleted[target.ref.kind] += 1
            accounts[user].activities.touch(.rated(target.ref.kind), at: now)
        }
        return ["deleted": deleted.json(Self.mediaKinds), "not_found": sync.notFoundJSON(Self.mediaKinds)]
    }
}

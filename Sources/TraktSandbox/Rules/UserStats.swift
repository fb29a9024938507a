/// The numbers of `/users/{id}/stats`.
struct UserStats {
    let state: SandboxState
    let owner: Int

    var json: JSONValue {
        let account = state.accounts[owner]
        let totals = WatchedTotals(account.plays)
        let (movies, episodes) = (plays(.movie), plays(.episode))
        let collected = Set(account.collection.keys)
        return [
            "movies": [
                "plays": .int(movies.count), "watched": .int(totals.movies.count), "minutes": .int(minutes(movies)),
                "collected": .int(collected.count { $0.kind == .movie }), "ratings": .int(ratings(.movie)),
                "comments": .int(comments(.movie)),
            ],
            "shows": [
                "watched": .int(totals.shows.count),
                "collected": .int(Set(collected.filter { $0.kind == .episode }.compactMap(state.library.showID)).count),
                "ratings": .int(ratings(.show)), "comments": .int(comments(.show)),
            ],
            "seasons": ["ratings": .int(ratings(.season)), "comments": .int(comments(.season))],
            "episodes": [
                "plays": .int(episodes.count), "watched": .int(totals.episodes.count),
                "minutes": .int(minutes(episodes)), "collected": .int(collected.count { $0.kind == .episode }),
                "ratings": .int(ratings(.episode)), "comments": .int(comments(.episode)),
            ],
            "network": [
                "friends": .int(state.accounts.indices.count { $0 != owner && state.areFriends($0, owner) }),
                "followers": .int(state.accounts.count { $0.following[account.profile.slug] != nil }),
                "following": .int(account.following.count),
            ],
            "ratings": [
                "total": .int(account.ratings.count),
                "distribution": (1...10).map { value in
                    JSONObject.Member(
                        key: String(value), value: .int(account.ratings.values.count { $0.value == value }))
                }.json,
            ],
        ]
    }

    private func plays(_ kind: MediaKind) -> [Play] { state.accounts[owner].plays.filter { $0.ref.kind == kind } }
    private func comments(_ kind: MediaKind) -> Int {
        state.accounts[owner].social.comments.count { $0.subject.kind == kind }
    }
    private func ratings(_ kind: MediaKind) -> Int { state.accounts[owner].ratings.keys.count { $0.kind == kind } }

    private func minutes(_ plays: [Play]) -> Int { plays.reduce(0) { $0 + state.runtime(of: $1.ref) } }
}

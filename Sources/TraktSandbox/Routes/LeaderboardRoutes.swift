/// Who watched most this month: of everybody, and of those whom a user follows; and Trakt's own people.
enum LeaderboardRoutes {
    static let routes: [Route] = [
        .get("/users/leaderboard", .optional) { call, state in
            // Paying members see one another, others the people of Trakt only.
            let isMember = call.user.map { state.accounts[$0].profile.isVIP } ?? false
            let members = state.accounts.indices.filter { state.accounts[$0].profile.isVIP }
            let places = ranked(isMember ? Array(members.prefix(100)) : team(state), state)
            return .ok(
                .array(
                    places.enumerated().map { place, entry in
                        [
                            "rank": .int(place + 1),
                            "user": state.json(user: entry.user, extended: [], reader: call.user),
                            "total_minutes": .int(entry.minutes), "total_plays": .int(entry.plays),
                        ]
                    }))
        },
        .get("/users/{id}/leaderboard", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let places = ranked(state.followed(by: owner) + [owner], state)
            return Paging(call.query).answer(Array(places.enumerated())) { place, entry in
                let isLocked = !state.mayRead(user: entry.user, reader: call.user)
                return [
                    "rank": isLocked ? .null : .int(place + 1),
                    "user": state.json(user: entry.user, extended: [], reader: call.user),
                    "total_minutes": isLocked ? .null : .int(entry.minutes),
                    "total_plays": isLocked ? .null : .int(entry.plays), "locked": .bool(isLocked),
                ]
            }
        },
        .get("/team", .ignored) { call, state in
            let people = team(state)
            return .ok(.array(people.map { ["user": state.json(user: $0, extended: call.extended, reader: nil)] }))
        },
    ]

    /// The accounts that work for Trakt, here the public one.
    static func team(_ state: SandboxState) -> [Int] {
        state.accountIndex(DemoAccounts.publicUser).map { [$0] } ?? []
    }

    private static func ranked(_ users: [Int], _ state: SandboxState) -> [(user: Int, minutes: Int, plays: Int)] {
        let start = state.now.adding(days: -30)
        return users.map { user in
            let plays = state.accounts[user].plays.filter { ($0.watchedAt ?? start) > start }
            return (user, plays.reduce(0) { $0 + state.runtime(of: $1.ref) }, plays.count)
        }.sorted { ($1.minutes, $0.user) < ($0.minutes, $1.user) }
    }
}

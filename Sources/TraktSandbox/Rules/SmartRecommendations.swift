/// Titles the user does not know yet, each with what it is recommended for.
struct SmartRecommendations {
    let state: SandboxState
    let call: Call
    let user: Int

    /// What a user knows and likes, reduced to genres.
    private struct Reason {
        var id: Int
        var type: String
        var title: ChartTitle
        var genres: Set<String>
    }

    /// At most `limit` (10, up to 100) entries, not paged.
    func answer(_ media: SmartList.Media) -> Answer {
        let view = state.view(call.extended)
        let reasons = reasons
        let limit = Paging(call.query, default: 10, cap: 100).limit
        let titles = Self.candidates(media, state, call, user).prefix(limit).map { title -> JSONValue in
            let genres = Self.genres(of: title)
            let sources = reasons.filter { !$0.genres.isDisjoint(with: genres) }.prefix(3)
            return [
                title.key: title.json(view),
                "score": .double(Double(title.votes) / Double(title.votes + 1000)),
                "sources": .array(
                    sources.map { reason in
                        [
                            "id": .int(reason.id), "type": .string(reason.type), "stars": 3,
                            "subgenres": .strings(reason.genres.intersection(genres).sorted()),
                            reason.title.key: reason.title.json(view),
                        ]
                    }),
            ]
        }
        return .ok(.array(Array(titles)))
    }

    /// What is out or coming and neither watched nor hidden from the recommendations, popular ones first.
    static func candidates(
        _ media: SmartList.Media, _ state: SandboxState, _ call: Call, _ user: Int
    ) -> [ChartTitle] {
        candidates(media, state, user, matching: state.filter(call))
    }

    static func candidates(
        _ media: SmartList.Media, _ state: SandboxState, _ user: Int, matching filter: MediaFilter
    ) -> [ChartTitle] {
        let account = state.accounts[user]
        let marks = TitleMarks(account)
        let hidden = account.hiddenRefs("recommendations")
        let titles = ChartTitle.all(media, in: state, matching: filter).filter {
            !hidden.contains($0.ref) && !marks.has(.watched, $0.ref)
        }
        return Chart.popular.ordered(titles)
    }

    private var reasons: [Reason] {
        let account = state.accounts[user]
        let favorites = account.favorites.items.map { (ref: $0.ref, type: "favorite") }
        let plays = account.plays.suffix(20).compactMap { play -> (ref: MediaRef, type: String)? in
            if play.ref.kind == .movie { return (play.ref, "activity") }
            return state.library.showID(of: play.ref).map { (.show($0), "activity") }
        }
        return (favorites + plays).compactMap { ref, type in
            guard let title = state.title(ref) else { return nil }
            return Reason(id: ref.id, type: type, title: title, genres: Self.genres(of: title))
        }
    }

    private static func genres(of title: ChartTitle) -> Set<String> {
        switch title.subject {
        case .movie(let movie): Set(movie.facts.genres)
        case .show(let show): Set(show.facts.genres)
        }
    }
}

extension SandboxState {
    /// A movie or show of the library, ready for a chart.
    func title(_ ref: MediaRef) -> ChartTitle? {
        if ref.kind == .movie { return library.movie(ref.id).map { ChartTitle($0, at: now) } }
        return ref.kind == .show ? library.show(ref.id).map { ChartTitle($0, at: now) } : nil
    }
}

/// What a user did within a span of time, in numbers.
struct Review {
    let state: SandboxState
    let owner: Int
    let start: Timestamp
    let end: Timestamp
    let view: MediaView

    private var account: Account { state.accounts[owner] }

    private func contains(_ moment: Timestamp?) -> Bool { moment.map { start <= $0 && $0 < end } ?? false }

    private var plays: [Play] {
        account.plays.filter { contains($0.watchedAt) }.sorted {
            ($0.watchedAt ?? start, $0.id) < ($1.watchedAt ?? start, $1.id)
        }
    }

    /// Services only come with a month.
    func json(withServices: Bool) -> JSONValue {
        let plays = plays
        var json: JSONValue = [
            "stats": stats(plays),
            "images": [
                "cover": "https://media.trakt.tv/images/reviews/cover.jpg.webp",
                "story": "https://media.trakt.tv/images/reviews/story.jpg.webp",
            ],
            "first_watched": plays.first.map(watched) ?? .null, "last_watched": plays.last.map(watched) ?? .null,
            "countries": ["shows": countries(plays, .episode), "movies": countries(plays, .movie)],
            "trends": ["shows": trends(plays, .shows), "movies": trends(plays, .movies)],
            "thanks": ["shows": thanks(.shows), "movies": thanks(.movies)],
        ]
        if withServices { json["streaming_services"] = services(plays) }
        return json
    }

    private func stats(_ plays: [Play]) -> JSONValue {
        var all = categories(plays, nil)
        all["lists_counts"] = counts(account.lists.count { contains($0.contents.createdAt) })
        return [
            "all": all, "shows": categories(plays.filter { $0.ref.kind == .episode }, .show),
            "movies": categories(plays.filter { $0.ref.kind == .movie }, .movie),
        ]
    }

    private func categories(_ plays: [Play], _ kind: MediaKind?) -> JSONValue {
        func belongs(_ ref: MediaRef) -> Bool { kind == nil || (ref.kind == .movie) == (kind == .movie) }
        return [
            "minutes": counts(plays.reduce(0) { $0 + state.runtime(of: $1.ref) }),
            "play_counts": counts(plays.count),
            "collected_counts": counts(
                account.collection.count { belongs($0.key) && contains($0.value.collectedAt) }),
            "ratings_counts": counts(account.ratings.count { belongs($0.key) && contains($0.value.ratedAt) }),
            "comments_counts": counts(
                account.social.comments.count { belongs($0.subject) && contains($0.createdAt) }),
        ]
    }

    /// A total with its means over the span.
    private func counts(_ total: Int) -> JSONValue {
        let days = max((end.milliseconds - start.milliseconds) / 86_400_000, 1)
        func mean(_ length: Int) -> JSONValue { .double((Double(total * length * 10) / Double(days)).rounded() / 10) }
        return [
            "total": .int(total), "yearly": mean(365), "monthly": mean(30), "weekly": mean(7), "daily": mean(1),
        ]
    }

    private func watched(_ play: Play) -> JSONValue {
        var json: JSONValue = ["watched_at": .optional(play.watchedAt), "type": .string(play.ref.kind.rawValue)]
        json.merge(view.members(of: play.ref))
        return json
    }

    private func title(of play: Play) -> MediaRef? {
        play.ref.kind == .movie ? play.ref : state.library.showID(of: play.ref).map(MediaRef.show)
    }

    private func countries(_ plays: [Play], _ kind: MediaKind) -> JSONValue {
        let titles = Set(plays.filter { $0.ref.kind == kind }.compactMap(title))
        let codes = titles.compactMap { ref in
            ref.kind == .movie ? state.library.movie(ref.id)?.facts.country : state.library.show(ref.id)?.facts.country
        }
        let counted = Dictionary(grouping: codes) { $0 }.mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [
            "country_count": .int(counted.count),
            "countries": .array(counted.map { ["country": .string($0.key), "count": .int($0.value)] }),
        ]
    }

    /// The title of each month that most people watched.
    private func trends(_ plays: [Play], _ media: SmartList.Media) -> JSONValue {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let seen = Set(plays.compactMap(title))
        let titles = ChartTitle.all(media, in: state, matching: MediaFilter([:])).filter { contains($0.releasedAt) }
        let months = Dictionary(grouping: titles) { $0.releasedAt?.calendarDay.month ?? 1 }
        return .array(
            months.sorted { $0.key < $1.key }.compactMap { month, titles in
                guard let best = Chart.popular.ordered(titles).first else { return nil }
                return [
                    "month": .int(month), "month_name": .string(names[month - 1]),
                    "watchers": .int(best.votes * 12), "watched": .bool(seen.contains(best.ref)),
                    best.key: best.json(view),
                ]
            })
    }

    /// Popular titles that the user has not watched.
    private func thanks(_ media: SmartList.Media) -> JSONValue {
        let titles = SmartRecommendations.candidates(media, state, owner, matching: MediaFilter([:])).prefix(5)
        return .array(titles.map { [$0.key: $0.json(view)] })
    }

    private func services(_ plays: [Play]) -> JSONValue {
        let country = account.preferences.country
        let titles = Set(plays.compactMap(title))
        let found = WatchNowSource.all.filter { $0.offer == .subscription }.compactMap { source -> JSONValue? in
            let here = titles.filter { state.watchNowSources(of: $0).contains(source) }
            guard !here.isEmpty else { return nil }
            let movies = here.count { $0.kind == .movie }
            return [
                "source": .string(source.slug), "name": .string(source.name), "shows": .int(here.count - movies),
                "movies": .int(movies), "all": .int(here.count),
            ]
        }
        return ["country": .string(country), "services": .array(found)]
    }
}

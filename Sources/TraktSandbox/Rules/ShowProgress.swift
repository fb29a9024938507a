/// How far an account is with a show, watched or collected: only aired episodes count.
struct ShowProgress: Sendable {
    /// What counts as done: the latest date by episode id; `nil` inside for a play without a date.
    var done: [Int: Timestamp?]
    /// How often each episode was done, by its id.
    var counts: [Int: Int] = [:]
    var show: Show
    var now: Timestamp
    var specials = false
    var countSpecials = true
    /// Seasons the account hid from progress.
    var hiddenSeasons: Set<Int> = []
    /// Whether the last episode is the one done most recently, not the one that aired last.
    var followsActivity = false

    /// Whether the document tells plays and minutes (`include_stats=true`).
    var includesStats = false

    /// Plays and minutes, with what is left of the aired episodes.
    var stats: JSONValue {
        let watched = show.episodes.reduce(0) { $0 + (counts[$1.ids.trakt] ?? 0) * $1.runtime }
        let left = counted.filter { done[$0.ids.trakt] == nil }.reduce(0) { $0 + $1.runtime }
        return [
            "play_count": .int(counts.values.reduce(0, +)), "minutes_watched": .int(watched),
            "minutes_left": .int(left),
        ]
    }

    /// Minutes of the aired episodes that are left, and of all of them.
    var minutesLeft: Int { counted.filter { done[$0.ids.trakt] == nil }.reduce(0) { $0 + $1.runtime } }
    var minutes: Int { counted.reduce(0) { $0 + $1.runtime } }

    private var seasons: [Season] {
        show.seasons.filter { ($0.number > 0 || specials) && !hiddenSeasons.contains($0.number) }
    }

    private var counted: [Episode] {
        seasons.filter { $0.number > 0 || countSpecials }.flatMap { $0.aired(at: now) }
    }

    var aired: Int { counted.count }
    var completed: Int { counted.count { done[$0.ids.trakt] != nil } }

    var lastAt: Timestamp? {
        show.episodes.compactMap { done[$0.ids.trakt] ?? nil }.max()
    }

    /// The first aired episode after the last done one that is not done; `nil` when nothing follows.
    var next: Episode? {
        let regular = counted.filter { $0.season > 0 || specials }
        guard let id = last?.ids.trakt, let last = regular.firstIndex(where: { $0.ids.trakt == id }) else {
            return regular.first
        }
        return regular[(last + 1)...].first { done[$0.ids.trakt] == nil }
            ?? regular.first { done[$0.ids.trakt] == nil }
    }

    /// The done episode that aired last, or with `followsActivity` the one with the latest date.
    var last: Episode? {
        let known = seasons.flatMap(\.episodes).filter { done[$0.ids.trakt] != nil }
        guard followsActivity else { return known.last }
        return known.max { left, right in
            let (one, other) = (done[left.ids.trakt] ?? nil, done[right.ids.trakt] ?? nil)
            return (one?.milliseconds ?? 0) < (other?.milliseconds ?? 0)
        }
    }

    /// The document of `/shows/{id}/progress/watched` or `collection`.
    func json(lastKey: String, dateKey: String, resetAt: Timestamp?, view: MediaView) -> JSONValue {
        var json: JSONValue = ["aired": .int(aired), "completed": .int(completed), lastKey: .optional(lastAt)]
        if lastKey == "last_watched_at" { json["reset_at"] = .optional(resetAt) }
        json["seasons"] = .array(
            seasons.map { season in
                let aired = season.aired(at: now)
                return [
                    "number": .int(season.number), "title": .string(season.title), "aired": .int(aired.count),
                    "completed": .int(aired.count { done[$0.ids.trakt] != nil }),
                    "episodes": .array(
                        aired.map { episode in
                            let entry = done[episode.ids.trakt]
                            return [
                                "number": .int(episode.number), "completed": .bool(entry != nil),
                                dateKey: .optional(entry ?? nil),
                            ]
                        }),
                ]
            })
        json["hidden_seasons"] = .array(
            show.seasons.filter { hiddenSeasons.contains($0.number) }.map { view.season($0, of: show) })
        if includesStats { json["stats"] = stats }
        json["next_episode"] = next.map { view.episode($0, of: show) } ?? .null
        json["last_episode"] = last.map { view.episode($0, of: show) } ?? .null
        return json
    }
}

extension Account {
    /// When each episode was last watched, and how often, by show.
    struct WatchedEpisodes: Sendable {
        var dates: [Int: Timestamp?] = [:]
        var counts: [Int: Int] = [:]
    }

    /// What was watched of each show; `sinceReset` leaves out plays from before its progress was reset.
    func watchedEpisodes(sinceReset: Bool) -> [Int: WatchedEpisodes] {
        var shows: [Int: WatchedEpisodes] = [:]
        for play in plays where play.ref.kind == .episode {
            let show = EpisodeNumbering.place(ofEpisode: play.ref.id).show
            if sinceReset, let reset = resets[show], (play.watchedAt ?? reset) < reset { continue }
            let known = shows[show]?.dates[play.ref.id] ?? nil
            shows[show, default: WatchedEpisodes()].dates[play.ref.id] = .some(
                [known, play.watchedAt].compactMap(\.self).max())
            shows[show, default: WatchedEpisodes()].counts[play.ref.id, default: 0] += 1
        }
        return shows
    }

    func collectedDates(ofShow show: Int) -> [Int: Timestamp?] {
        var dates: [Int: Timestamp?] = [:]
        for (ref, item) in collection where ref.kind == .episode {
            guard EpisodeNumbering.place(ofEpisode: ref.id).show == show else { continue }
            dates[ref.id] = .some(item.collectedAt)
        }
        return dates
    }

    /// The numbers of a show's seasons hidden from a section.
    func hiddenSeasons(ofShow show: Int, section: String) -> Set<Int> {
        Set(
            hiddenRefs(section).compactMap { ref in
                guard ref.kind == .season, EpisodeNumbering.show(ofSeason: ref.id) == show else { return nil }
                return EpisodeNumbering.number(ofSeason: ref.id)
            })
    }
}

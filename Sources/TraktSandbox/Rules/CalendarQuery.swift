/// What airs or is released in a span of days.
struct CalendarQuery: Sendable {
    /// Which calendar.
    enum Kind: String, Sendable, CaseIterable {
        case shows, new, premieres, finales, movies, streaming, dvd, media
    }

    /// Longer spans are cut to this. What Trakt does with them is not confirmed.
    static let maximumDays = 33

    var kind: Kind
    /// The first day, midnight in UTC.
    var start: Timestamp
    var days: Int
    var filter: MediaFilter
    /// Only what this account follows; `nil` for everything.
    var account: Account?
    /// Several episodes of a show on one day become one entry.
    var groupedByDay = false

    /// Reads the path: the start defaults to today, the span to seven days.
    init(
        _ kind: Kind, start: String?, days: String?, filter: MediaFilter, account: Account?, now: Timestamp
    ) throws(Refusal) {
        self.kind = kind
        self.filter = filter
        self.account = account
        if let start {
            guard let moment = Timestamp(start) else { throw Refusal(400, "\(start) is not a date YYYY-MM-DD") }
            self.start = moment.startOfDay
        } else {
            self.start = now.startOfDay
        }
        if let days {
            guard let count = Int(days), count > 0 else { throw Refusal(400, "\(days) is not a number of days") }
            self.days = min(count, Self.maximumDays)
        } else {
            self.days = 7
        }
    }

    var end: Timestamp { start.adding(days: days) }

    /// One airing or release.
    struct Entry: Sendable {
        enum Subject: Sendable {
            case episode(Episode, Show, type: String)
            case movie(Movie, day: String)
        }

        var moment: Timestamp
        var subject: Subject
    }

    /// The entries, earliest first.
    func entries(in library: Library) -> [Entry] {
        var entries: [Entry] = []
        switch kind {
        case .shows, .new, .premieres, .finales: entries = episodes(in: library)
        case .movies: entries = movies(in: library, \.released)
        case .streaming: entries = movies(in: library, \.digital)
        case .dvd: entries = movies(in: library, \.physical)
        case .media: entries = episodes(in: library) + movies(in: library, \.released)
        }
        return entries.enumerated().sorted { left, right in
            (left.element.moment, left.offset) < (right.element.moment, right.offset)
        }.map(\.element)
    }

    private func episodes(in library: Library) -> [Entry] {
        let followed = account.map(Followed.init)
        return library.shows.flatMap { show -> [Entry] in
            guard filter.matches(show) else { return [] }
            let airing = show.episodes.filter { episode in
                guard let moment = episode.firstAired, start <= moment, moment < end else { return false }
                return isWanted(episode) && filter.matches(episode) && followed?.contains(episode, of: show) ?? true
            }
            return groupedByDay ? grouped(airing, of: show) : airing.map { entry($0, show, $0.kind.rawValue) }
        }
    }

    private func entry(_ episode: Episode, _ show: Show, _ type: String) -> Entry {
        Entry(moment: episode.firstAired ?? start, subject: .episode(episode, show, type: type))
    }

    /// One entry a day: the first episode, with a type that tells that there are more.
    private func grouped(_ airing: [Episode], of show: Show) -> [Entry] {
        Dictionary(grouping: airing) { $0.firstAired?.startOfDay ?? start }.values.compactMap { episodes in
            guard let first = episodes.first else { return nil }
            guard episodes.count > 1 else { return entry(first, show, first.kind.rawValue) }
            let whole = show.season(first.season)?.episodes.count == episodes.count
            return entry(first, show, whole ? "full_season" : "multiple_episodes")
        }
    }

    private func isWanted(_ episode: Episode) -> Bool {
        switch kind {
        case .new: episode.kind == .seriesPremiere
        case .premieres: [.seriesPremiere, .seasonPremiere, .midSeasonPremiere].contains(episode.kind)
        case .finales: [.midSeasonFinale, .seasonFinale, .seriesFinale].contains(episode.kind)
        default: true
        }
    }

    private func movies(in library: Library, _ day: (Movie) -> String?) -> [Entry] {
        let followed = account.map(Followed.init)
        return library.movies.compactMap { movie in
            guard let text = day(movie), let moment = Timestamp(text), start <= moment, moment < end,
                filter.matches(movie), followed?.contains(movie) ?? true
            else { return nil }
            return Entry(moment: moment, subject: .movie(movie, day: text))
        }
    }
}

/// What an account follows: shows it watched, collected or put on the watchlist, single episodes and movies on the
/// watchlist, less what it hid from the calendar or dropped.
struct Followed: Sendable {
    private var shows: Set<Int> = []
    private var episodes: Set<Int> = []
    private var movies: Set<Int> = []

    init(_ account: Account) {
        for play in account.plays where play.ref.kind == .episode {
            shows.insert(EpisodeNumbering.place(ofEpisode: play.ref.id).show)
        }
        for ref in account.collection.keys {
            if ref.kind == .episode { shows.insert(EpisodeNumbering.place(ofEpisode: ref.id).show) }
            if ref.kind == .movie { movies.insert(ref.id) }
        }
        for item in account.watchlist.items {
            switch item.ref.kind {
            case .show: shows.insert(item.ref.id)
            case .season: shows.insert(EpisodeNumbering.show(ofSeason: item.ref.id))
            case .episode: episodes.insert(item.ref.id)
            case .movie: movies.insert(item.ref.id)
            case .person, .list: break
            }
        }
        for ref in account.hiddenRefs("calendar", "dropped") {
            if ref.kind == .show { shows.remove(ref.id) }
            if ref.kind == .movie { movies.remove(ref.id) }
        }
    }

    func contains(_ episode: Episode, of show: Show) -> Bool {
        shows.contains(show.id) || episodes.contains(episode.ids.trakt)
    }

    func contains(_ movie: Movie) -> Bool { movies.contains(movie.id) }
}

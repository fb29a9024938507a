/// Leaves out titles by where they stand and by what the user did with them (`ignore_watched=true`, `hide=ended`).
struct StateFilter: Sendable {
    /// Why a title is left out.
    enum Reason: String, Sendable, Hashable, CaseIterable {
        case watched, collected, watchlisted, watching, rated, listed
        case unwatched, uncollected, unwatchlisted, unrated
        case unreleased, released, ended, airing
        case noReleaseDate = "no_release_date"

        /// Reads the spellings of `hide` and `ignore_`.
        init?(spelling: String) {
            switch spelling {
            case "watchlist": self = .watchlisted
            case "noreleasedate": self = .noReleaseDate
            default: self.init(rawValue: spelling)
            }
        }

        /// Whether only a user's account can tell.
        var needsAccount: Bool {
            ![.unreleased, .released, .ended, .airing, .noReleaseDate].contains(self)
        }
    }

    private let reasons: Set<Reason>
    private let marks: TitleMarks?

    /// Without an account only the reasons count that lie in the title.
    init(_ query: [String: String], account: Account?) {
        let reasons = Self.reasons(in: query)
        self.init(reasons, account: account)
    }

    init(_ reasons: Set<Reason>, account: Account?) {
        self.reasons = account == nil ? reasons.filter { !$0.needsAccount } : reasons
        marks = self.reasons.contains(where: \.needsAccount) ? account.map(TitleMarks.init) : nil
    }

    static let prefixes = ["ignore_", "hide_"]
    /// Belong to the items of lists, not to titles.
    static let itemWords: Set<String> = ["notes", "nonotes"]
    /// Names that begin like a reason and are none: parameters of progress answers.
    static let otherFlags: Set<String> = ["hide_completed", "hide_not_completed"]

    static func reasons(in query: [String: String]) -> Set<Reason> {
        var reasons: Set<Reason> = []
        for (name, value) in query {
            if name == "hide" {
                reasons.formUnion(value.split(separator: ",").compactMap { Reason(spelling: String($0)) })
            } else if let prefix = prefixes.first(where: name.hasPrefix), value == "true" || value == "1" {
                if let reason = Reason(spelling: String(name.dropFirst(prefix.count))) { reasons.insert(reason) }
            }
        }
        return reasons
    }

    /// Words of a query that say no reason.
    static func unknownWords(in query: [String: String]) -> [String] {
        query.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
            if name == "hide" {
                return value.split(separator: ",").map(String.init)
                    .filter { Reason(spelling: $0) == nil && !itemWords.contains($0) }.map { "hide=\($0)" }
            }
            guard !otherFlags.contains(name), let prefix = prefixes.first(where: name.hasPrefix) else { return [] }
            return Reason(spelling: String(name.dropFirst(prefix.count))) == nil ? [name] : []
        }
    }

    func allows(_ movie: Movie, at now: Timestamp) -> Bool {
        guard !reasons.isEmpty else { return true }
        let isOut = movie.released.map { $0 <= now.dayString }
        return allows(movie.ref, isOut: isOut, ended: false, airing: false, watching: false)
    }

    func allows(_ show: Show, at now: Timestamp) -> Bool {
        guard !reasons.isEmpty else { return true }
        let isOver = ["ended", "canceled"].contains(show.facts.status)
        let airing = ["returning series", "continuing"].contains(show.facts.status)
        let isOut = show.firstAired.map { $0 <= now }
        let watching = reasons.contains(.watching) && (marks?.isWatching(show, at: now) ?? false)
        return allows(show.ref, isOut: isOut, ended: isOver, airing: airing, watching: watching)
    }

    /// `isOut` is `nil` when no date is known.
    private func allows(_ ref: MediaRef, isOut: Bool?, ended: Bool, airing: Bool, watching: Bool) -> Bool {
        !reasons.contains { reason in
            switch reason {
            case .unreleased: isOut == false
            case .released: isOut == true
            case .noReleaseDate: isOut == nil
            case .ended: ended
            case .airing: airing
            case .watching: watching
            default: marks?.has(reason, ref) ?? false
            }
        }
    }
}

/// What a user did with whole movies and shows.
struct TitleMarks: Sendable {
    private var watched: Set<MediaRef> = []
    private var collected: Set<MediaRef> = []
    private let watchlisted: Set<MediaRef>
    private let rated: Set<MediaRef>
    private let listed: Set<MediaRef>
    private var episodes: Set<Int> = []

    init(_ account: Account) {
        for play in account.plays {
            if play.ref.kind == .movie { watched.insert(play.ref) }
            guard play.ref.kind == .episode else { continue }
            episodes.insert(play.ref.id)
            watched.insert(.show(EpisodeNumbering.place(ofEpisode: play.ref.id).show))
        }
        for ref in account.collection.keys {
            collected.insert(ref.kind == .episode ? .show(EpisodeNumbering.place(ofEpisode: ref.id).show) : ref)
        }
        watchlisted = Set(account.watchlist.items.map(\.ref))
        rated = Set(account.ratings.keys)
        listed = Set(account.lists.flatMap(\.contents.items).map(\.ref))
    }

    func has(_ reason: StateFilter.Reason, _ ref: MediaRef) -> Bool {
        switch reason {
        case .watched: watched.contains(ref)
        case .unwatched: !watched.contains(ref)
        case .collected: collected.contains(ref)
        case .uncollected: !collected.contains(ref)
        case .watchlisted: watchlisted.contains(ref)
        case .unwatchlisted: !watchlisted.contains(ref)
        case .rated: rated.contains(ref)
        case .unrated: !rated.contains(ref)
        case .listed: listed.contains(ref)
        default: false
        }
    }

    /// Begun and not up to date.
    func isWatching(_ show: Show, at now: Timestamp) -> Bool {
        watched.contains(show.ref) && show.aired(at: now).contains { !episodes.contains($0.ids.trakt) }
    }
}

/// The filters of a call (`genres`, `years`, `ratings`, ...): every one that is there must be met.
struct MediaFilter: Sendable {
    private let text: String?
    private let ranges: [String: FilterRange]
    private let sets: [String: FilterSet]
    private let watchNow: [String]
    private let preference: WatchNowPreference
    private let states: StateFilter
    private let now: Timestamp?

    /// Without a `now`, filters that depend on the moment (`watchnow`, `hide`) let everything pass.
    init(_ query: [String: String], account: Account? = nil, now: Timestamp? = nil) {
        text = query["query"].flatMap { $0.isEmpty ? nil : $0.lowercased() }
        ranges = query.filter { Self.rangeNames.contains($0.key) }.compactMapValues(FilterRange.init)
        sets = query.filter { Self.setNames.contains($0.key) }.reduce(into: [:]) { sets, filter in
            sets[filter.key] = FilterSet(filter.value, needsAll: query["\(filter.key)_operator"] == "and")
        }.filter { !$0.value.isEmpty }
        watchNow = (query["watchnow"] ?? "").split(separator: ",").map(String.init)
        preference = account?.preferences.watchNow ?? WatchNowPreference()
        states = StateFilter(query, account: account)
        self.now = now
    }

    static let rangeNames: Set<String> = [
        "years", "runtimes", "ratings", "votes", "tmdb_ratings", "tmdb_votes", "imdb_ratings", "imdb_votes",
        "rt_meters", "rt_user_meters", "metascores", "letterboxd_ratings", "mal_ratings",
    ]

    static let setNames: Set<String> = [
        "genres", "subgenres", "languages", "countries", "studios", "studio_ids", "certifications", "status",
        "statuses", "networks", "network_ids", "keywords", "episode_types",
    ]

    /// What is wrong with the filters of a query; Trakt itself passes over such values without a word.
    static func objections(to query: [String: String]) -> [String] {
        query.sorted { $0.key < $1.key }.compactMap { name, value in
            if name == "watchnow" { return unknownSource(in: value).map { "watchnow=\($0) is not known" } }
            guard rangeNames.contains(name) else { return nil }
            guard let range = FilterRange(value) else { return "\(name)=\(value) is not a number or a range a-b" }
            return range.isReversed ? "\(name)=\(value) is a reversed range" : nil
        } + StateFilter.unknownWords(in: query).map { "\($0) is not a filter by state" }
    }

    private static func unknownSource(in choices: String) -> String? {
        choices.split(separator: ",").map(String.init).first { choice in
            WatchNowPreference.Choice(rawValue: choice) == nil && WatchNowSource.named([choice]).isEmpty
        }
    }

    /// Rotten Tomatoes, Metacritic and Letterboxd know movies only; a show passes those filters never.
    func matches(_ show: Show) -> Bool {
        let facts = show.facts
        if let now {
            guard states.allows(show, at: now),
                watchNow.isEmpty || preference.allows(watchNow, show.watchNowSources(at: now))
            else { return false }
        }
        return matchesText([facts.title, facts.originalTitle])
            && allRanges { name in
                switch name {
                case "years": show.year.map(Double.init)
                case "runtimes": facts.runtime.map(Double.init)
                case "ratings": facts.rating * 10
                case "votes": Double(facts.votes)
                case "tmdb_ratings": facts.tmdbRating
                case "tmdb_votes": facts.tmdbVotes.map(Double.init)
                case "imdb_ratings": facts.imdbRating
                case "imdb_votes": facts.imdbVotes.map(Double.init)
                case "mal_ratings": show.malRating
                default: nil
                }
            }
            && allSets { name in
                switch name {
                case "genres": facts.genres
                case "subgenres": facts.subgenres ?? []
                case "keywords": show.keywords
                case "languages": languages(facts.language, facts.languages)
                case "countries": [facts.country].compactMap(\.self)
                case "studios": (facts.studios ?? []).map(\.slug)
                case "studio_ids": (facts.studios ?? []).map { String($0.id) }
                case "certifications": [facts.certification].compactMap(\.self)
                case "status", "statuses": [facts.status]
                case "networks": [facts.network].compactMap(\.self)
                case "network_ids": [facts.networkId.map(String.init)].compactMap(\.self)
                default: nil
                }
            }
    }

    func matches(_ movie: Movie) -> Bool {
        let facts = movie.facts
        if let now {
            guard states.allows(movie, at: now),
                watchNow.isEmpty || preference.allows(watchNow, movie.watchNowSources(at: now))
            else { return false }
        }
        return matchesText([facts.title, facts.originalTitle])
            && allRanges { name in
                switch name {
                case "years": movie.year.map(Double.init)
                case "runtimes": facts.runtime.map(Double.init)
                case "ratings": facts.rating * 10
                case "votes": Double(facts.votes)
                case "tmdb_ratings": facts.tmdbRating
                case "tmdb_votes": facts.tmdbVotes.map(Double.init)
                case "imdb_ratings": facts.imdbRating
                case "imdb_votes": facts.imdbVotes.map(Double.init)
                case "rt_meters": facts.rtMeter
                case "rt_user_meters": facts.rtUserMeter
                case "metascores": facts.metascore
                case "letterboxd_ratings": movie.letterboxdRating
                case "mal_ratings": movie.malRating
                default: nil
                }
            }
            && allSets { name in
                switch name {
                case "genres": facts.genres
                case "subgenres": facts.subgenres ?? []
                case "keywords": movie.keywords
                case "languages": languages(facts.language, facts.languages)
                case "countries": [facts.country].compactMap(\.self)
                case "studios": (facts.studios ?? []).map(\.slug)
                case "studio_ids": (facts.studios ?? []).map { String($0.id) }
                case "certifications": [facts.certification].compactMap(\.self)
                // Networks and airing states are a show's: they do not narrow movies in a mixed search.
                default: nil
                }
            }
    }

    /// An episode passes when its show does and its type is one of those asked for.
    func matches(_ episode: Episode) -> Bool {
        sets["episode_types"]?.matches([episode.kind.rawValue]) ?? true
    }

    private func languages(_ original: String?, _ all: [String]?) -> [String] {
        [original].compactMap(\.self) + (all ?? [])
    }

    private func matchesText(_ titles: [String?]) -> Bool {
        guard let text else { return true }
        return titles.contains { $0?.lowercased().contains(text) ?? false }
    }

    private func allRanges(_ value: (String) -> Double?) -> Bool {
        ranges.allSatisfy { name, range in value(name).map(range.contains) ?? false }
    }

    /// A name for which `values` gives `nil` does not apply.
    private func allSets(_ values: (String) -> [String]?) -> Bool {
        sets.allSatisfy { name, set in values(name).map(set.matches) ?? true }
    }
}

/// A number or `a-b`, ends included; either end may be left open.
struct FilterRange: Sendable, Hashable {
    private let lower: Double
    private let upper: Double

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let value = Double(parts[0]) else { return nil }
            (lower, upper) = (value, value)
        case 2:
            guard !(parts[0].isEmpty && parts[1].isEmpty),
                let low = parts[0].isEmpty ? 0 : Double(parts[0]),
                let high = parts[1].isEmpty ? .infinity : Double(parts[1])
            else { return nil }
            (lower, upper) = (low, high)
        default: return nil
        }
    }

    var isReversed: Bool { upper < lower }

    func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// Values separated by commas, any of which is enough. `-value` excludes; the `+` of saved filters has no effect.
struct FilterSet: Sendable, Hashable {
    private var wanted: Set<String> = []
    private var unwanted: Set<String> = []
    /// Whether every wanted value must be there (`genres_operator=and`), not just one.
    private let needsAll: Bool

    init(_ text: String, needsAll: Bool = false) {
        self.needsAll = needsAll
        for part in text.split(separator: ",") {
            let value = part.trimmingPrefix(" ").lowercased()
            if value.hasPrefix("-") {
                unwanted.insert(String(value.dropFirst()))
            } else {
                wanted.insert(value.hasPrefix("+") ? String(value.dropFirst()) : value)
            }
        }
    }

    var isEmpty: Bool { wanted.isEmpty && unwanted.isEmpty }

    func matches(_ values: [String]) -> Bool {
        let values = Set(values.map { $0.lowercased() })
        guard unwanted.isDisjoint(with: values) else { return false }
        return needsAll ? wanted.isSubset(of: values) : wanted.isEmpty || !wanted.isDisjoint(with: values)
    }
}

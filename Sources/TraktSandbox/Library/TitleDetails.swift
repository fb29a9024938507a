/// What the sub-resources of a title tell: people, ratings, numbers, texts.
struct TitleDetails {
    let library: Library
    let ref: MediaRef
    let view: MediaView

    private var show: Show? { library.showID(of: ref).flatMap(library.show) }
    private var movie: Movie? { ref.kind == .movie ? library.movie(ref.id) : nil }

    private var rating: Double { movie?.facts.rating ?? show?.facts.rating ?? 0 }

    /// Seasons and episodes have a part of their show's votes.
    var votes: Int {
        switch ref.kind {
        case .season: (show?.facts.votes ?? 0) / 10
        case .episode: (show?.facts.votes ?? 0) / 20
        default: movie?.facts.votes ?? show?.facts.votes ?? 0
        }
    }

    /// `{rating, votes, distribution}`, with `extended=all` for every source that knows the title.
    var ratings: JSONValue {
        let own: JSONValue = ["rating": .double(rating), "votes": .int(votes), "distribution": distribution]
        guard view.extended.contains(.all) else { return own }
        func source(_ rating: Double?, _ votes: Int?, _ link: JSONValue) -> JSONValue {
            ["rating": rating.map(JSONValue.double) ?? .null, "votes": .optional(votes), "link": link]
        }
        let title = self.movie
        let anime = movie?.malRating ?? (ref.kind == .show ? self.show?.malRating : nil)
        let movie = movie?.facts
        let show = ref.kind == .show ? show?.facts : nil
        var json: JSONValue = [
            "trakt": own,
            "tmdb": source(movie?.tmdbRating ?? show?.tmdbRating, movie?.tmdbVotes ?? show?.tmdbVotes, nil),
            "imdb": source(movie?.imdbRating ?? show?.imdbRating, movie?.imdbVotes ?? show?.imdbVotes, nil),
            "metascore": ["rating": movie?.metascore.map(JSONValue.double) ?? .null, "link": nil],
            "rotten_tomatoes": [
                "rating": movie?.rtMeter.map(JSONValue.double) ?? .null,
                "user_rating": movie?.rtUserMeter.map(JSONValue.double) ?? .null, "state": nil, "user_state": nil,
                "link": nil,
            ],
        ]
        // Letterboxd knows films only, MyAnimeList anime only.
        if let title { json["letterboxd"] = source(title.letterboxdRating, title.facts.votes, nil) }
        if ref.kind == .movie || ref.kind == .show { json["mal"] = anime.map { source($0, votes, nil) } ?? .null }
        return json
    }

    /// Votes spread around the mean.
    private var distribution: JSONValue {
        let weights = (1...10).map { 1 / (1 + (Double($0) - rating) * (Double($0) - rating)) }
        let sum = weights.reduce(0, +)
        return zip(1...10, weights).map { value, weight in
            JSONObject.Member(key: String(value), value: .int(Int(Double(votes) * weight / sum)))
        }.json
    }

    func stats(lists: Int, comments: Int) -> JSONValue {
        var json: JSONValue = [
            "watchers": .int(votes * 12), "plays": .int(votes * 20), "collectors": .int(votes * 3),
        ]
        if ref.kind != .movie { json["collected_episodes"] = .int(votes * 9) }
        json.merge(["comments": .int(comments), "lists": .int(lists), "votes": .int(votes)])
        if ref.kind == .movie || ref.kind == .show { json["favorited"] = .int(votes / 20) }
        return json
    }

    /// `{cast, crew}`; everybody in a cast is a guest of no episode in particular.
    var people: JSONValue {
        let cast = movie?.facts.cast ?? show?.facts.cast ?? []
        let crew = movie?.facts.crew ?? show?.facts.crew ?? []
        let counted = ref.kind == .show || ref.kind == .season
        var json: JSONValue = [
            "cast": .array(
                cast.compactMap { credit in
                    guard let person = library.person(slug: credit.person) else { return nil }
                    var entry: JSONValue = [
                        "character": .string(credit.character), "characters": [.string(credit.character)],
                    ]
                    if counted { entry["episode_count"] = .int(credit.episodeCount ?? 1) }
                    entry["person"] = view.person(person)
                    return entry
                })
        ]
        var departments: JSONValue = [:]
        for credit in crew {
            guard let person = library.person(slug: credit.person) else { continue }
            var entries = departments[credit.department]?.array ?? []
            var entry: JSONValue = ["job": .string(credit.job), "jobs": [.string(credit.job)]]
            if counted { entry["episode_count"] = 1 }
            entry["person"] = view.person(person)
            entries.append(entry)
            departments[credit.department] = .array(entries)
        }
        json["crew"] = departments
        if view.extended.contains(.guestStars), ref.kind != .movie { json["guest_stars"] = guestStars }
        return json
    }

    /// Those of the cast who are in less than half of the episodes.
    private var guestStars: JSONValue {
        let count = show?.facts.seasons.reduce(0, +) ?? 0
        let guests = (show?.facts.cast ?? []).filter { ($0.episodeCount ?? count) * 2 < count }
        return .array(
            guests.compactMap { credit in
                guard let person = library.person(slug: credit.person) else { return nil }
                var entry: JSONValue = [
                    "character": .string(credit.character), "characters": [.string(credit.character)],
                ]
                if ref.kind != .episode { entry["episode_count"] = .int(credit.episodeCount ?? 1) }
                entry["person"] = view.person(person)
                return entry
            })
    }

    /// Two videos of every title: a trailer and a clip. What they show is made up.
    var videos: JSONValue {
        let name = (movie?.facts.title ?? show?.facts.title ?? "") + (ref.kind == .episode ? ", the episode" : "")
        return .array(
            ["trailer", "clip"].map { type in
                [
                    "title": .string("\(name): \(type)"),
                    "url": .string("https://youtube.com/watch?v=sandbox\(type.prefix(1))\(ref.id)"),
                    "site": "youtube", "type": .string(type), "size": 1080, "official": .bool(type == "trailer"),
                    "published_at": .date(view.now.startOfDay.adding(days: -ref.id % 900)), "country": "us",
                    "language": "en",
                ]
            })
    }

    var aliases: JSONValue {
        let aliases = movie?.facts.aliases ?? show?.facts.aliases ?? []
        return .array(aliases.map { ["title": .string($0.title), "country": .string($0.country)] })
    }

    /// All translations, or those of one language. The library has texts of movies and shows only: seasons and
    /// episodes keep their title in the languages of their show.
    func translations(_ language: String?) -> JSONValue {
        let all = movie?.facts.translations ?? show?.facts.translations ?? []
        let part = partTitle
        return .array(
            all.filter { language == nil || language == "all" || $0.language == language }.map { translation in
                var json: JSONValue = [
                    "title": .string(part ?? translation.title),
                    "overview": part == nil ? .optional(translation.overview) : .null,
                ]
                if part == nil { json["tagline"] = .optional(translation.tagline) }
                json.merge(["language": .string(translation.language), "country": .string(translation.country)])
                return json
            })
    }

    /// The title of a season or an episode.
    private var partTitle: String? {
        switch ref.kind {
        case .season: library.season(ref.id)?.season.title
        case .episode: library.episode(ref.id)?.episode.title
        default: nil
        }
    }

    var studios: JSONValue {
        let studios = movie?.facts.studios ?? show?.facts.studios ?? []
        let country = movie?.facts.country ?? show?.facts.country
        return .array(
            studios.map { studio in
                [
                    "name": .string(studio.name), "country": .optional(country),
                    "ids": ["trakt": .int(studio.id), "slug": .string(studio.slug), "tmdb": .int(studio.id)],
                ]
            })
    }

    /// Titles of the same kind that share most genres, the popular ones first.
    var related: [JSONValue] {
        if let movie {
            let genres = Set(movie.facts.genres)
            return library.movies.filter { $0.id != movie.id && !genres.isDisjoint(with: $0.facts.genres) }
                .sorted {
                    rank($0.facts.genres, $0.facts.votes, genres) > rank($1.facts.genres, $1.facts.votes, genres)
                }
                .map(view.movie)
        }
        guard let show else { return [] }
        let genres = Set(show.facts.genres)
        return library.shows.filter { $0.id != show.id && !genres.isDisjoint(with: $0.facts.genres) }
            .sorted { rank($0.facts.genres, $0.facts.votes, genres) > rank($1.facts.genres, $1.facts.votes, genres) }
            .map(view.show)
    }

    private func rank(_ genres: [String], _ votes: Int, _ wanted: Set<String>) -> Int {
        wanted.intersection(genres).count * 10_000_000 + votes
    }
}

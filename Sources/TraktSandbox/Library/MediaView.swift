/// Writes titles and people as Trakt does, at the level of detail that was asked for.
struct MediaView {
    let library: Library
    let extended: Extended
    let now: Timestamp
    /// How many comments the titles have that have any.
    var commentCounts: [MediaRef: Int] = [:]

    func show(_ show: Show) -> JSONValue {
        let facts = show.facts
        var json: JSONValue = [
            "title": .string(facts.title), "year": .optional(show.year),
            "ids": ids(facts.ids, [.trakt, .slug, .tvdb, .imdb, .tmdb]),
        ]
        if extended.contains(.full) {
            json.merge([
                "tagline": .string(facts.tagline ?? ""), "overview": .optional(facts.overview),
                "first_aired": .optional(show.firstAired),
                "airs": [
                    "day": .optional(facts.airs?.day), "time": .optional(facts.airs?.time),
                    "timezone": .optional(facts.airs?.timezone),
                ],
                "runtime": .optional(facts.runtime), "certification": .optional(facts.certification),
                "network": .optional(facts.network), "country": .optional(facts.country),
                "trailer": trailer(show.id),
                "homepage": nil, "status": .string(facts.status), "rating": .double(facts.rating),
                "votes": .int(facts.votes), "comment_count": .int(commentCounts[show.ref] ?? 0),
                "updated_at": .date(show.updatedAt),
                "language": .optional(facts.language), "languages": .strings(facts.languages ?? []),
                "available_translations": translations(facts.translations, facts.language),
                "genres": .strings(facts.genres), "subgenres": .strings(facts.subgenres ?? []),
                "aired_episodes": .int(show.aired(at: now).count),
                "original_title": .string(facts.originalTitle ?? facts.title),
            ])
        }
        addImages(["fanart", "poster", "logo", "clearart", "banner", "thumb"], "shows", show.id, to: &json)
        addExtras("shows", facts.ids, to: &json)
        return json
    }

    func movie(_ movie: Movie) -> JSONValue {
        let facts = movie.facts
        var json: JSONValue = [
            "title": .string(facts.title), "year": .optional(movie.year),
            "ids": ids(facts.ids, [.trakt, .slug, .imdb, .tmdb]),
        ]
        if extended.contains(.full) {
            json.merge([
                "tagline": .string(facts.tagline ?? ""), "overview": .optional(facts.overview),
                "released": .optional(movie.released), "runtime": .optional(facts.runtime),
                "country": .optional(facts.country), "updated_at": .date(movie.updatedAt),
                "trailer": trailer(movie.id),
                "homepage": nil, "status": .string(facts.status), "rating": .double(facts.rating),
                "votes": .int(facts.votes), "comment_count": .int(commentCounts[movie.ref] ?? 0),
                "language": .optional(facts.language),
                "languages": .strings(facts.languages ?? []),
                "available_translations": translations(facts.translations, facts.language),
                "genres": .strings(facts.genres), "subgenres": .strings(facts.subgenres ?? []),
                "certification": .optional(facts.certification),
                "original_title": .string(facts.originalTitle ?? facts.title),
            ])
        }
        addImages(["fanart", "poster", "logo", "clearart", "banner", "thumb"], "movies", movie.id, to: &json)
        addExtras("movies", facts.ids, to: &json)
        return json
    }

    func season(_ season: Season, of show: Show) -> JSONValue {
        var json: JSONValue = ["number": .int(season.number), "ids": ids(season.ids, [.trakt, .tvdb, .tmdb])]
        if extended.contains(.full) {
            json.merge([
                "rating": .double(show.facts.rating), "votes": .int(show.facts.votes / 10),
                "episode_count": .int(season.episodes.count), "aired_episodes": .int(season.aired(at: now).count),
                "title": .string(season.title), "overview": nil, "first_aired": .optional(season.firstAired),
                "updated_at": .date(show.updatedAt), "network": .optional(show.facts.network),
                "original_title": .string(season.title),
            ])
        }
        addImages(["poster", "thumb"], "seasons", season.ids.trakt, to: &json)
        addExtras("seasons", season.ids, to: &json)
        if extended.contains(.episodes) {
            json["episodes"] = .array(season.episodes.map { episode($0, of: show) })
        }
        return json
    }

    func episode(_ episode: Episode, of show: Show) -> JSONValue {
        var json: JSONValue = [
            "season": .int(episode.season), "number": .int(episode.number), "title": .string(episode.title),
            "ids": ids(episode.ids, [.trakt, .tvdb, .imdb, .tmdb]),
        ]
        if extended.contains(.full) {
            json.merge([
                "number_abs": .optional(episode.absolute), "overview": nil, "rating": .double(show.facts.rating),
                "votes": .int(show.facts.votes / 20), "comment_count": .int(commentCounts[episode.ref] ?? 0),
                "first_aired": .optional(episode.firstAired), "updated_at": .date(show.updatedAt),
                "available_translations": .strings([show.facts.language ?? "en"]),
                "runtime": .int(episode.runtime), "episode_type": .string(episode.kind.rawValue),
                "original_title": .string(episode.title),
            ])
        }
        addImages(["screenshot"], "episodes", episode.ids.trakt, to: &json)
        addExtras("episodes", episode.ids, to: &json)
        return json
    }

    func person(_ person: Person) -> JSONValue {
        var json: JSONValue = [
            "name": .string(person.name), "ids": ids(person.ids, [.trakt, .slug, .imdb, .tmdb]),
        ]
        if extended.contains(.full) {
            json.merge([
                "social_ids": ["twitter": nil, "facebook": nil, "instagram": nil, "wikipedia": nil],
                "biography": .optional(person.biography), "birthday": .optional(person.birthday),
                "death": .optional(person.death), "birthplace": .optional(person.birthplace), "homepage": nil,
                "gender": .optional(person.gender),
                "known_for_department": .optional(person.knownForDepartment),
                "updated_at": .date(now.startOfDay),
            ])
        }
        addImages(["headshot", "fanart"], "people", person.ids.trakt, to: &json)
        return json
    }

    /// The members that name an item inside a list or history entry: an episode brings its show.
    func members(of ref: MediaRef) -> JSONObject {
        var object = JSONObject()
        switch ref.kind {
        case .movie: object["movie"] = library.movie(ref.id).map(movie)
        case .show: object["show"] = library.show(ref.id).map(show)
        case .season:
            guard let (show, season) = library.season(ref.id) else { break }
            object["season"] = self.season(season, of: show)
            object["show"] = self.show(show)
        case .episode:
            guard let (show, episode) = library.episode(ref.id) else { break }
            object["episode"] = self.episode(episode, of: show)
            object["show"] = self.show(show)
        case .person: object["person"] = library.person(ref.id).map(person)
        case .list: break
        }
        return object
    }

    private func ids(_ ids: MediaIDs, _ services: [Library.Service]) -> JSONValue {
        .object(
            JSONObject(
                services.map { service in
                    let value: JSONValue =
                        switch service {
                        case .trakt: .int(ids.trakt)
                        case .slug: .optional(ids.slug)
                        case .imdb: .optional(ids.imdb)
                        case .tmdb: .optional(ids.tmdb)
                        case .tvdb: .optional(ids.tvdb)
                        }
                    return JSONObject.Member(key: service.rawValue, value: value)
                }))
    }

    private func trailer(_ id: Int) -> JSONValue { .string("https://youtube.com/watch?v=sandboxt\(id)") }

    private func translations(_ translations: [Translation]?, _ original: String?) -> JSONValue {
        let languages = Set((translations ?? []).map(\.language) + [original ?? "en"])
        return .strings(languages.sorted())
    }

    /// What came in 2026: colours of the poster, and the ids of a streaming server.
    private func addExtras(_ group: String, _ ids: MediaIDs, to json: inout JSONValue) {
        if extended.contains(.colors), group != "episodes" {
            let shade = String(0x101010 + ids.trakt &* 2_654_435 % 0x7f7f7f, radix: 16)
            json["colors"] = ["poster": [.string("#\(shade)"), "#202020"]]
        }
        if extended.contains(.streamingIDs), var all = json["ids"] {
            let guid = String(ids.trakt, radix: 16)
            all["plex"] = [
                "guid": .string(String(repeating: "0", count: max(0, 24 - guid.count)) + guid),
                "slug": .optional(ids.slug),
            ]
            json["ids"] = all
        }
    }

    /// Arrays of one address each, without a scheme.
    private func addImages(_ kinds: [String], _ group: String, _ id: Int, to json: inout JSONValue) {
        guard extended.contains(.images) else { return }
        json["images"] = .object(
            JSONObject(
                kinds.map { kind in
                    let address = "media.trakt.tv/images/\(group)/\(id)/\(kind)s/medium/\(id).jpg.webp"
                    return JSONObject.Member(key: kind, value: [.string(address)])
                }))
    }
}

extension JSONValue {
    /// Appends or replaces the members of another object.
    mutating func merge(_ other: JSONValue) {
        guard let object = other.object else { return }
        merge(object)
    }

    mutating func merge(_ other: JSONObject) {
        guard case .object(var own) = self else { return }
        for member in other.members { own[member.key] = member.value }
        self = .object(own)
    }
}

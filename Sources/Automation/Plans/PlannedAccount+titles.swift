internal import Foundation
internal import Trakt

/// A title at some levels of detail.
struct DetailedTitle: Sendable, Hashable {
    let thing: Thing
    let levels: [String]
}

/// An episode of a show that was read as a whole.
struct AiredEpisode: Sendable, Hashable {
    let thing: Thing
    let place: Titles.Place
    let airedAt: Date?
    let runtime: Int64
}

/// Finding titles at Trakt where no answer has shown them yet.
extension PlannedAccount {
    // MARK: By what a body says

    /// The thing that an item of a sync body names: by its ids, else by title and year.
    func find(_ kind: Thing.Kind, _ item: JSONValue) async throws -> Thing? {
        if let known = titles.find(kind, ids: item["ids"]) { return known }
        for name in Titles.idOrder {
            guard let id = item["ids"]?[name], let text = id.string ?? id.integer.map({ String($0) }) else { continue }
            if let thing = try await lookUp(kind, name, text) { return thing }
        }
        return try await byTitle(kind, item)
    }

    /// The movie or show that a path names.
    func find(_ kind: Thing.Kind, named name: String) async throws -> Thing? {
        if let known = titles.find(kind, named: name) { return known }
        return try await lookUp(kind, "slug", name)
    }

    private func lookUp(_ kind: Thing.Kind, _ name: String, _ id: String) async throws -> Thing? {
        let id = PercentEncoding.encode(id)
        switch (kind, name) {
        case (.movie, "trakt"), (.movie, "imdb"), (.movie, "slug"):
            return titles.add(kind, try await found("movies.get", "/movies/\(id)"))
        case (.show, "trakt"), (.show, "imdb"), (.show, "slug"):
            return titles.add(kind, try await found("shows.get", "/shows/\(id)"))
        case (.person, "trakt"), (.person, "imdb"), (.person, "slug"):
            return titles.add(kind, try await found("people.get", "/people/\(id)"))
        case (.user, "slug"): return titles.add(kind, try await found("users.profile", "/users/\(id)"))
        case (.movie, _), (.show, _), (.person, _), (.episode, "trakt"), (.episode, "imdb"), (.episode, "tmdb"),
            (.episode, "tvdb"):
            _ = try await found("search.id", "/search/\(name)/\(id)?type=\(kind.rawValue)")
            return titles.find(kind, ids: .object([name: .string(id)]))
        // Trakt searches for no seasons; one that only its number names is taken for there.
        case (.season, "trakt"): return Thing(.season, id)
        default: return nil
        }
    }

    private func byTitle(_ kind: Thing.Kind, _ item: JSONValue) async throws -> Thing? {
        guard let title = (item["title"] ?? item["name"])?.string, [.movie, .show, .person].contains(kind) else {
            return nil
        }
        let query = PercentEncoding.encode(title)
        let hits = try await found("search.text", "/search/\(kind.rawValue)?limit=50&query=\(query)")?.array ?? []
        let named = hits.compactMap { $0[kind.rawValue] }.filter { object in
            (object["title"] ?? object["name"])?.string?.lowercased() == title.lowercased()
        }
        let exact = named.first { $0["year"] == item["year"] }
        let newest = named.max { ($0["year"]?.integer ?? 0) < ($1["year"]?.integer ?? 0) }
        return titles.add(kind, exact ?? newest)
    }

    // MARK: Episodes

    /// Every episode of a show, with when it was aired.
    func episodes(of show: Thing) async throws -> [AiredEpisode] {
        if let known = episodes[show] { return known }
        let seasons = try await found("seasons.list", "/shows/\(show.id)/seasons?extended=episodes%2Cfull")?.array ?? []
        var all: [AiredEpisode] = []
        for season in seasons {
            titles.add(.season, season, of: show)
            for object in season["episodes"]?.array ?? [] {
                guard let thing = titles.add(.episode, object, of: show), let place = titles.place(of: thing) else {
                    continue
                }
                all.append(
                    AiredEpisode(
                        thing: thing, place: place, airedAt: Instant.date(object["first_aired"]?.string),
                        runtime: object["runtime"]?.integer ?? 0))
            }
        }
        episodes[show] = all
        return all
    }

    /// The show that a season or an episode is of.
    func show(of thing: Thing) -> Thing? { titles.place(of: thing)?.show }

    // MARK: As an entry shows it

    /// The members that name a thing inside an entry, such as `episode` and `show`.
    func members(of thing: Thing, levels: [String]) async throws -> [String: JSONValue] {
        var members = [thing.kind.rawValue: try await object(of: thing, levels: levels)]
        if let show = show(of: thing) { members["show"] = try await object(of: show, levels: levels) }
        return members
    }

    private func object(of thing: Thing, levels: [String]) async throws -> JSONValue {
        let wanted = Self.detailLevels.filter(levels.contains)
        if !wanted.isEmpty {
            let title = DetailedTitle(thing: thing, levels: wanted)
            if let known = detailed[title] { return known }
            if let object = try await details(of: thing, "?extended=" + wanted.joined(separator: "%2C")) {
                detailed[title] = object
                return object
            }
        }
        if titles.object(of: thing) == nil { titles.add(thing.kind, try await details(of: thing, "")) }
        return Self.brief(thing, titles.object(of: thing))
    }

    private static let detailLevels = ["full", "images", "colors", "streaming_ids"]

    private func details(of thing: Thing, _ query: String) async throws -> JSONValue? {
        let place = titles.place(of: thing)
        switch thing.kind {
        case .movie: return try await found("movies.get", "/movies/\(thing.id)\(query)")
        case .show: return try await found("shows.get", "/shows/\(thing.id)\(query)")
        case .person: return try await found("people.get", "/people/\(thing.id)\(query)")
        case .user: return try await found("users.profile", "/users/\(thing.id)\(query)")
        case .season:
            guard let place else { return nil }
            return try await found("seasons.get", "/shows/\(place.show.id)/seasons/\(place.season)/info\(query)")
        case .episode:
            guard let place, let number = place.number else { return nil }
            return try await found(
                "episodes.get", "/shows/\(place.show.id)/seasons/\(place.season)/episodes/\(number)\(query)")
        }
    }

    /// What Trakt says of a thing where no level of detail is asked for.
    private static func brief(_ thing: Thing, _ object: JSONValue?) -> JSONValue {
        let names: [String] =
            switch thing.kind {
            case .movie, .show: ["title", "year", "ids"]
            case .season: ["number", "ids"]
            case .episode: ["season", "number", "title", "ids"]
            case .person: ["name", "ids"]
            case .user: ["username", "private", "deleted", "name", "vip", "vip_ep", "director", "ids"]
            }
        guard var members = object?.object?.filter({ names.contains($0.key) }) else {
            return ["ids": ["trakt": Int64(thing.id).map { .integer($0) } ?? .null]]
        }
        // Belongs to a level of detail that the title was first seen at.
        if var ids = members["ids"]?.object {
            ids["plex"] = nil
            members["ids"] = .object(ids)
        }
        return .object(members)
    }
}

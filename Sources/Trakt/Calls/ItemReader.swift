internal import Wording

/// Reads one thing in a body: an id, a movie as Trakt answered it, or an entry that wraps one, with its extras.
///
/// What is sent are the ids alone and the extras: a title beside ids would let Trakt match something else where the ids
/// are unknown.
struct ItemReader {
    let endpoint: Endpoint
    let item: Item
    /// Where the item stands, counted as scripts count: `shows[1]`.
    let path: String

    private var accepts: String { item.accepts }

    func read(_ value: JSONValue) throws(CallError) -> JSONValue {
        if case .object(let outer) = value {
            let inner = outer[item.subject.rawValue]?.object
            return .object(try read(inner ?? outer, wrappedIn: inner == nil ? nil : outer))
        }
        let result: [String: JSONValue] = ["ids": .object(try ids(fromScalar: value))]
        try checkRequired(result, at: path)
        return .object(result)
    }

    // MARK: What it is

    private func ids(fromScalar value: JSONValue) throws(CallError) -> [String: JSONValue] {
        if let number = value.integer, number > 0 { return ["trakt": .integer(number)] }
        if let text = value.string, !text.isEmpty {
            if let number = Moment.digits(text), number > 0 { return ["trakt": .integer(Int64(number))] }
            let names = item.subject.idNames
            if text.hasPrefix("tt"), Moment.digits(text.dropFirst(2)) != nil, names.contains("imdb") {
                return ["imdb": value]
            }
            if names.contains("slug") { return ["slug": value] }
        }
        throw endpoint.error(.wrongType(value), in: path, accepts: accepts)
    }

    private func read(
        _ members: [String: JSONValue], wrappedIn outer: [String: JSONValue]?
    ) throws(CallError) -> [String: JSONValue] {
        var result = try identity(of: members)
        let extras = item.extras
        try takeExtras(from: members, into: &result)
        if let outer { try takeExtras(from: outer, into: &result) }
        let seasons = item.nests ? members["seasons"] ?? outer?["seasons"] : nil
        if let seasons, !seasons.isNull { result["seasons"] = .array(try nested(seasons, "seasons", at: path)) }
        if result["seasons"] == nil { try checkRequired(result, at: path) }

        let names = extras.map(\.name) + (item.nests ? ["seasons"] : [])
        try checkKeys(members, accepted: names, at: path)
        if let outer { try checkKeys(outer, accepted: names, at: path) }
        return result
    }

    private func identity(of members: [String: JSONValue]) throws(CallError) -> [String: JSONValue] {
        let names = item.subject.idNames
        if let given = members["ids"], let ids = given.object {
            for name in ids.keys.sorted() where !names.contains(name) && !Self.otherIDs.contains(name) {
                throw endpoint.unknown(name, at: path + ".ids.", known: names, what: "id")
            }
            let known = ids.filter { names.contains($0.key) && Self.isID($0.value) }
            if !known.isEmpty { return ["ids": .object(known)] }
        }
        let bare = members.filter { names.contains($0.key) && Self.isID($0.value) }
        if !bare.isEmpty { return ["ids": .object(bare)] }
        if let title = titleAndYear(of: members) { return title }
        if item.isNumbered, let numbers = try numbers(of: members) { return numbers }
        throw endpoint.error(
            ValueProblem(
                code: .missingIDs, detail: "it has none of the ids \(names.joined(separator: ", "))",
                got: .object(members)), in: path, accepts: accepts)
    }

    /// Beside its show, an episode is named by season and number, or by the number counted through all seasons.
    private func numbers(of members: [String: JSONValue]) throws(CallError) -> [String: JSONValue]? {
        let names = members["number_abs"] == nil || members["number"] != nil ? ["season", "number"] : ["number_abs"]
        guard names.contains(where: { members[$0] != nil }) else { return nil }
        var numbers: [String: JSONValue] = [:]
        for name in names {
            let kind = Parameter.Kind.integer(0...100_000)
            guard let given = members[name] else {
                throw endpoint.missing("\(path).\(name)", accepts: kind.accepts)
            }
            do {
                numbers[name] = .integer(try Parameter.Kind.integer(given, in: 0...100_000))
            } catch { throw endpoint.error(error, in: "\(path).\(name)", accepts: kind.accepts) }
        }
        return numbers
    }

    /// Trakt also finds a movie or show by title and year, and a person by name.
    private func titleAndYear(of members: [String: JSONValue]) -> [String: JSONValue]? {
        switch item.subject {
        case .movie, .show:
            guard let title = members["title"]?.string, let year = members["year"]?.integer else { return nil }
            return ["title": .string(title), "year": .integer(year)]
        case .person: return members["name"]?.string.map { ["name": .string($0)] }
        case .season, .episode, .user, .list: return nil
        }
    }

    private static func isID(_ value: JSONValue) -> Bool {
        value.string?.isEmpty == false || (value.integer ?? 0) > 0
    }

    // MARK: What stands beside it

    private func takeExtras(
        from members: [String: JSONValue], into result: inout [String: JSONValue], at place: String? = nil
    ) throws(CallError) {
        for extra in item.extras where result[extra.name] == nil {
            guard let value = members[extra.name], !value.isNull else { continue }
            // With votes beside it, it is everybody's rating and not the user's.
            if extra.name == "rating", members["votes"] != nil { continue }
            result[extra.name] = try endpoint.json(of: value, for: extra, at: "\(place ?? path).\(extra.name)")
        }
    }

    private func checkRequired(_ result: [String: JSONValue], at place: String) throws(CallError) {
        for extra in item.extras where extra.isRequired && result[extra.name] == nil {
            throw endpoint.missing("\(place).\(extra.name)", accepts: extra.accepts)
        }
    }

    /// Seasons and episodes inside a show, named by their numbers.
    private func nested(_ value: JSONValue, _ name: String, at place: String) throws(CallError) -> [JSONValue] {
        guard let elements = Endpoint.elements(of: value) else {
            throw endpoint.error(.wrongType(value), in: "\(place).\(name)", accepts: "an array of tables with number")
        }
        var result: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            let here = "\(place).\(name)[\(index + 1)]"
            let members = element.object ?? ["number": element]
            let number = Parameter.Kind.integer(0...100_000)
            guard let given = members["number"] else {
                throw endpoint.missing("\(here).number", accepts: number.accepts)
            }
            var entry: [String: JSONValue] = [:]
            do {
                entry["number"] = .integer(try Parameter.Kind.integer(given, in: 0...100_000))
            } catch { throw endpoint.error(error, in: "\(here).number", accepts: number.accepts) }
            try takeExtras(from: members, into: &entry, at: here)
            var accepted = item.extras.map(\.name) + ["number"]
            if name == "seasons" {
                accepted.append("episodes")
                if let episodes = members["episodes"], !episodes.isNull {
                    entry["episodes"] = .array(try nested(episodes, "episodes", at: here))
                }
            }
            if entry["episodes"] == nil { try checkRequired(entry, at: here) }
            try checkKeys(members, accepted: accepted, at: here)
            result.append(.object(entry))
        }
        return result
    }

    // MARK: What is neither

    /// A misspelt extra must not be lost, while a movie that came with everything Trakt knows must be taken. So: what
    /// answers are known to hold passes; what is nearly an extra does not; the rest passes only inside an answer.
    private func checkKeys(
        _ members: [String: JSONValue], accepted: [String], at place: String
    ) throws(CallError) {
        let isAnswer =
            members["ids"]?.object != nil
            && ["title", "name", "number", "username"].contains { members[$0] != nil }
        let isEntry = MediaObject.wrappers.contains { members[$0]?["ids"] != nil }
        for name in members.keys.sorted() {
            if accepted.contains(name) || Self.answerFields.contains(name) { continue }
            let known = accepted + ["ids"]
            if Spelling.nearest(to: name, among: accepted) == nil, isAnswer || isEntry { continue }
            if isAnswer || isEntry, Self.extrasElsewhere.contains(name) { continue }
            throw endpoint.unknown(name, at: place + ".", known: known, what: "field")
        }
    }

    private static let otherIDs: Set<String> = ["trakt", "slug", "imdb", "tmdb", "tvdb", "tvrage", "plex", "uuid"]

    private static let extrasElsewhere: Set<String> = [
        "watched_at", "rated_at", "hidden_at", "collected_at", "rating", "notes", "listed_at", "updated_at",
    ]

    private static let answerFields: Set<String> = [
        "ids", "title", "year", "name", "number", "season", "username", "movie", "show", "episode", "person", "user",
        "trakt", "slug", "imdb", "tmdb", "tvdb", "tagline", "overview", "released", "runtime", "country", "updated_at",
        "trailer", "homepage", "status", "votes", "comment_count", "language", "languages", "available_translations",
        "genres", "subgenres", "certification", "original_title", "first_aired", "airs", "network", "aired_episodes",
        "episode_count", "number_abs", "episode_type", "images", "colors", "streaming_ids", "score", "type", "id",
        "rank",
        "listed_at", "action", "plays", "last_watched_at", "last_updated_at", "last_collected_at", "progress",
        "paused_at", "reset_at", "completed", "private", "vip", "vip_ep",
    ]
}

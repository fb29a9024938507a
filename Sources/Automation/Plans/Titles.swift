internal import Trakt

/// What is known of titles from the answers that were seen: who has which id, and what they are called.
struct Titles: Sendable {
    /// A season or an episode by its numbers.
    struct Place: Sendable, Hashable {
        let show: Thing
        let season: Int64
        /// Nil for the season itself.
        var number: Int64?
    }

    private var byID: [String: Thing] = [:]
    private var byPlace: [Place: Thing] = [:]
    private var places: [Thing: Place] = [:]
    private var objects: [Thing: JSONValue] = [:]
    /// What calls named the shows of seasons, where no answer had shown these by then.
    private var showNames: [Thing: String] = [:]

    // MARK: Learning

    /// Takes in every title of an answer.
    mutating func note(_ document: JSONValue, of call: Call) {
        walk(document, bare: Self.bareKind(of: call.endpoint))
        guard ["seasons.list", "seasons.get"].contains(call.endpoint.id), let name = call.pathValue("id") else {
            return
        }
        for object in document.array ?? [document] { note(season: object, ofShow: name) }
    }

    /// Takes in a season from an answer that does not say whose it is: the call does.
    private mutating func note(season object: JSONValue, ofShow name: String) {
        let show = find(.show, named: name)
        guard let season = add(.season, object, of: show), show == nil else { return }
        showNames[season] = name
    }

    /// What the objects of an answer are that stand in no entry: charts, details, recommendations.
    private static func bareKind(of endpoint: Endpoint) -> Thing.Kind? {
        switch endpoint.id.split(separator: ".").first {
        case "movies": .movie
        case "shows": .show
        case "recommendations": endpoint.id.hasSuffix("movies") ? .movie : .show
        default: nil
        }
    }

    private mutating func walk(_ value: JSONValue, bare: Thing.Kind?) {
        switch value {
        case .array(let elements): for element in elements { walk(element, bare: bare) }
        case .object(let members):
            if let bare, members["title"] != nil, members["year"] != nil { _ = add(bare, value) }
            let show = add(.show, members["show"])
            for kind in [Thing.Kind.movie, .person, .user] { _ = add(kind, members[kind.rawValue]) }
            for kind in [Thing.Kind.season, .episode] { _ = add(kind, members[kind.rawValue], of: show) }
            for member in members.values where member.array != nil { walk(member, bare: nil) }
        default: break
        }
    }

    /// Takes in one title.
    @discardableResult
    mutating func add(_ kind: Thing.Kind, _ object: JSONValue?, of show: Thing? = nil) -> Thing? {
        guard let object, let thing = Thing(kind, object: object) else { return nil }
        for (name, id) in object["ids"]?.object ?? [:] {
            guard let text = id.string ?? id.integer.map({ String($0) }) else { continue }
            byID["\(kind.rawValue):\(name):\(text)"] = thing
        }
        if objects[thing] == nil || object["title"] != nil { objects[thing] = object }
        guard let show, let number = object["number"]?.integer else { return thing }
        let place =
            kind == .season
            ? Place(show: show, season: number)
            : Place(show: show, season: object["season"]?.integer ?? 0, number: number)
        byPlace[place] = thing
        places[thing] = place
        return thing
    }

    /// Says whose a season is that was seen without its show.
    mutating func place(_ season: Thing, in show: Thing) { add(.season, objects[season], of: show) }

    // MARK: Asking

    func object(of thing: Thing) -> JSONValue? { objects[thing] }

    func place(of thing: Thing) -> Place? { places[thing] }

    func thing(at place: Place) -> Thing? { byPlace[place] }

    /// What the call that showed a season named its show.
    func showName(of season: Thing) -> String? { showNames[season] }

    /// The movie or show that a path names.
    func find(_ kind: Thing.Kind, named name: String) -> Thing? {
        ["trakt", "slug", "imdb"].lazy.compactMap { byID["\(kind.rawValue):\($0):\(name)"] }.first
    }

    /// Trakt tries the ids in this order (Sync, matching).
    static let idOrder = ["trakt", "imdb", "tmdb", "tvdb", "slug"]

    func find(_ kind: Thing.Kind, ids: JSONValue?) -> Thing? {
        Self.idOrder.lazy.compactMap { name in
            guard let id = ids?[name], let text = id.string ?? id.integer.map({ String($0) }) else { return nil }
            return byID["\(kind.rawValue):\(name):\(text)"]
        }.first
    }

    /// How a person calls it: "Dune (2021)", "Severance 1x02", "Severance season 1".
    func label(_ thing: Thing) -> String {
        if let place = places[thing] { return "\(label(place.show)) \(Self.label(place))" }
        guard let object = objects[thing] else { return "\(thing.kind.rawValue) \(thing.id)" }
        let name =
            (object["title"] ?? object["name"] ?? object["username"])?.string ?? "\(thing.kind.rawValue) \(thing.id)"
        guard [.movie, .show].contains(thing.kind), let year = object["year"]?.integer else { return name }
        return "\(name) (\(year))"
    }

    static func label(_ place: Place) -> String {
        guard let number = place.number else { return "season \(place.season)" }
        return "\(place.season)x\(number < 10 ? "0" : "")\(number)"
    }
}

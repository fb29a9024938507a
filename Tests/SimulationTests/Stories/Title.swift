import TraktSandbox

/// A movie, or an episode or season of a show, as scripts name it.
struct Title: Hashable, Sendable, Comparable {
    enum Kind: String, Sendable {
        case movie, show, episode
    }

    let kind: Kind
    let id: Int

    var name: String { "\(kind.rawValue):\(id)" }

    static func < (one: Title, other: Title) -> Bool { one.name < other.name }
}

/// An ended show that is short enough to be watched as a whole.
struct Series: Hashable, Sendable {
    let title: Title
    /// The regular episodes, by season.
    let seasons: [Int: [Title]]

    var episodes: [Title] { seasons.values.flatMap(\.self) }
}

/// What there is to be watched in every world.
struct Shelf: Sendable {
    let movies: [Title]
    let series: [Series]

    /// Asks the sandbox, the way any client would.
    init(_ door: SandboxDoor, longest: Int) throws {
        let reader = AccountReader(door)
        movies = try reader.all("/movies/popular").filter { $0["title"] != nil }
            .compactMap { $0["ids"]?["trakt"]?.int }.sorted().map { Title(kind: .movie, id: $0) }
        var series: [Series] = []
        for show in try reader.all("/shows/popular?extended=full") where show["status"] == "ended" {
            guard let id = show["ids"]?["trakt"]?.int, let count = show["aired_episodes"]?.int, count <= longest
            else { continue }
            var seasons: [Int: [Title]] = [:]
            for season in try reader.all("/shows/\(id)/seasons?extended=episodes") {
                guard let number = season["number"]?.int, number > 0 else { continue }
                seasons[number] = season["episodes"]?.array?.compactMap { $0["ids"]?["trakt"]?.int }
                    .map { Title(kind: .episode, id: $0) }
            }
            series.append(Series(title: Title(kind: .show, id: id), seasons: seasons))
        }
        self.series = series.sorted { $0.title < $1.title }
    }
}

/// Operations as scripts write them.
extension Operation {
    /// An expression or a statement.
    var lua: String {
        switch self {
        case .watch(let titles, let instant):
            let time = instant.map { ", watched_at = \"\($0.asGiven)\"" } ?? ""
            return "trakt.sync.history.add { \(Self.arrays(titles, with: time)) }"
        case .watchSeries(let series, let season, let instant):
            let part = season.map { ", seasons = { { number = \($0) } }" } ?? ""
            return "trakt.sync.history.add { shows = { { ids = { trakt = \(series.title.id) }, "
                + "watched_at = \"\(instant.asGiven)\"\(part) } } }"
        case .unwatch(let titles): return "trakt.sync.history.remove { \(Self.arrays(titles)) }"
        case .put(let titles, let name): return Self.lua(of: name, "add", titles)
        case .take(let titles, let name): return Self.lua(of: name, "remove", titles)
        case .rate(let titles, let rating):
            return "trakt.sync.ratings.add { \(Self.arrays(titles, with: ", rating = \(rating)")) }"
        case .unrate(let titles): return "trakt.sync.ratings.remove { \(Self.arrays(titles)) }"
        case .createList(let name): return "lists[\"\(name)\"] = trakt.lists.create(\"me\", { name = \"\(name)\" })"
        case .note(let title, let text):
            return "trakt.notes.add { \(title.kind.rawValue) = \(title.lua), notes = \"\(text)\" }"
        case .comment(let title, let text):
            return "trakt.comments.add { \(title.kind.rawValue) = \(title.lua), comment = \"\(text)\" }"
        case .scrobble(let title):
            return "trakt.scrobble.stop { \(title.kind.rawValue) = \(title.lua), progress = 95 }"
        case .checkIn(let title): return "trakt.checkin.add { \(title.kind.rawValue) = \(title.lua) }"
        }
    }

    private static func lua(of set: String, _ verb: String, _ titles: [Title]) -> String {
        let words = set.split(separator: " ", maxSplits: 1).map(String.init)
        switch words[0] {
        case "hidden": return "trakt.users.hidden.\(verb)(\"\(words[1])\", { \(arrays(titles)) })"
        case "list":
            return "trakt.lists.items.\(verb)(\"me\", lists[\"\(words[1])\"].ids.trakt, { \(arrays(titles)) })"
        default: return "trakt.sync.\(set).\(verb) { \(arrays(titles)) }"
        }
    }

    /// The arrays of a body, by the titles' kinds.
    private static func arrays(_ titles: [Title], with extras: String = "") -> String {
        Dictionary(grouping: titles, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { kind, titles in
                let items = titles.map { "{ ids = { trakt = \($0.id) }\(extras) }" }
                return "\(kind.rawValue)s = { \(items.joined(separator: ", ")) }"
            }.joined(separator: ", ")
    }
}

extension Title {
    fileprivate var lua: String { "{ ids = { trakt = \(id) } }" }
}

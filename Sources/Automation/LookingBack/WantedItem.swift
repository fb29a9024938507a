internal import Trakt

/// A movie, show, season, episode or person as somebody names it: an id, a slug, an address, or a title. The address of a
/// season or an episode means its show.
package struct WantedItem: Sendable, Hashable {
    /// What it is, where that was said: "movie", "show", "season", "episode", "person".
    package let kind: String?
    /// The id, slug or title.
    package let text: String

    /// - Parameter text: `breaking-bad`, `1388`, `tt0903747`, an address of Trakt's website or IMDb's, or `Breaking Bad`.
    package init(_ text: String) {
        let path = text.split(separator: "/").map(String.init)
        let kinds = [
            "movies": "movie", "shows": "show", "people": "person", "episodes": "episode", "seasons": "season",
        ]
        guard text.contains("://"), let place = path.firstIndex(where: { kinds[$0] != nil || $0 == "title" }),
            place + 1 < path.count
        else {
            self.init(kind: nil, text: text)
            return
        }
        let name = path[place + 1].prefix { $0 != "?" && $0 != "#" }
        self.init(kind: kinds[path[place]], text: String(name))
    }

    private init(kind: String?, text: String) {
        self.kind = kind
        self.text = text
    }

    /// A text that is in every document with this name in it: the longest part of it that JSON writes in one way only.
    var mark: String {
        let parts = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == " ")) }
        return parts.max { $0.count < $1.count }.map(String.init) ?? ""
    }

    /// Whether a thing goes by this name.
    func names(_ thing: KnownThing) -> Bool {
        guard kind == nil || thing.kind == nil || kind == thing.kind else { return false }
        if thing.ids.contains(where: { $0.key != "tmdb" && $0.key != "tvdb" && $0.value == text }) { return true }
        return thing.title?.lowercased() == text.lowercased()
    }
}

/// A thing as an answer, a question or a request tells of it.
struct KnownThing: Sendable, Hashable {
    let kind: String?
    /// As text, by their names.
    let ids: [String: String]
    let title: String?

    init(kind: String?, _ object: JSONValue) {
        self.kind = kind
        ids = (object["ids"]?.object ?? [:]).compactMapValues { $0.string ?? $0.integer.map { String($0) } }
        title = object["title"]?.string ?? object["name"]?.string
    }

    /// What it is told from others by.
    var keys: Set<String> { Set(ids.map { "\(kind ?? ""):\($0.key):\($0.value)" }) }

    /// Calls the body with everything in a document that has ids, and the show that stands beside it.
    static func each(in document: JSONValue, kind: String?, _ body: (KnownThing, _ show: KnownThing?) -> Void) {
        switch document {
        case .array(let items): for item in items { each(in: item, kind: kind, body) }
        case .object(let members):
            let show = members["show"].map { KnownThing(kind: "show", $0) }
            if members["ids"]?.object != nil { body(KnownThing(kind: kind, document), nil) }
            for (name, member) in members {
                guard let inner = kinds[name] else {
                    if name != "ids" { each(in: member, kind: kind, body) }
                    continue
                }
                if let show, inner != "show", member["ids"]?.object != nil {
                    body(KnownThing(kind: inner, member), show)
                } else {
                    each(in: member, kind: inner, body)
                }
            }
        default: break
        }
    }

    private static let kinds = [
        "movie": "movie", "movies": "movie", "show": "show", "shows": "show", "season": "season", "seasons": "season",
        "episode": "episode", "episodes": "episode", "person": "person", "people": "person", "list": "list",
        "lists": "list", "users": "user", "user": "user",
    ]

    /// What the things in the answers of an endpoint are, where they do not say it.
    static func kind(ofStep name: String) -> String? {
        name.split(separator: ".").dropFirst().first.flatMap { kinds[String($0)] }
    }
}

/// A text search over some kinds of items and some of their fields.
struct SearchQuery: Sendable {
    /// The fields each kind has; the searched ones when none are named come first.
    private static let defaultFields: [MediaKind: Set<String>] = [
        .movie: ["title", "original_title", "translations", "aliases"],
        .show: ["title", "original_title", "translations", "aliases"],
        .episode: ["title", "show_title"],
        .person: ["name"],
        .list: ["name", "description"],
    ]

    /// What one field of an item says.
    private struct Field {
        var name: String
        var texts: [String]
    }

    var kinds: [MediaKind]
    /// Lower case, escapes removed.
    var text: String
    /// `nil` for the standard ones.
    var fields: Set<String>?

    init(kinds: [MediaKind], query: String, fields: String?) {
        self.kinds = kinds
        text = SearchText(query).words.lowercased()
        self.fields = fields.flatMap { $0.isEmpty ? nil : Set($0.split(separator: ",").map(String.init)) }
    }

    /// A title as it is, special characters and all.
    init(kinds: [MediaKind], title: String) {
        self.kinds = kinds
        text = title.lowercased().trimmed
        fields = nil
    }

    enum Subject: Sendable {
        case media(MediaRef)
        case list(owner: Int, index: Int)
    }

    struct Hit: Sendable {
        var subject: Subject
        var kind: MediaKind
        var score: Double
    }

    /// What matches of what a reader may see, best first.
    func hits(in state: SandboxState, filter: MediaFilter, reader: Int?) -> [Hit] {
        let library = state.library
        var hits: [Hit] = []
        for kind in kinds {
            switch kind {
            case .movie:
                for movie in library.movies where filter.matches(movie) {
                    note(.media(movie.ref), kind, Self.fields(of: movie, library), weight: movie.facts.votes, &hits)
                }
            case .show:
                for show in library.shows where filter.matches(show) {
                    note(.media(show.ref), kind, Self.fields(of: show, library), weight: show.facts.votes, &hits)
                }
            case .episode:
                for show in library.shows where filter.matches(show) {
                    for episode in show.episodes where filter.matches(episode) {
                        let fields = [
                            Field(name: "title", texts: [episode.title]),
                            Field(name: "show_title", texts: [show.facts.title]),
                        ]
                        note(.media(episode.ref), kind, fields, weight: show.facts.votes / 20, &hits)
                    }
                }
            case .person:
                for person in library.people {
                    let fields = [
                        Field(name: "name", texts: [person.name]),
                        Field(name: "biography", texts: [person.biography ?? ""]),
                    ]
                    note(.media(.person(person.ids.trakt)), kind, fields, weight: 0, &hits)
                }
            case .list: addLists(in: state, for: reader, to: &hits)
            case .season: break
            }
        }
        return hits.enumerated().sorted { left, right in
            left.element.score == right.element.score
                ? left.offset < right.offset : left.element.score > right.element.score
        }.map(\.element)
    }

    private func addLists(in state: SandboxState, for reader: Int?, to hits: inout [Hit]) {
        for (owner, account) in state.accounts.enumerated() {
            for (index, list) in account.lists.enumerated() where state.isPublic(list, of: owner, reader: reader) {
                let fields = [
                    Field(name: "name", texts: [Emoji.shown(list.name)]),
                    Field(name: "description", texts: [Emoji.shown(list.contents.description)]),
                ]
                note(.list(owner: owner, index: index), .list, fields, weight: list.likedBy.count, &hits)
            }
        }
    }

    /// An empty text finds everything: the filters alone decide.
    private func note(_ subject: Subject, _ kind: MediaKind, _ all: [Field], weight: Int, _ hits: inout [Hit]) {
        let wanted = fields ?? Self.defaultFields[kind] ?? []
        let best = all.filter { wanted.contains($0.name) }.flatMap(\.texts).map(match).max() ?? 0
        guard text.isEmpty || best > 0 else { return }
        let popularity = Double(weight) / Double(weight + 1000)
        hits.append(Hit(subject: subject, kind: kind, score: (best * 900 + popularity * 100).rounded()))
    }

    /// How well a text is met: 1 for the same, less for a beginning, a part, all words.
    private func match(_ candidate: String) -> Double {
        guard !text.isEmpty else { return 0 }
        let candidate = candidate.lowercased()
        if candidate == text { return 1 }
        if candidate.hasPrefix(text) { return 0.8 }
        if candidate.contains(text) { return 0.6 }
        return text.split(separator: " ").allSatisfy(candidate.contains) ? 0.4 : 0
    }

    private static func fields(of movie: Movie, _ library: Library) -> [Field] {
        let facts = movie.facts
        return fields(
            facts.title, facts.originalTitle, facts.translations, facts.aliases, facts.tagline, facts.overview,
            facts.cast, library)
    }

    private static func fields(of show: Show, _ library: Library) -> [Field] {
        let facts = show.facts
        return fields(
            facts.title, facts.originalTitle, facts.translations, facts.aliases, facts.tagline, facts.overview,
            facts.cast, library)
    }

    private static func fields(
        _ title: String, _ original: String?, _ translations: [Translation]?, _ aliases: [Alias]?,
        _ tagline: String?, _ overview: String?, _ cast: [CastCredit]?, _ library: Library
    ) -> [Field] {
        [
            Field(name: "title", texts: [title]), Field(name: "original_title", texts: [original ?? title]),
            Field(name: "translations", texts: (translations ?? []).map(\.title)),
            Field(name: "aliases", texts: (aliases ?? []).map(\.title)),
            Field(name: "tagline", texts: [tagline ?? ""]), Field(name: "overview", texts: [overview ?? ""]),
            Field(name: "people", texts: (cast ?? []).compactMap { library.person(slug: $0.person)?.name }),
        ]
    }
}

/// What a person is known for: the titles with most votes, each with the parts and jobs.
struct KnownFor {
    let person: Person
    let state: SandboxState
    let call: Call

    /// More titles than this nobody remembers.
    private static let count = 8

    /// 204 for a person without titles.
    var answer: Answer {
        get throws(Refusal) {
            let entries = try titles.compactMap(entry).sorted { $1.votes < $0.votes }.prefix(Self.count)
            return entries.isEmpty ? .noContent : .ok(.array(entries.map(\.json)))
        }
    }

    private var titles: [ChartTitle] {
        get throws(Refusal) {
            let all = MediaFilter([:])
            switch call.parameters["type"] {
            case nil: return ChartTitle.all(.media, in: state, matching: all)
            case "movies": return ChartTitle.all(.movies, in: state, matching: all)
            case "shows": return ChartTitle.all(.shows, in: state, matching: all)
            case let other?: throw Refusal(404, "\(other) is not a type of title")
            }
        }
    }

    private func entry(_ title: ChartTitle) -> (votes: Int, json: JSONValue)? {
        let (cast, crew) =
            switch title.subject {
            case .movie(let movie): (movie.facts.cast ?? [], movie.facts.crew ?? [])
            case .show(let show): (show.facts.cast ?? [], show.facts.crew ?? [])
            }
        let parts = cast.filter { $0.person == person.ids.slug }
        let jobs = crew.filter { $0.person == person.ids.slug }
        guard !parts.isEmpty || !jobs.isEmpty else { return nil }
        var json: JSONValue = [
            "type": .string(title.key), "characters": .strings(parts.map(\.character)),
            "jobs": .strings(jobs.map(\.job)),
        ]
        if title.key == "show" {
            json["episode_count"] = .int(parts.compactMap(\.episodeCount).max() ?? 1)
            json["series_regular"] = .bool(!parts.isEmpty)
        }
        json[title.key] = title.json(state.view(call.extended))
        return (title.votes, json)
    }
}

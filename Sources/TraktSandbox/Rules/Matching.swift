/// Finds the item a client means: by ids, else by title and year, else by title.
struct Matching: Sendable {
    let library: Library

    /// The item an object of a sync body names.
    ///
    /// Ids are tried in the order trakt, imdb, tmdb, tvdb, slug; an object whose ids are all unknown is looked for by
    /// title and year, then by the title alone, where the newest wins.
    func find(_ kind: MediaKind, _ item: JSONValue) -> MediaRef? {
        for service in Library.Service.allCases {
            guard let id = item["ids"]?[service.rawValue], let text = id.string ?? id.int.map(String.init) else {
                continue
            }
            if let ref = library.find(kind, service, text) { return ref }
        }
        return byTitle(kind, item)
    }

    /// The item a path names: a Trakt id, a slug or an IMDb id.
    func find(_ kind: MediaKind, path: String) -> MediaRef? {
        if Int(path) != nil, let ref = library.find(kind, .trakt, path) { return ref }
        return library.find(kind, .slug, path) ?? library.find(kind, .imdb, path)
    }

    private func byTitle(_ kind: MediaKind, _ item: JSONValue) -> MediaRef? {
        let year = item["year"]?.int
        switch kind {
        case .movie:
            guard let title = item["title"]?.string?.lowercased() else { return nil }
            return newest(
                library.movies.filter { $0.facts.title.lowercased() == title }.map { ($0.ref, $0.year) }, year)
        case .show:
            guard let title = item["title"]?.string?.lowercased() else { return nil }
            return newest(
                library.shows.filter { $0.facts.title.lowercased() == title }.map { ($0.ref, $0.year) }, year)
        case .person:
            guard let name = item["name"]?.string?.lowercased() else { return nil }
            return library.people.first { $0.name.lowercased() == name }.map { .person($0.ids.trakt) }
        case .season, .episode, .list:
            return nil
        }
    }

    private func newest(_ candidates: [(ref: MediaRef, year: Int?)], _ year: Int?) -> MediaRef? {
        if let year, let exact = candidates.first(where: { $0.year == year }) { return exact.ref }
        return candidates.max { ($0.year ?? 0) < ($1.year ?? 0) }?.ref
    }
}

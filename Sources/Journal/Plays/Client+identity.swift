import Trakt

/// Finding Trakt's own number of what a body names otherwise.
extension Client {
    /// What stands for a movie or show in a path; nil where Trakt does not know it.
    func pathID(of identity: Identity) async throws -> JSONValue? {
        for name in ["trakt", "slug", "imdb"] {
            if let id = identity.ids[name] { return .string(id) }
        }
        return try await traktID(of: identity).map { .integer($0) }
    }

    /// Trakt's number of a thing; nil where Trakt does not know it, or cannot look for it.
    func traktID(of identity: Identity) async throws -> Int64? {
        if let id = identity.ids["trakt"] { return Int64(id) }
        for name in ["imdb", "tmdb", "tvdb"] {
            guard let id = identity.ids[name], identity.subject != .season else { continue }
            let call = try Catalogue.search.id.call(
                Arguments([.string(name), .string(id)], named: ["type": [.string(identity.subject.rawValue)]]))
            if let found = try await first(of: identity, in: call) { return found }
        }
        if let slug = identity.ids["slug"] { return try await traktID(ofSlug: slug, identity.subject) }
        return try await traktID(byTitle: identity)
    }

    private func traktID(ofSlug slug: String, _ subject: Identity.Subject) async throws -> Int64? {
        let endpoint = subject == .movie ? Catalogue.movies.get : Catalogue.shows.get
        do {
            return try await send(endpoint.call(Arguments([.string(slug)]))).json()["ids"]?["trakt"]?.integer
        } catch let error as TraktError where error.failure == .notFound {
            return nil
        }
    }

    private func traktID(byTitle identity: Identity) async throws -> Int64? {
        guard let title = identity.title, let year = identity.year, [.movie, .show].contains(identity.subject) else {
            return nil
        }
        let call = try Catalogue.search.text.call(
            Arguments(named: [
                "type": [.string(identity.subject.rawValue)], "query": .string(title), "years": .string("\(year)"),
            ]))
        return try await first(of: identity, in: call)
    }

    private func first(of identity: Identity, in call: Call) async throws -> Int64? {
        let name = identity.subject.rawValue
        let hits = try await send(call).json().array ?? []
        let hit = hits.first { hit in hit[name].map { Identity(identity.subject, $0).matches(identity) } ?? false }
        return hit?[name]?["ids"]?["trakt"]?.integer
    }
}

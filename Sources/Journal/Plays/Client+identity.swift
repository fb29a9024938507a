import Trakt

/// Finding Trakt's own number of what a body names otherwise.
extension Client {
    /// Trakt's number of a thing, looked for as Trakt itself does: by one id after the other, then by its title. Nil where
    /// Trakt does not know it, or cannot look for it.
    func traktID(of identity: Identity) async throws -> Int64? {
        if let id = identity.ids["trakt"] { return Int64(id) }
        for name in ["imdb", "tmdb", "tvdb"] {
            guard let id = identity.ids[name], identity.subject != .season else { continue }
            if let found = try await traktID(of: identity.subject, name, id) { return found }
        }
        if let slug = identity.ids["slug"], let found = try await traktID(ofSlug: slug, identity.subject) {
            return found
        }
        return try await traktID(byTitleOf: identity)
    }

    private func traktID(of subject: Identity.Subject, _ name: String, _ id: String) async throws -> Int64? {
        let call = try Catalogue.search.id.call(
            Arguments([.string(name), .string(id)], named: ["type": [.string(subject.rawValue)]]))
        let hits = try await send(call).json().array ?? []
        let things = hits.compactMap { $0[subject.rawValue] }
        return things.first { Identity(subject, $0).ids[name] == id }?["ids"]?["trakt"]?.integer
    }

    private func traktID(ofSlug slug: String, _ subject: Identity.Subject) async throws -> Int64? {
        guard subject.hasTitle else { return nil }
        // A path takes a slug of digits, as the show "24" has, for a number.
        guard Int64(slug) == nil else {
            let things = try await things(subject, called: slug)
            return things.first { Identity(subject, $0).ids["slug"] == slug }?["ids"]?["trakt"]?.integer
        }
        let endpoint = subject == .movie ? Catalogue.movies.get : Catalogue.shows.get
        do {
            return try await send(endpoint.call(Arguments([.string(slug)]))).json()["ids"]?["trakt"]?.integer
        } catch let error as TraktError where error.failure == .notFound {
            return nil
        }
    }
}

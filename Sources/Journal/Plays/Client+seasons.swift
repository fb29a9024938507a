import Trakt

extension Client {
    /// A show's seasons with their episodes; nil where Trakt does not know the show.
    func seasons(of show: Identity) async throws -> [JSONValue]? {
        for name in ["trakt", "slug", "imdb"] {
            // A slug of digits is taken for a number in a path.
            guard let id = show.ids[name], name == "trakt" || Int64(id) == nil else { continue }
            if let seasons = try await seasons(of: .string(id)) { return seasons }
            // What Trakt's own number does not lead to, nothing else in the request does: it is sent by that alone.
            if name == "trakt" { return nil }
        }
        guard let id = try await traktID(of: show) else { return nil }
        return try await seasons(of: .integer(id))
    }

    private func seasons(of show: JSONValue) async throws -> [JSONValue]? {
        let call = try Catalogue.seasons.list.call(Arguments([show], named: ["extended": ["full", "episodes"]]))
        do {
            return try await send(call).json().array
        } catch  where error.failure == .notFound {
            return nil
        }
    }
}

import Trakt

extension Client {
    /// A show's seasons with their episodes; nil where Trakt does not know the show.
    func seasons(of show: JSONValue) async throws -> [JSONValue]? {
        let call = try Catalogue.seasons.list.call(Arguments([show], named: ["extended": ["full", "episodes"]]))
        do {
            return try await send(call).json().array
        } catch  where error.failure == .notFound {
            return nil
        }
    }
}

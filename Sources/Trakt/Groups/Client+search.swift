extension Client {
    /// Finding things by words and by ids: the typed side of ``Catalogue/search``.
    public var search: Search { Search(client: self) }

    /// See ``Client/search``.
    public struct Search: Sendable {
        let client: Client
        private let endpoints = Catalogue.search

        init(client: Client) { self.client = client }
    }
}

extension Client.Search {
    /// Whose id something is looked up by.
    public enum Site: String, Sendable, Hashable, CaseIterable {
        case trakt
        case imdb
        case tmdb
        case tvdb
    }

    /// Things of these kinds that words are found in, best first.
    ///
    /// - Parameters:
    ///   - words: `+ - && || ! ( ) { } [ ] ^ " ~ * ? : /` mean something unless a backslash stands before them.
    ///   - fields: Where to look, by the names of Trakt's documentation; the usual places where it is empty.
    public func text(
        _ words: String, in kinds: [MediaKind], fields: [String] = [], filters: [SearchFilter] = [],
        extended: Extended = []
    ) -> Paged<SearchHit> {
        client.items(
            endpoints.text,
            Arguments(
                kinds.json, extended: extended,
                named: ["query": .string(words), "fields": fields.isEmpty ? nil : .array(fields.map { .string($0) })]
            ).filtered(by: filters))
    }

    /// What has an id on a site. Several things may share one; nothing known is an empty answer.
    public func lookup(
        _ id: String, at site: Site, kinds: [MediaKind] = [], extended: Extended = []
    ) -> Paged<SearchHit> {
        client.items(
            endpoints.id,
            Arguments(
                .string(site.rawValue), .string(id), extended: extended,
                named: ["type": kinds.isEmpty ? nil : kinds.json]))
    }

    /// Movies or shows whose title is exactly these words, three at most.
    public func exact(_ words: String, in kinds: [MediaKind], extended: Extended = []) -> Paged<SearchHit> {
        client.items(
            endpoints.exact, Arguments(kinds.json, extended: extended, named: ["query": .string(words)]))
    }
}

extension [MediaKind] {
    var json: JSONValue { .array(map { .string($0.rawValue) }) }
}

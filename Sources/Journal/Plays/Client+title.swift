import Trakt

/// Finding what only a title names, as Trakt finds what a body names so: of the things that are called exactly like it the
/// one of that year, and the newest where there is none. What Trakt takes is then known before it is sent, and afterwards
/// it can be told whether it was.
extension Client {
    /// Nil for what has no title, and where nothing is called so.
    func traktID(byTitleOf identity: Identity) async throws -> Int64? {
        guard let title = identity.title, identity.subject.hasTitle else { return nil }
        // A search takes no other years.
        if let year = identity.year, (1000...9999).contains(year) {
            let things = try await things(identity.subject, called: title, year: year)
            if let exact = things.first(where: { $0["year"]?.integer == year }) { return Self.number(of: exact) }
        }
        let newest = try await things(identity.subject, called: title).max { one, other in
            (one["year"]?.integer ?? 0) < (other["year"]?.integer ?? 0)
        }
        return newest.flatMap(Self.number)
    }

    private static func number(of thing: JSONValue) -> Int64? { thing["ids"]?["trakt"]?.integer }

    /// The things with exactly this title. A search gives those first, so that one page has them.
    func things(
        _ subject: Identity.Subject, called title: String, year: Int64? = nil
    ) async throws -> [JSONValue] {
        var named: [String: JSONValue] = [
            "type": .string(subject.rawValue), "query": .string(title.escapedForSearch), "fields": "title",
        ]
        named["years"] = year.map { .string("\($0)") }
        var call = try Catalogue.search.text.call(Arguments(named: named))
        call.limit = configuration.pageSize
        let hits = try await send(call).json().array ?? []
        return hits.compactMap { $0[subject.rawValue] }.filter {
            $0["title"]?.string?.lowercased() == title.lowercased()
        }
    }
}

extension Identity.Subject {
    /// Whether Trakt finds it by a title.
    var hasTitle: Bool { self == .movie || self == .show }
}

extension String {
    /// With a backslash before what a search would take for an operator.
    fileprivate var escapedForSearch: String {
        reduce(into: "") { text, character in
            if "+-!(){}[]^\"~*?:/\\&|".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}

package import Trakt

/// What a movie, show, season or episode is known by, for telling whether two are the same.
package struct Identity: Sendable, Hashable {
    package enum Subject: String, Sendable, Hashable, CaseIterable {
        case movie, show, season, episode

        var plural: String { rawValue + "s" }
    }

    package let subject: Subject
    /// Ids by their names, as text: a number may be written as one or as text.
    package let ids: [String: String]
    /// Where there are no ids.
    package let title: String?
    package let year: Int64?

    package init(_ subject: Subject, ids: [String: String], title: String? = nil, year: Int64? = nil) {
        self.subject = subject
        self.ids = ids
        self.title = title
        self.year = year
    }

    /// Of a thing in a body or an answer.
    package init(_ subject: Subject, _ item: JSONValue) {
        let ids = (item["ids"]?.object ?? [:]).compactMapValues { value in
            value.string.flatMap { $0.isEmpty ? nil : $0 } ?? value.integer.map(String.init)
        }
        self.init(
            subject, ids: ids.filter { Self.names.contains($0.key) }, title: item["title"]?.string,
            year: item["year"]?.integer)
    }

    /// The surest first.
    private static let names = ["trakt", "imdb", "tmdb", "tvdb", "slug"]

    /// Whether both are the same thing, by any id that both have; without ids by title and year.
    package func matches(_ other: Identity) -> Bool {
        guard subject == other.subject else { return false }
        for name in Self.names {
            if let one = ids[name], let two = other.ids[name] { return one == two }
        }
        guard ids.isEmpty || other.ids.isEmpty, let title, let year else { return false }
        return title.lowercased() == other.title?.lowercased() && year == other.year
    }

    /// As the ledger writes it: `movie:trakt:507`, by the surest id there is.
    package var key: String { keys.first ?? "\(subject.rawValue):title:\(title ?? "") (\(year ?? 0))" }

    /// Under every id.
    package var keys: [String] {
        Self.names.compactMap { name in ids[name].map { "\(subject.rawValue):\(name):\($0)" } }
    }
}

extension Identity {
    /// A thing of a body as it is sent: by Trakt's number, or else by its other ids. Where Trakt does not know the one, it
    /// looks for the next of a thing's names, the title at last, and nobody could tell then what was changed. Nil for what
    /// has no id.
    static func byIDs(_ document: JSONValue) -> JSONValue? {
        guard var members = document.object, let ids = members["ids"]?.object, !Identity(.movie, document).ids.isEmpty
        else { return nil }
        for name in ["title", "year", "name"] { members[name] = nil }
        if Identity(.movie, document).ids["trakt"] != nil { members["ids"] = .object(ids.filter { $0.key == "trakt" }) }
        return .object(members)
    }

    /// Throws for a season that has no number of Trakt's: nothing leads from another site's number of a season to its
    /// plays, so nobody could tell afterwards what became of the write.
    func checkCanBeRead(by endpoint: Endpoint) throws(EffectError) {
        guard subject == .season, ids["trakt"] == nil else { return }
        let names = ids.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        throw .seasonWithoutNumber(endpoint: endpoint.id, ids: names.isEmpty ? "no id" : names.joined(separator: ", "))
    }
}

import Trakt

/// Whether two writes may change the same thing, so that the end depends on which of them takes effect last. A write whose
/// answer never came may take effect until it has settled, and what crosses it has to wait for that.
struct Crossing {
    private let place: Place
    private let things: [Identity]
    /// Whether the request names nothing, or something besides media objects: then it may mean everything there.
    private let meansAnything: Bool

    private init(_ request: EffectRequest) {
        place = Place(request.target)
        let body = request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
        things = Self.things(in: body)
        meansAnything = things.isEmpty || Self.others.contains { body[$0] != nil }
    }

    /// - Parameters:
    ///   - late: what may still take effect.
    ///   - next: what is about to be sent.
    static func isPossible(_ late: EffectRequest, _ next: EffectRequest) -> Bool {
        // The same again leaves the same, and plays that are removed by their ids never come back under them.
        guard late != next, late.endpoint != Catalogue.syncHistory.removeHistory.id else { return false }
        let (late, next) = (Crossing(late), Crossing(next))
        guard late.place.isNear(next.place) else { return false }
        guard !late.meansAnything, !next.meansAnything else { return true }
        return late.things.contains { thing in next.things.contains { thing.mayMean($0) } }
    }

    /// What else stands in bodies that name things.
    private static let others = ["ids", "people", "users", "lists", "person", "user", "list", "rank"]

    private static func things(in body: JSONValue) -> [Identity] {
        Identity.Subject.allCases.flatMap { subject in
            let one = body[subject.rawValue].map { [$0] } ?? []
            return (one + (body[subject.plural]?.array ?? [])).map { Identity(subject, $0) }
        }
    }
}

/// What a request changes, by its path: `/users/me/lists/5/items/remove` and `/users/me/lists/5` are about the same.
private struct Place {
    private let parts: [Substring]

    private static let verbs: Set<Substring> = ["remove", "reorder"]
    /// A play takes what was watched off the watchlist, and comes from a scrobble or checkin too.
    private static let watching: [[Substring]] = [
        ["sync", "history"], ["sync", "watchlist"], ["scrobble"], ["checkin"],
    ]

    init(_ target: String) {
        let parts = target.prefix { $0 != "?" }.split(separator: "/")
        self.parts = parts.filter { !Self.verbs.contains($0) }
    }

    func isNear(_ other: Place) -> Bool {
        if isAboutWatching, other.isAboutWatching { return true }
        return zip(parts, other.parts).enumerated().allSatisfy { index, pair in
            // `me` has a name, too.
            (index == 1 && parts[0] == "users") || mayBeSame(pair.0, pair.1)
        }
    }

    private var isAboutWatching: Bool { Self.watching.contains { parts.starts(with: $0) } }

    /// A thing has a number and a name.
    private func mayBeSame(_ one: Substring, _ other: Substring) -> Bool {
        one == other || (Int64(one) == nil) != (Int64(other) == nil)
    }
}

extension Identity {
    /// Whether both may be the same thing, or one a part of the other.
    fileprivate func mayMean(_ other: Identity) -> Bool {
        guard (subject == .movie) == (other.subject == .movie) else { return false }
        guard subject == other.subject else { return true }
        let common = Set(ids.keys).intersection(other.ids.keys)
        return common.isEmpty || common.contains { ids[$0] == other.ids[$0] }
    }
}

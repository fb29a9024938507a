package import Trakt

/// One play as `GET /sync/history` answers it.
package struct HistoryEntry: Sendable, Hashable {
    /// The play's own number.
    package let id: Int64
    /// The movie or episode.
    package let item: Identity
    /// Where an episode belongs.
    package let show: Identity?
    package let season: Int64?
    package let number: Int64?
    /// Nil where the play has no date.
    package let minute: WholeMinute?
    /// All of it.
    package let document: JSONValue

    /// Nil for what is neither a movie nor an episode.
    package init?(_ entry: JSONValue) {
        guard let id = entry["id"]?.integer else { return nil }
        let subject: Identity.Subject = entry["episode"]?["ids"] != nil ? .episode : .movie
        guard let item = entry[subject.rawValue] else { return nil }
        self.id = id
        self.item = Identity(subject, item)
        show = entry["show"].map { Identity(.show, $0) }
        season = item["season"]?.integer
        number = item["number"]?.integer
        minute = entry["watched_at"]?.string.flatMap { WholeMinute($0) }
        document = entry
    }

    /// The play under each of its names in the ledger.
    var plays: [Play] { item.keys.map { Play(item: $0, minute: minute?.sinceEpoch) } }
}

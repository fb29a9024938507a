package import Trakt

/// The body of `POST /sync/history/remove` after the things in it were turned into their plays, so that sending it again
/// removes nothing that was added meanwhile.
package struct HistoryRemoval: Sendable, Hashable {
    /// The plays that are to go.
    package var entries: [HistoryEntry] = []
    /// Plays that the script named by their ids.
    package var ids: [Int64] = []
    package var strangers: Strangers = [:]

    package init() {}

    /// Whether nothing of it is to be sent.
    package var isEmpty: Bool { entries.isEmpty && ids.isEmpty && strangers.sent.isEmpty }

    /// All of it, by all its names, as the journal keeps it.
    package var body: JSONValue { body(with: strangers) }

    /// The same as it is sent.
    package var sentBody: JSONValue { body(with: strangers.sent) }

    private func body(with strangers: Strangers) -> JSONValue {
        var members = strangers.mapValues { JSONValue.array($0) }
        var all = ids
        for entry in entries where !all.contains(entry.id) { all.append(entry.id) }
        if !all.isEmpty { members["ids"] = .array(all.map { .integer($0) }) }
        return .object(members)
    }

    /// Takes note of what the plays are that the script named by their ids, as far as that was read before.
    mutating func note(_ before: JSONValue?) {
        let known = (before?["entries"]?.array ?? []).compactMap { HistoryEntry($0) }.filter { ids.contains($0.id) }
        for entry in known where !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
        let noted = Set(entries.map(\.id))
        ids.removeAll { noted.contains($0) }
    }

    /// What undoing needs, and what tells later how many plays of which kind went.
    package var before: JSONValue { ["plays": .array(entries.map(\.document))] }

    /// The plays under each of their names in the ledger: with their minute, without one as they may have been added,
    /// and as the season that the script named.
    func plays(of call: Call) -> [Play] {
        let seasons = (call.document["seasons"]?.array ?? []).flatMap { Identity(.season, $0).keys }
        return entries.flatMap { entry -> [Play] in
            let minutes = [entry.minute?.sinceEpoch, nil]
            return (entry.item.keys + seasons).flatMap { key in minutes.map { Play(item: key, minute: $0) } }
        }
    }

    /// The same from what was kept.
    package init(body: JSONValue, before: JSONValue?) {
        entries = (before?["plays"]?.array ?? []).compactMap { HistoryEntry($0) }
        let read = Set(entries.map(\.id))
        ids = (body["ids"]?.array ?? []).compactMap(\.integer).filter { !read.contains($0) }
        for subject in Identity.Subject.allCases {
            if let array = body[subject.plural]?.array { strangers[subject.plural] = array }
        }
    }

    /// The answer as Trakt would have given it to a single sending: what an earlier one removed is not "not found".
    ///
    /// - Parameter answer: what was answered; nil where nothing was sent.
    func answer(_ answer: JSONValue?) -> JSONValue {
        var members = answer?.object ?? [:]
        var deleted = members["deleted"]?.object ?? ["movies": 0, "episodes": 0]
        var notFound = members["not_found"]?.object ?? [:]
        for subject in Identity.Subject.allCases {
            let known = strangers[subject.plural] ?? []
            let told = notFound[subject.plural]?.array?.map { $0.named(subject, as: known) }
            notFound[subject.plural] = .array(told.map { $0 + strangers.unsent(subject) } ?? known)
        }
        let gone = Set((notFound["ids"]?.array ?? []).compactMap(\.integer))
        for entry in entries where gone.contains(entry.id) {
            let name = entry.item.subject.plural
            deleted[name] = .integer((deleted[name]?.integer ?? 0).counting(1))
        }
        let read = Set(entries.map(\.id))
        notFound["ids"] = .array(
            (notFound["ids"]?.array ?? []).filter { id in id.integer.map { !read.contains($0) } ?? true })
        members["deleted"] = .object(deleted)
        members["not_found"] = .object(notFound)
        return .object(members)
    }
}

extension HistoryReader {
    /// Reads the plays of everything that a call wants to remove.
    package func removal(for call: Call, _ client: Client) async throws -> HistoryRemoval {
        let body = call.document
        var removal = HistoryRemoval()
        removal.ids = (body["ids"]?.array ?? []).compactMap(\.integer)
        for subject in Identity.Subject.allCases {
            for document in body[subject.plural]?.array ?? [] {
                guard let plays = try await plays(named: document, subject, client) else {
                    removal.strangers[subject.plural, default: []].append(document)
                    continue
                }
                for play in plays where !removal.entries.contains(where: { $0.id == play.id }) {
                    removal.entries.append(play)
                }
            }
        }
        return removal
    }

    /// Nil where Trakt does not know the thing.
    private func plays(
        named document: JSONValue, _ subject: Identity.Subject, _ client: Client
    ) async throws -> [HistoryEntry]? {
        let identity = Identity(subject, document)
        try identity.checkCanBeRead(by: Catalogue.syncHistory.removeHistory)
        guard let id = try await client.traktID(of: identity) else { return nil }
        do {
            let plays = try await plays(of: subject, id)
            guard let seasons = document["seasons"]?.array else { return plays }
            return plays.filter { play in seasons.contains { play.isIn(season: $0) } }
        } catch let error as TraktError where error.failure == .notFound {
            return nil
        }
    }
}

extension HistoryEntry {
    fileprivate func isIn(season wanted: JSONValue) -> Bool {
        guard wanted["number"]?.integer == season else { return false }
        guard let episodes = wanted["episodes"]?.array else { return true }
        return episodes.contains { $0["number"]?.integer == number }
    }
}

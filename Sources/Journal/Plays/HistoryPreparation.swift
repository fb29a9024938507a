package import Foundation
package import Trakt

/// Makes the body of `POST /sync/history` precise before it is sent: what is read back must tell single plays apart.
package struct HistoryPreparation: Sendable {
    private let client: Client
    private let reader: HistoryReader
    private let numbers: TraktNumbers
    /// The run's own time, which stands for a `watched_at` that was left out.
    private let now: Date

    /// - Parameter numbers: what the run has looked up so far.
    package init(client: Client, now: Date, numbers: TraktNumbers = TraktNumbers()) {
        self.client = client
        self.now = now
        self.numbers = numbers
        reader = HistoryReader(client)
    }

    package func addition(for call: Call) async throws -> HistoryAddition {
        let body = call.document
        var addition = DistinctPlays()
        for subject in [Identity.Subject.movie, .episode, .season] {
            for document in body[subject.plural]?.array ?? [] {
                try await add(subject, document, to: &addition)
            }
        }
        for document in body["shows"]?.array ?? [] { try await add(show: document, to: &addition) }
        return addition.all
    }

    private func add(
        _ subject: Identity.Subject, _ document: JSONValue, to addition: inout DistinctPlays
    ) async throws {
        let named = Identity(subject, document)
        try named.checkCanBeRead(by: Catalogue.syncHistory.addHistory)
        let identity = try await numbers.numbered(named, client)
        guard !identity.ids.isEmpty else { return addition.add(stranger: document, subject) }
        let watched = watched(document)
        if case .undated(let word) = watched, try await hasPlays(subject, identity) {
            throw EffectError.undatedPlay(item: identity.key, word: word)
        }
        addition.add(HistoryAddition.Item(identity, watched, document))
    }

    // MARK: Shows

    private func add(show document: JSONValue, to addition: inout DistinctPlays) async throws {
        let identity = Identity(.show, document)
        guard let seasons = try await client.seasons(of: identity) else {
            addition.add(stranger: document, .show)
            return
        }
        let expansion = ShowExpansion(document, seasons: seasons, now: now)
        if let stranger = expansion.stranger { addition.add(stranger: stranger, .show) }
        for episode in expansion.episodes { addition.add(episode) }
        try await refuseUndated(expansion.episodes, of: identity)
    }

    private func refuseUndated(_ episodes: [HistoryAddition.Item], of show: Identity) async throws {
        let undated = episodes.filter { $0.watched.minute == nil }
        guard let first = undated.first, let number = try await client.traktID(of: show) else { return }
        let plays = try await reader.plays(of: .show, number)
        guard let known = undated.first(where: { episode in plays.contains { $0.item.matches(episode.identity) } })
        else { return }
        throw EffectError.undatedPlay(item: known.identity.key, word: first.watched.text)
    }

    // MARK: Times

    private func watched(_ document: JSONValue) -> HistoryAddition.Watched {
        HistoryAddition.Watched(document["watched_at"]?.string, now: now)
    }

    private func hasPlays(_ subject: Identity.Subject, _ identity: Identity) async throws -> Bool {
        guard let id = try await client.traktID(of: identity) else { return false }
        return try await !reader.plays(of: subject, id).isEmpty
    }
}

/// Gathers plays, each once: an episode that a show stands for and that is named by itself too is one.
private struct DistinctPlays {
    private(set) var all = HistoryAddition()
    private var seen: Set<Play> = []

    mutating func add(_ item: HistoryAddition.Item) {
        let names = item.identity.keys.isEmpty ? [item.identity.key] : item.identity.keys
        let plays = names.map { Play(item: $0, minute: item.watched.minute?.sinceEpoch) }
        if seen.isDisjoint(with: plays) { all.items.append(item) }
        seen.formUnion(plays)
    }

    mutating func add(stranger: JSONValue, _ subject: Identity.Subject) {
        all.strangers[subject.plural, default: []].append(stranger)
    }
}

extension HistoryAddition.Watched {
    /// What a script wrote, or the run's time where it wrote nothing.
    init(_ text: String?, now: Date) {
        guard let text else {
            self = .at(WholeMinute(of: now))
            return
        }
        self = WholeMinute(text).map { .at($0) } ?? .undated(text)
    }
}

internal import Foundation
import Trakt

/// The checkin that is under way.
struct RunningCheckin {
    private let client: Client

    init(_ client: Client) {
        self.client = client
    }

    /// Nothing that somebody checks in to is over sooner.
    static let shortest = Duration.seconds(300)
    /// Nothing that somebody checks in to lasts longer.
    private static let longest = TimeInterval(12 * 3600)

    /// When it began, as Trakt writes it; nil where there is none.
    var startedAt: String? {
        get async throws {
            let watching = try await watching
            return watching["action"] == "checkin" ? watching["started_at"]?.string : nil
        }
    }

    private var watching: JSONValue {
        get async throws { try await client.send(Catalogue.users.watching.call(Arguments(["me"]))).json() }
    }

    /// Whether a checkin was made that nobody knows the outcome of.
    ///
    /// - Parameters:
    ///   - known: the beginnings of others.
    ///   - elapsed: the time since it was sent.
    ///   - now: the time of the day.
    func finding(
        of call: Call, except known: Set<String>, after elapsed: Duration, now: Date
    ) async throws -> EffectMachine.Finding {
        let watching = try await watching
        if call.checksIn(to: watching), let start = watching["started_at"]?.string, !known.contains(start) {
            return .everything
        }
        guard elapsed > Self.shortest else { return .nothing }
        // It may be over already, and a play. Whether that play is of this one cannot be told.
        let since = now.addingTimeInterval(-Self.longest - elapsed / .seconds(1))
        let plays = try await HistoryReader(client).entries(since: WholeMinute(of: since))
        return plays.contains { call.checksIn(to: $0) } ? .unclear : .nothing
    }
}

extension Call {
    /// Whether an entry is the checkin to what this call names.
    fileprivate func checksIn(to entry: JSONValue) -> Bool {
        guard entry["action"] == "checkin" else { return false }
        let wanted = document
        if let movie = wanted["movie"] { return matches(.movie, movie, entry["movie"]) }
        guard let episode = wanted["episode"], let found = entry["episode"] else { return false }
        guard Identity(.episode, episode).keys.isEmpty else { return matches(.episode, episode, found) }
        return matches(.show, wanted["show"], entry["show"]) && episode["season"] == found["season"]
            && episode["number"] == found["number"]
    }

    private func matches(_ subject: Identity.Subject, _ one: JSONValue?, _ other: JSONValue?) -> Bool {
        guard let one, let other else { return false }
        return Identity(subject, one).matches(Identity(subject, other))
    }
}

extension EffectRecord {
    /// When a checkin began, by its answer.
    var checkedInAt: String? {
        response.flatMap { try? JSONValue(parsing: $0.body) }.flatMap { $0["watched_at"]?.string }
    }
}

internal import Foundation
internal import Journal
internal import Trakt

/// The history as a plan changes it.
struct PlannedPlays: Sendable {
    struct Play: Sendable, Hashable {
        let id: Int64
        let thing: Thing
        /// Nil for a play at an unknown time.
        let watchedAt: Date?
        /// How the ledger will know one that the plan adds.
        var inLedger: Journal.Play?

        /// Newest first, those without a date last.
        func isBefore(_ other: Play) -> Bool {
            guard watchedAt != other.watchedAt else { return id > other.id }
            return (watchedAt ?? .distantPast) > (other.watchedAt ?? .distantPast)
        }

        var watchedAtJSON: JSONValue { watchedAt.map { .string(Instant.text($0)) } ?? .null }
    }

    private(set) var added: [Play] = []
    /// Plays of the account that are to go.
    private(set) var removed: [Int64: Play] = [:]

    var isTouched: Bool { !added.isEmpty || !removed.isEmpty }

    mutating func add(_ play: Play) { added.append(play) }

    /// Takes plays out; how many of each kind really went.
    mutating func remove(_ plays: some Sequence<Play>) -> KindCounts {
        var counts = KindCounts()
        for play in plays {
            if let index = added.firstIndex(where: { $0.id == play.id }) {
                added.remove(at: index)
            } else if PlannedIDs.isOne(play.id) || removed.updateValue(play, forKey: play.id) != nil {
                continue
            }
            counts.count(play.thing.kind)
        }
        return counts
    }
}

extension PlannedPlays.Play {
    /// Reads an entry of the history.
    init?(_ entry: JSONValue) {
        guard let id = entry["id"]?.integer, let thing = Thing(entry: entry) else { return nil }
        self.init(id: id, thing: thing, watchedAt: Instant.date(entry["watched_at"]?.string))
    }
}

/// Removing plays.
extension PlannedAccount {
    static let playKinds: [Thing.Kind] = [.movie, .show, .season, .episode]
    static let countedPlayKinds: [Thing.Kind] = [.movie, .episode]

    func removePlays(_ body: JSONValue) async throws -> JSONValue {
        let items = try await items(of: body, kinds: Self.playKinds, taking: Self.playKinds, meaning: .allEpisodes)
        let things = Set(items.found.map(\.thing))
        var gone = try await existingPlays(of: things) + plays.added.filter { things.contains($0.thing) }
        let sent = body["ids"]?.array ?? []
        let named = try await existingPlays(named: Set(sent.compactMap(\.integer)))
        gone += named
        let known = Set(named.map(\.id))
        var seen: Set<Int64> = []
        let deleted = plays.remove(gone.filter { seen.insert($0.id).inserted })
        let unknown = sent.filter { $0.integer.map(known.contains) != true }
        return [
            "deleted": deleted.document(Self.countedPlayKinds),
            "not_found": JSONValue.object(items.notFound(Self.playKinds)).setting("ids", .array(unknown)),
        ]
    }

    /// The plays of things that there would be by now.
    func presentPlays(of things: Set<Thing>) async throws -> [PlannedPlays.Play] {
        try await existingPlays(of: things).filter { plays.removed[$0.id] == nil }
            + plays.added.filter { things.contains($0.thing) }
    }

    /// The plays of things that the account has. A few are asked for one by one, many by reading everything.
    private func existingPlays(of things: Set<Thing>) async throws -> [PlannedPlays.Play] {
        guard !things.isEmpty else { return [] }
        // All episodes of a show in one reading.
        let subjects = Set(things.map { show(of: $0) ?? $0 })
        var entries: [JSONValue] = []
        if subjects.count > 20 {
            entries = try await whole("sync.history.get", "/sync/history").entries
        } else {
            for subject in subjects {
                let path = "/sync/history/\(subject.kind.plural)/\(subject.id)"
                entries += try await whole("sync.history.get", path).entries
            }
        }
        return entries.compactMap(PlannedPlays.Play.init).filter { things.contains($0.thing) }
    }

    /// The plays with these ids that are there still. Trakt finds no play by its id alone, so that all are read.
    private func existingPlays(named ids: Set<Int64>) async throws -> [PlannedPlays.Play] {
        guard !ids.isEmpty else { return [] }
        let planned = plays.added.filter { ids.contains($0.id) }
        let rest = ids.subtracting(planned.map(\.id)).filter { plays.removed[$0] == nil }
        let seen = rest.compactMap { playsSeen[$0] }
        guard seen.count < rest.count else { return planned + seen }
        let all = try await whole("sync.history.get", "/sync/history").entries.compactMap(PlannedPlays.Play.init)
        return planned + all.filter { rest.contains($0.id) }
    }
}

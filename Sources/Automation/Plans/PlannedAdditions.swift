internal import Foundation
internal import Journal
internal import Trakt

/// One play that a body asks for, as the run would send it.
struct AskedPlay: Sendable {
    let thing: Thing
    /// What the body names: a season, where it stands for its episodes, is one play to the ledger.
    private let named: Thing
    private let minute: Int64?
    /// What stands in place of a time: `released` or `unknown`.
    let word: String?

    init(_ item: BodyItem, now: Date) {
        thing = item.thing
        named = item.season ?? item.thing
        let text = item.values["watched_at"]?.string
        let watched = text.map { WholeMinute($0) } ?? WholeMinute(of: now)
        minute = watched?.sinceEpoch
        word = watched == nil ? text : nil
    }

    /// How the ledger knows it.
    var inLedger: Journal.Play { Journal.Play(item: named.inLedger, minute: minute) }

    /// How it is told from the other plays of the history.
    var inHistory: Journal.Play { Journal.Play(item: thing.inLedger, minute: minute) }

    var minuteBegin: Date? { minute.map { Date(timeIntervalSince1970: Double($0) * 60) } }
}

extension Thing {
    fileprivate var inLedger: String { "\(kind.rawValue):trakt:\(id)" }
}

extension PlannedPlays.Play {
    fileprivate var inHistory: Journal.Play {
        Journal.Play(item: thing.inLedger, minute: watchedAt.map { WholeMinute(of: $0).sinceEpoch })
    }
}

/// Adding plays: those that a run would send, which are not all that a body asks for.
extension PlannedAccount {
    func addPlays(_ body: JSONValue) async throws -> JSONValue {
        let items = try await items(of: body, kinds: Self.playKinds, taking: Self.playKinds, meaning: .airedEpisodes)
        let asked = Self.distinct(items.found.map { AskedPlay($0, now: now) })
        try await refuseUndated(asked)
        let sent = try await withoutKnown(asked)
        var times: [Date?] = []
        for play in sent { times.append(try await watchTime(of: play)) }
        try await takeOffWatchlist(sent.map(\.thing))
        // Nothing can fail from here on.
        var added = KindCounts()
        for (play, time) in zip(sent, times) {
            plays.add(.init(id: ids.next(), thing: play.thing, watchedAt: time, inLedger: play.inLedger))
            added.count(play.thing.kind)
        }
        noteUnplaced(items, on: .history)
        return [
            "added": added.document(Self.countedPlayKinds), "not_found": .object(items.notFound(Self.playKinds)),
        ]
    }

    /// Each once: an episode that a show stands for and that is named by itself too is one.
    private static func distinct(_ asked: [AskedPlay]) -> [AskedPlay] {
        var seen: Set<[Journal.Play]> = []
        return asked.filter { seen.insert([$0.inLedger, $0.inHistory]).inserted }
    }

    /// A play without a time could not be told from others of the same thing, so no run adds it to them.
    private func refuseUndated(_ asked: [AskedPlay]) async throws {
        let undated = asked.filter { $0.word != nil }
        let watched = Set(try await presentPlays(of: Set(undated.map(\.thing))).map(\.thing))
        guard let play = undated.first(where: { watched.contains($0.thing) }) else { return }
        throw EffectError.undatedPlay(item: play.inLedger.item, word: play.word ?? "")
    }

    /// Leaves out what the ledger has by then, unless it has gone from the history.
    private func withoutKnown(_ asked: [AskedPlay]) async throws -> [AskedPlay] {
        let planned = Set(plays.added.compactMap(\.inLedger))
        let rest = asked.filter { !planned.contains($0.inLedger) }
        let owners = try await context.journal.owners(of: Array(Set(rest.map(\.inLedger))), account: context.owner)
        let owned = rest.filter { owners[$0.inLedger] != nil }
        let present = Set(try await presentPlays(of: Set(owned.map(\.thing))).map(\.inHistory))
        let removed = Set(plays.removed.values.map(\.inHistory))
        let known = owned.filter { play in
            let mayBeUnread = owners[play.inLedger].map(isSettling) ?? false
            return present.contains(play.inHistory) || (mayBeUnread && !removed.contains(play.inHistory))
        }
        let left = Set(known.map(\.inLedger))
        return rest.filter { !left.contains($0.inLedger) }
    }

    /// Whether what a write adds may not be readable yet.
    private func isSettling(_ owner: PlayOwner) -> Bool {
        guard let record = owner.effect, [.intent, .done, .unknown, .review].contains(record.state) else {
            return false
        }
        return context.clock.moment.elapsed(since: record.effect.moment) < context.timing.settle
    }

    /// As Trakt keeps it: to the minute.
    private func watchTime(of play: AskedPlay) async throws -> Date? {
        guard let word = play.word else { return play.minuteBegin }
        return word == "released" ? Instant.minute(of: try await releaseTime(of: play.thing) ?? now) : nil
    }

    /// What is watched leaves the watchlist; an episode takes its season and its show along (Sync, watchlist).
    private func takeOffWatchlist(_ watched: [Thing]) async throws {
        guard !watched.isEmpty else { return }
        var shelf = try await shelf(.watchlist)
        var gone = Set(watched)
        let places = watched.compactMap { titles.place(of: $0) }
        gone.formUnion(places.map(\.show))
        let seasons = Set(places.map { Titles.Place(show: $0.show, season: $0.season) })
        for thing in shelf.order where gone.contains(thing) || titles.place(of: thing).map(seasons.contains) == true {
            shelf.remove(thing)
        }
        shelves[.watchlist] = shelf
    }
}

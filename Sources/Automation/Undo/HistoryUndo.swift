internal import Journal
internal import Trakt

/// What takes a run's changes to the history back: plays that it added are removed by their ids, plays that it removed
/// are added again.
struct HistoryUndo: Sendable {
    /// Plays that the run added, in its order; nil for one that it removed again.
    private var added: [AddedPlay?] = []
    private var positions: [Journal.Play: [Int]] = [:]
    /// Seasons that the run added, also those that it removed again.
    private(set) var wholeSeasons: [AddedPlay] = []
    /// Plays that the run removed, each with how many of these seasons it had added by then.
    var removed: [(play: AccountEntry, seasons: Int)] = []
    /// Plays that came of scrobbles and checkins, by their ids, and when they were made.
    private(set) var ids: [(id: Int64, period: Period)] = []

    struct Result: Sendable {
        var removedByID: [AccountEntry] = []
        /// Those without a date come first: one is added only to what has no plays.
        var addedAgain: [AccountEntry] = []
        /// Plays of the run that are not there any more.
        var gone = 0
        /// Plays that were removed and are there again, by somebody else.
        var back: [AccountEntry] = []
        /// One play each of things with plays of which nobody can tell whether the run added them.
        var unclear: [AccountEntry] = []
        /// Plays without a date that cannot be added to a thing that has plays.
        var refused: [AccountEntry] = []
    }

    // MARK: What the run did

    mutating func add(_ play: AddedPlay) {
        positions[play.play, default: []].append(added.count)
        added.append(play)
        if play.play.named?.kind == .season { wholeSeasons.append(play) }
    }

    mutating func addPlay(_ id: Int64, around period: Period) { ids.append((id, period)) }

    /// Takes note of a removal: plays that the run itself had added are just gone.
    mutating func remove(_ plays: [AccountEntry]) {
        // A play is added without a date only where there is none, so of several the oldest is the run's.
        for play in plays.sorted(by: { ($0.playID ?? 0) < ($1.playID ?? 0) }) where !removeOwn(play) {
            removed.append((play, wholeSeasons.count))
        }
    }

    private mutating func removeOwn(_ entry: AccountEntry) -> Bool {
        for play in entry.ledgerPlays {
            guard let position = positions[play]?.last, let own = added[position],
                play.minute != nil || own.mayBe(entry)
            else { continue }
            positions[play]?.removeLast()
            added[position] = nil
            return true
        }
        return false
    }

    /// Forgets the plays that are not the run's own.
    mutating func keep(_ isOwn: (Journal.Play) -> Bool) {
        for index in added.indices where added[index].map({ isOwn($0.play) }) == false { added[index] = nil }
    }

    // MARK: How things are now

    /// What is a movie or an episode.
    var single: [AddedPlay] { added.compactMap(\.self).filter { $0.play.named?.kind != .season } }

    /// Seasons that Trakt alone knows the episodes of, each with the reading that tells its plays.
    var seasons: [(play: AddedPlay, reading: Call)] {
        added.compactMap(\.self).compactMap { added in
            guard let item = added.play.named, item.kind == .season else { return nil }
            return PlayReading.call(for: item).map { (added, $0) }
        }
    }

    /// The readings that tell how things are now.
    var readings: [Call] {
        let minutes = single.compactMap(\.play.minute) + removed.compactMap(\.play.minute)
        // A checkin becomes a play when the title is over, with the time of the checkin or of the end.
        let around = ids.flatMap { [Time.minute($0.period.from) - 60, Time.minute($0.period.to) + 6 * 60] }
        let undated = Set(single.filter { $0.play.minute == nil }.compactMap(\.play.named))
            .union(removed.map(\.play).filter { $0.minute == nil }.map { NamedItem(kind: $0.kind, names: $0.names) })
        return PlayReading.calls(covering: Set(minutes + around)) + undated.compactMap { PlayReading.call(for: $0) }
    }

    /// The names, in the ledger, of what plays without a minute may have become: whose these are has to be known.
    func doubtful(_ now: Now) -> [Journal.Play] {
        let undated = single.filter { $0.play.minute == nil }
        let free = undated.isEmpty ? nil : FreePlays(now.plays)
        let ofSeasons = now.ofSeasons.flatMap(\.self)
        return (undated.flatMap { free?.all(of: $0.play.item) ?? [] } + ofSeasons).flatMap(\.ledgerPlays)
    }

    /// What the readings answered.
    struct Now: Sendable {
        /// What ``HistoryUndo/readings`` did.
        var plays: [AccountEntry] = []
        /// What those of ``HistoryUndo/seasons`` did.
        var ofSeasons: [[AccountEntry]] = []
        var isComplete = true
        /// The plays of the ledger that are other runs'.
        var others: Set<Journal.Play> = []

        var all: [AccountEntry] { plays + ofSeasons.flatMap(\.self) }
    }
}

internal import Journal
internal import Trakt

/// What takes a run's changes to the history back: plays that it added are removed by their ids, plays that it removed
/// are added again.
struct HistoryUndo: Sendable {
    /// Plays that the run added, as the ledger names them.
    var added: [Journal.Play] = []
    /// Plays that the run removed.
    var removed: [AccountEntry] = []
    /// Plays that came of scrobbles and checkins, by their ids, and when they were made.
    private(set) var ids: [(id: Int64, period: Period)] = []

    struct Result: Sendable {
        var removedByID: [AccountEntry] = []
        var addedAgain: [AccountEntry] = []
        /// Plays of the run that are not there any more.
        var gone = 0
        /// Plays that were removed and are there again, by somebody else.
        var back: [AccountEntry] = []
    }

    /// Plays of seasons that Trakt alone knows the episodes of, each with the reading that tells its plays.
    var seasons: [(play: Journal.Play, reading: Call)] {
        added.compactMap { play in
            guard let item = play.named, item.kind == .season else { return nil }
            return PlayReading.call(for: item).map { (play, $0) }
        }
    }

    /// Takes note of a removal: plays that the run itself had added are just gone.
    mutating func remove(_ plays: [AccountEntry]) {
        for play in plays {
            if let own = added.lastIndex(where: { play.isOf($0) }) {
                added.remove(at: own)
            } else {
                removed.append(play)
            }
        }
    }

    mutating func addPlay(_ id: Int64, around period: Period) { ids.append((id, period)) }

    private var single: [Journal.Play] { added.filter { $0.named?.kind != .season } }

    /// The readings that tell how things are now.
    var readings: [Call] {
        let minutes = single.compactMap { $0.minute } + removed.compactMap { Time.minute($0["watched_at"]?.string) }
        // A checkin becomes a play when the title is over, with the time of the checkin or of the end.
        let around = ids.flatMap { [Time.minute($0.period.from) - 60, Time.minute($0.period.to) + 6 * 60] }
        let undated = Set(single.filter { $0.minute == nil }.compactMap { $0.named })
            .union(removed.filter { $0["watched_at"]?.string == nil }.map { NamedItem(kind: $0.kind, names: $0.names) })
        return PlayReading.calls(covering: Set(minutes + around)) + undated.compactMap { PlayReading.call(for: $0) }
    }

    /// - Parameter now: the plays that ``readings`` answered.
    func result(now: [AccountEntry]) -> Result {
        var result = Result()
        var free: [AccountEntry] = []
        var known: Set<Int64> = []
        // The newest first, so that of two that are alike the one that was there before stays.
        for play in now.sorted(by: { ($0["id"]?.integer ?? 0) > ($1["id"]?.integer ?? 0) }) {
            if let id = play["id"]?.integer, known.insert(id).inserted { free.append(play) }
        }
        for play in single {
            guard let found = free.firstIndex(where: { $0.isOf(play) }) else {
                result.gone += 1
                continue
            }
            result.removedByID.append(free.remove(at: found))
        }
        for (id, _) in ids {
            guard let found = free.firstIndex(where: { $0["id"]?.integer == id }) else { continue }
            result.removedByID.append(free.remove(at: found))
        }
        for play in removed {
            guard let found = free.firstIndex(where: { $0.isSamePlay(as: play) }) else {
                result.addedAgain.append(play)
                continue
            }
            // With its old id it was never removed.
            if free.remove(at: found)["id"] != play["id"] { result.back.append(play) }
        }
        return result
    }
}

extension Journal.Play {
    /// The thing, as a request names it: `movie:trakt:507`.
    var named: NamedItem? {
        let parts = item.split(separator: ":", maxSplits: 2).map(String.init)
        guard parts.count == 3, let kind = ItemKind(rawValue: parts[0]) else { return nil }
        return NamedItem(kind: kind, names: NamedItem.Names(ids: [parts[1]: parts[2]]))
    }
}

extension AccountEntry {
    /// Whether it is a play of the thing in the minute that the ledger has.
    fileprivate func isOf(_ play: Journal.Play) -> Bool {
        guard Time.minute(self["watched_at"]?.string) == play.minute else { return false }
        return names.ids.contains { "\(kind.rawValue):\($0.key):\($0.value)" == play.item }
    }

    fileprivate func isSamePlay(as other: AccountEntry) -> Bool {
        key == other.key && Time.minute(self["watched_at"]?.string) == Time.minute(other["watched_at"]?.string)
    }
}

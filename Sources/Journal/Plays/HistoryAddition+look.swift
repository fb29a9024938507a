package import Trakt

/// What is in the history of what a request adds.
package struct PlaysThere: Sendable {
    /// Each of its plays, with the entries that are it.
    fileprivate(set) var entries: [Play: [HistoryEntry]] = [:]
    /// Plays without a date of their own of things that have plays, none of which looks as it would. They may be a person's,
    /// who watched it meanwhile.
    fileprivate(set) var doubtful: Set<Play> = []

    /// Why it cannot be told whether all was added.
    var doubt: String {
        let names = doubtful.map(\.item).sorted().joined(separator: ", ")
        return "Plays without a date of their own were asked for, and there are plays with other dates of: \(names)."
    }

    func has(_ play: Play) -> Bool { entries[play]?.isEmpty == false }

    func mayHave(_ play: Play) -> Bool { has(play) || doubtful.contains(play) }
}

extension HistoryReader {
    /// Reads what is in the history of what a request adds.
    ///
    /// - Parameter removed: the ids of plays that are known to be there no more, whatever a read shows.
    package func plays(
        of addition: HistoryAddition, _ client: Client, except removed: Set<Int64> = []
    ) async throws -> PlaysThere {
        var there = PlaysThere()
        let single = addition.items.filter { $0.identity.subject != .season && $0.watched.minute != nil }
        let known = EntryIndex(
            try await plays(in: Set(single.compactMap(\.watched.minute))).filter { !removed.contains($0.id) })
        for item in single { there.entries[item.play] = known.entries(of: item) }
        for item in addition.items where item.identity.subject == .season || item.watched.minute == nil {
            guard let id = try await client.traktID(of: item.identity) else { continue }
            let subject = item.identity.subject
            switch item.watched {
            case .at(let minute):
                there.entries[item.play] = try await plays(of: subject, id, in: minute).filter {
                    !removed.contains($0.id)
                }
            case .undated(let word):
                let plays = try await detailedPlays(of: subject, id).filter { !removed.contains($0.id) }
                let own = plays.filter { $0.hasDate(of: word) }
                there.entries[item.play] = own
                if own.isEmpty, !plays.isEmpty { there.doubtful.insert(item.play) }
            }
        }
        return there
    }
}

/// Plays by all their names, and by minute.
private struct EntryIndex {
    private var byPlay: [Play: [HistoryEntry]] = [:]

    init(_ entries: [HistoryEntry]) {
        for entry in entries {
            for play in entry.plays { byPlay[play, default: []].append(entry) }
        }
    }

    /// The entries that are a play. The surest id that both have decides, as everywhere.
    func entries(of item: HistoryAddition.Item) -> [HistoryEntry] {
        let minute = item.watched.minute
        var ids: Set<Int64> = []
        let named = item.identity.keys.flatMap { byPlay[Play(item: $0, minute: minute?.sinceEpoch)] ?? [] }
        return named.filter { $0.item.matches(item.identity) && ids.insert($0.id).inserted }
    }
}

extension HistoryEntry {
    /// Whether its date is what Trakt makes of a word in place of one: none of `unknown`; of `released` the moment of the
    /// release or, when the runtime is over, that of its end. It has to have been read with the title's details.
    fileprivate func hasDate(of word: String) -> Bool {
        guard word == "released" else { return minute == nil }
        let title = document[item.subject.rawValue]
        let text = title?[item.subject == .movie ? "released" : "first_aired"]?.string
        guard let minute, let release = text.flatMap({ WholeMinute($0) }) else { return false }
        let runtime = title?["runtime"]?.integer ?? 0
        return minute == release || minute.sinceEpoch == release.sinceEpoch.counting(runtime)
    }
}

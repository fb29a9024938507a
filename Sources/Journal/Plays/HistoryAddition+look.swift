package import Trakt

extension HistoryReader {
    /// What is in the history of what a request adds: each of its plays, with the entries that are it.
    package func entries(of addition: HistoryAddition, _ client: Client) async throws -> [Play: [HistoryEntry]] {
        var entries: [Play: [HistoryEntry]] = [:]
        let single = addition.items.filter { $0.identity.subject != .season && $0.watched.minute != nil }
        let known = EntryIndex(try await plays(in: Set(single.compactMap(\.watched.minute))))
        for item in single { entries[item.play] = known.entries(of: item) }
        for item in addition.items where item.identity.subject == .season || item.watched.minute == nil {
            guard let id = try await client.traktID(of: item.identity) else { continue }
            entries[item.play] = try await plays(of: item.identity.subject, id, in: item.watched.minute)
        }
        return entries
    }
}

/// Plays by all their names, and by minute.
private struct EntryIndex {
    private var byPlay: [Play: [HistoryEntry]] = [:]
    private let all: [HistoryEntry]

    init(_ entries: [HistoryEntry]) {
        all = entries
        for entry in entries {
            for play in entry.plays { byPlay[play, default: []].append(entry) }
        }
    }

    /// The entries that are a play. The surest id that both have decides, as everywhere.
    func entries(of item: HistoryAddition.Item) -> [HistoryEntry] {
        let minute = item.watched.minute
        guard !item.identity.keys.isEmpty else {
            return all.filter { $0.minute == minute && $0.item.matches(item.identity) }
        }
        var ids: Set<Int64> = []
        let named = item.identity.keys.flatMap { byPlay[Play(item: $0, minute: minute?.sinceEpoch)] ?? [] }
        return named.filter { $0.item.matches(item.identity) && ids.insert($0.id).inserted }
    }
}

package import Trakt

extension HistoryReader {
    /// What is in the history of what a request adds: each of its plays, with the entries that are it.
    package func entries(of addition: HistoryAddition, _ client: Client) async throws -> [Play: [HistoryEntry]] {
        var entries: [Play: [HistoryEntry]] = [:]
        let single = addition.items.filter { $0.identity.subject != .season && $0.watched.minute != nil }
        for (minute, items) in Dictionary(grouping: single, by: \.watched.minute) {
            guard let minute else { continue }
            let plays = try await plays(in: minute)
            for item in items { entries[item.play] = plays.filter { $0.isPlay(of: item, in: minute) } }
        }
        for item in addition.items where item.identity.subject == .season || item.watched.minute == nil {
            guard let id = try await client.traktID(of: item.identity) else { continue }
            entries[item.play] = try await plays(of: item.identity.subject, id, in: item.watched.minute)
        }
        return entries
    }
}

extension HistoryEntry {
    /// The server may answer more than the minute asked for.
    fileprivate func isPlay(of item: HistoryAddition.Item, in minute: WholeMinute) -> Bool {
        self.minute == minute && self.item.matches(item.identity)
    }
}

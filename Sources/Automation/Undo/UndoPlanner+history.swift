internal import Journal
internal import Trakt

extension UndoPlanner {
    /// Gives the plays that are added again.
    mutating func planHistory() async throws -> [AccountEntry] {
        let history = try await historyWithSeasons()
        let now = try await now(for: history)
        var result = history.result(now)
        if !now.isComplete {
            // What was not seen may be there, and a play that is added again is there twice.
            result.addedAgain = []
            result.refused = []
            result.gone = 0
            remarks.append(
                UndoRemark(
                    .impossible, "history",
                    "it could not be read to the end; what was not seen stays, and no play is added again"))
        }
        let ids = result.removedByID.compactMap(\.playID)
        for start in stride(from: 0, to: ids.count, by: Batches.size) {
            let batch = ids[start..<min(start + Batches.size, ids.count)]
            add(
                Catalogue.syncHistory.removeHistory, "/sync/history/remove",
                ["ids": .array(batch.map { .integer($0) })])
        }
        let again = Self.items(result.addedAgain) { ["watched_at": $0["watched_at"] ?? "unknown"] }
        for body in Batches.bodies(again) { add(Catalogue.syncHistory.addHistory, "/sync/history", body) }
        remark(on: result)
        return result.addedAgain
    }

    /// The run's plays, once it is known which of those that it removed were of seasons that it had added.
    private func historyWithSeasons() async throws(TraktError) -> HistoryUndo {
        var history = effects.history
        for show in history.showsInDoubt {
            let reading = Call(endpoint: Catalogue.seasons.list, target: "/shows/\(show)/seasons", body: nil)
            history.forgetPlays(of: show, inSeasons: try await existing(reading)?.items ?? [])
        }
        return history
    }

    private func now(for history: HistoryUndo) async throws -> HistoryUndo.Now {
        let whole = try await reader.whole(history.readings)
        var now = HistoryUndo.Now(plays: whole.entries, isComplete: whole.isComplete)
        for (_, reading) in history.seasons {
            let plays = try await reader.whole(reading)
            now.ofSeasons.append(plays.entries)
            now.isComplete = now.isComplete && plays.isComplete
        }
        let doubtful = history.doubtful(now)
        if !doubtful.isEmpty { now.others = try await ownedByOthers(doubtful) }
        return now
    }

    private mutating func remark(on result: HistoryUndo.Result) {
        if !result.addedAgain.isEmpty {
            let count = result.addedAgain.count
            remarks.append(
                UndoRemark(
                    .different, "history",
                    "\(count == 1 ? "1 play gets" : "\(count) plays get") a new id, and counts as added by hand"))
        }
        if result.gone > 0 {
            let plays = result.gone == 1 ? "1 play of the run is" : "\(result.gone) plays of the run are"
            remarks.append(UndoRemark(.left, "history", "\(plays) not there any more"))
        }
        let told: [(UndoRemark.Kind, [AccountEntry], String)] = [
            (.left, result.back, "the run removed this play, and it is there again"),
            (.impossible, result.unclear, "which of its plays the run added is not known; they stay"),
            (
                .impossible, result.refused,
                "the run removed a play without a date; it has a play, and beside one such a play is not added"
            ),
        ]
        for (kind, plays, sentence) in told {
            remarks += plays.map { UndoRemark(kind, "\($0.title), history", sentence) }
        }
        if effects.mayHaveEmptiedWatchlist {
            remarks.append(
                UndoRemark(
                    .impossible, "watchlist",
                    "Trakt takes off what was watched; what of it the run's plays took off is not known"))
        }
    }

    /// The watchlist, from which Trakt takes off what is added to the history again.
    mutating func planWatchlist(puttingBackAfter plays: [AccountEntry]) async throws(TraktError) {
        let undo = effects.holdings[.watchlist] ?? HoldingUndo(holding: .watchlist, effects: [])
        guard !undo.effects.isEmpty || !plays.isEmpty else { return }
        guard let now = try await read(.watchlist, plays.isEmpty ? undo.kinds : []) else { return }
        var result = undo.result(now: now)
        let gone = Set(result.taken.map(\.key))
        let items = plays.map {
            NamedItem(kind: $0.kind, names: $0.names, show: $0.show, season: $0.season, number: $0.number)
        }
        let disturbed = Watched(items).takenOff(now).filter { !gone.contains($0.key) }
        let isDisturbed = !disturbed.isEmpty
        result.put += disturbed
        add(result, to: .watchlist)
        if isDisturbed {
            remarks.append(
                UndoRemark(.different, "watchlist", "Trakt takes off what is watched; it is put there again afterwards")
            )
        }
    }
}

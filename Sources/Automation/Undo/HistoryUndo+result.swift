internal import Journal

extension HistoryUndo {
    func result(_ now: Now) -> Result {
        var result = Result()
        var free = FreePlays(now.all)
        for added in single where added.play.minute != nil {
            if let found = free.take(added.play) { result.removedByID.append(found) } else { result.gone += 1 }
        }
        result.removedByID += ids.compactMap { free.take($0.id) }
        for added in single where added.play.minute == nil {
            remove(added, among: free.all(of: added.play.item), now, &free, &result)
        }
        for (season, plays) in zip(seasons, now.ofSeasons) { remove(season.play, ofSeason: plays, now, &free, &result) }
        addAgain(now, &free, &result)
        return result
    }

    /// Removes the one play that an added one without a minute can be.
    private func remove(
        _ added: AddedPlay, among plays: [AccountEntry], _ now: Now, _ free: inout FreePlays, _ result: inout Result
    ) {
        let possible = plays.filter { now.others.isDisjoint(with: $0.ledgerPlays) }
        let fitting = possible.filter(added.mayBe)
        // What was not read may be the run's, and what was read somebody else's.
        if now.isComplete, fitting.count == 1, let found = fitting[0].playID.flatMap({ free.take($0) }) {
            result.removedByID.append(found)
        } else if let some = plays.first {
            result.unclear.append(some)
        } else {
            result.gone += 1
        }
    }

    private func remove(
        _ added: AddedPlay, ofSeason plays: [AccountEntry], _ now: Now, _ free: inout FreePlays,
        _ result: inout Result
    ) {
        let left = free.left(of: plays)
        if let minute = added.play.minute {
            for play in left where play.minute == minute && now.others.isDisjoint(with: play.ledgerPlays) {
                result.removedByID += play.playID.flatMap { free.take($0) }.map { [$0] } ?? []
            }
            return
        }
        for (_, ofEpisode) in Dictionary(grouping: left, by: \.key).sorted(by: { $0.key < $1.key }) {
            remove(added, among: ofEpisode, now, &free, &result)
        }
    }

    private func addAgain(_ now: Now, _ free: inout FreePlays, _ result: inout Result) {
        for play in removed.map(\.play) {
            // With its old id it was never removed.
            if let id = play.playID, free.take(id) != nil { continue }
            if free.take(Journal.Play(item: play.key, minute: play.minute)) == nil {
                result.addedAgain.append(play)
            } else {
                result.back.append(play)
            }
        }
        let going = Set(result.removedByID.compactMap(\.playID))
        var watched = Set(now.all.filter { $0.playID.map(going.contains) == false }.map(\.key))
        let dated = result.addedAgain.filter { $0.minute != nil }
        let undated = result.addedAgain.filter { $0.minute == nil }
        // Of two without a date nobody could tell the one from the other.
        let addable = undated.filter { watched.insert($0.key).inserted }
        let again = Set(addable.compactMap(\.playID))
        result.refused = undated.filter { $0.playID.map(again.contains) != true }
        result.addedAgain = addable + dated
    }
}

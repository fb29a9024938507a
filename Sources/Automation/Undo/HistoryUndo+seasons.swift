internal import Journal
internal import Trakt

/// The ledger has a season that a script named as one play, and nothing in an episode's play tells its season's number at
/// Trakt.
extension HistoryUndo {
    /// The numbers of the shows of which the run removed plays after it had added seasons.
    var showsInDoubt: [String] {
        Set(removed.filter { $0.seasons > 0 }.compactMap { $0.play.show?.ids["trakt"] }).sorted()
    }

    /// Forgets the plays that the run removed and had added itself, with the season they are in: they are just gone.
    ///
    /// - Parameter seasons: the show's, as Trakt answers them.
    mutating func forgetPlays(of show: String, inSeasons seasons: [JSONValue]) {
        for season in seasons {
            guard let id = season["ids"]?["trakt"]?.integer, let number = season["number"]?.integer else { continue }
            for (index, added) in wholeSeasons.enumerated() where added.play.item == "season:trakt:\(id)" {
                var known: Set<String> = []
                removed.removeAll { play, seasons in
                    seasons > index && play.show?.ids["trakt"] == show && play.season == number
                        && added.isPlay(play) && known.insert(play.key).inserted
                }
            }
        }
    }
}

extension AddedPlay {
    /// Whether an entry may be of this play by when it was.
    fileprivate func isPlay(_ entry: AccountEntry) -> Bool {
        play.minute.map { $0 == entry.minute } ?? mayBe(entry)
    }
}

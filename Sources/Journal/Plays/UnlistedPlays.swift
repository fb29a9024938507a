import Trakt

/// Plays that a write adds and that the ledger does not have one by one. The daily limit counts them all the same.
extension Write {
    /// How many there may be, as long as nothing was answered.
    var unlistedPlays: Int {
        switch change {
        case .addition(let addition):
            addition.items.count { $0.identity.subject == .season } * (Play.mostOfSeason - 1)
        case .checkin: 1
        case .plain: isWholeScrobble ? 1 : 0
        case .removal, .creation: 0
        }
    }

    /// How many there are by the answer, which counts the episodes of seasons.
    func unlistedPlays(in answer: JSONValue) -> Int {
        guard case .addition(let addition) = change, unlistedPlays > 0 else { return unlistedPlays }
        let added = answer["added"]?.object?.values.compactMap(\.integer).reduce(Int64(0)) { $0.counting($1) } ?? 0
        return Int(min(max(0, added.counting(-Int64(addition.plays.count))), 1_000_000))
    }

    /// Trakt makes a play of what is stopped at 80 percent or later.
    private var isWholeScrobble: Bool {
        guard call.endpoint == Catalogue.scrobble.stop, let progress = call.document["progress"]?.number else {
            return false
        }
        return progress >= 80
    }
}

extension Play {
    /// Nobody knows beforehand how many episodes a season has that only its number names: as many as a long one.
    fileprivate static let mostOfSeason = 24

    /// How many plays the daily limit counts for it, before Trakt has told.
    package var countBeforehand: Int { item.hasPrefix("season:") ? Self.mostOfSeason : 1 }
}
